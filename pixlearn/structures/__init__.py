"""Structures (the organisations where counsellors work) and their workshops."""
