"""The reading grid of a structure: its own latest published version, or the default one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from pixlearn.content.catalogue import Catalogue
from pixlearn.content.current import catalogue
from pixlearn.content.grids import TRACK, Grid
from pixlearn.db import db
from pixlearn.orientation.store import GridVersion


def grid_of(structure_id: UUID) -> Grid:
    """The grid in force in this structure; one statement."""
    query = (
        select(GridVersion)
        .where(GridVersion.structure_id == structure_id, GridVersion.published_at.is_not(None))
        .order_by(GridVersion.version.desc(), GridVersion.id)
        .limit(1)
    )
    found = db.session.execute(query).scalar_one_or_none()
    return catalogue().grid if found is None else Grid.model_validate(found.content)


def next_version(structure_id: UUID) -> int:
    """The number of the structure's next version: the default grid is the one before its first."""
    query = select(func.max(GridVersion.version)).where(GridVersion.structure_id == structure_id)
    last = db.session.execute(query).scalar_one()
    return max(last or 0, catalogue().grid.head.version) + 1


def titles_of(content: Catalogue) -> dict[str, str]:
    """The words of everything that a grid may prescribe."""
    tracks = {f"{TRACK}{one.id}": one.text.title for one in content.teaching.tracks.values()}
    return {**tracks, **content.prescribable}
