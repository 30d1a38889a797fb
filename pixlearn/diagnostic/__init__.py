"""The adaptive diagnostic: what to ask next, when to stop, and how well that works."""
