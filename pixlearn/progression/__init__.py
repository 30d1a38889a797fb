"""The sole door for evidence, and the one value that learner and counsellor both read."""
