"""Whole files of people: two of one person joined and parted, and what is kept no longer."""
