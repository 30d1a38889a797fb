"""Badges: judges facts that it is given; what was awarded, attestations and credentials."""
