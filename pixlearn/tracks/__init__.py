"""Lessons under way: where a person is in each, what was finished, what was done for real."""
