"""Orientation: the reading grid, what it proposes, proposals made to people, partners, notes."""
