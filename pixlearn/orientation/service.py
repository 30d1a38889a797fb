"""What a structure's grid advises for one person."""

from __future__ import annotations

from uuid import UUID

from pixlearn.content.current import catalogue
from pixlearn.orientation.grid import grid_of, titles_of
from pixlearn.orientation.proposals import proposals_of
from pixlearn.orientation.rules import GridAdvice, Reading, advise

__all__ = ["grid_of", "proposals_of", "proposed_by_grid"]


def proposed_by_grid(structure_id: UUID, reading: Reading) -> GridAdvice:
    """What the grid in force proposes for this reading; one statement.

    A structure changes the grid of the entry; another diagnostic is read by the content's own, or
    by none.
    """
    content = catalogue()
    if reading.diagnostic in {"", content.entry.id}:
        return advise(grid_of(structure_id), reading, titles_of(content))
    grid = content.grids.get(reading.diagnostic)
    if grid is None:
        return GridAdvice(version=None, band=None, advice=())
    return advise(grid, reading, titles_of(content))
