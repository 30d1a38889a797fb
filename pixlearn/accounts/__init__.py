"""People, their cards and ways in, and the rows of their sessions."""
