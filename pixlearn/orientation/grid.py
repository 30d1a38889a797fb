"""The reading grid of a structure and its versions: published ones, and the one being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from pixlearn.accounts.store import Staff
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.current import catalogue
from pixlearn.content.grids import TRACK, Grid
from pixlearn.db import db, now
from pixlearn.orientation.grid_editing import as_kept, fingerprint, to_edit
from pixlearn.orientation.store import GridVersion
from pixlearn.structures.store import Structure

DEFAULT = 0
"""The number by which a structure names the default grid, whatever its own version."""


class ChangedMeanwhile(Exception):
    """The draft is no longer what the référent has read."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published version: its number, who published it and when; the default one has neither."""

    number: int
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A version that nobody uses yet; ``by`` is who began it, unless they have left."""

    id: UUID
    grid: Grid
    by: str | None
    begun_at: datetime


def grid_of(structure_id: UUID) -> Grid:
    """The grid in force in this structure; one statement."""
    found = db.session.execute(_published(structure_id).limit(1)).first()
    return catalogue().grid if found is None else Grid.model_validate(found[0].content)


def history_of(structure_id: UUID) -> list[Published]:
    """The structure's versions, the one in force first, the default grid last; one statement."""
    rows = db.session.execute(_published(structure_id))
    return [Published(row.version, name, row.published_at) for row, name in rows] + [
        Published(DEFAULT)
    ]


def grid_numbered(structure_id: UUID, number: int) -> Grid:
    """A published version by its number, or the default grid.

    Raises:
        NoResultFound: there is none with this number.
    """
    if number == DEFAULT:
        return catalogue().grid
    query = _published(structure_id).where(GridVersion.version == number)
    return Grid.model_validate(db.session.execute(query).one()[0].content)


def draft_of(structure_id: UUID) -> Draft | None:
    """The version being written, or none; one statement."""
    found = db.session.execute(_versions(structure_id, published=False)).first()
    if found is None:
        return None
    row, name = found
    return Draft(row.id, Grid.model_validate(row.content), name, row.created_at)


def begin_draft(
    structure_id: UUID, staff_id: UUID | None, number: int, *, instead_of: UUID | None = None
) -> None:
    """Begin a draft from the version with this number.

    A draft that is there already stays, unless it is the one to begin ``instead_of``.

    Raises:
        NoResultFound: there is no version with this number.
    """
    structure = _hold(structure_id)
    grid = grid_numbered(structure_id, number)
    row = _draft_row(structure_id)
    if row is not None and row.id != instead_of:
        return
    if row is not None:
        db.session.delete(row)
        db.session.flush()
    version = _next_version(structure_id)
    db.session.add(
        GridVersion(
            structure_id=structure_id,
            version=version,
            content=as_kept(to_edit(grid, version, structure.name)),
            made_by=staff_id,
            published_at=None,
        )
    )


def draft_to_change(structure_id: UUID) -> Draft | None:
    """The draft, for a change: others who change it wait until the transaction ends."""
    _hold(structure_id)
    return draft_of(structure_id)


def keep_draft(structure_id: UUID, grid: Grid) -> None:
    """Keep the draft as changed; nothing is kept when it is gone."""
    row = _draft_row(structure_id)
    if row is not None:
        row.content = as_kept(grid)


def drop_draft(structure_id: UUID) -> None:
    """Throw the draft away."""
    row = _draft_row(structure_id)
    if row is not None:
        db.session.delete(row)


def publish_draft(structure_id: UUID, staff_id: UUID | None, read: str) -> bool:
    """The draft becomes the grid in force; whether there was one.

    Raises:
        ChangedMeanwhile: its fingerprint is not the one of what was ``read``.
    """
    _hold(structure_id)
    row = _draft_row(structure_id)
    if row is None:
        return False
    if fingerprint(Grid.model_validate(row.content)) != read:
        raise ChangedMeanwhile
    row.made_by = staff_id
    row.published_at = now()
    return True


def titles_of(content: Catalogue) -> dict[str, str]:
    """The words of everything that a grid may prescribe."""
    tracks = {f"{TRACK}{one.id}": one.text.title for one in content.teaching.tracks.values()}
    return {**tracks, **content.prescribable}


def _next_version(structure_id: UUID) -> int:
    """The number of the structure's next version: the default grid is the one before its first."""
    query = select(func.max(GridVersion.version)).where(GridVersion.structure_id == structure_id)
    last = db.session.execute(query).scalar_one()
    return max(last or 0, catalogue().grid.head.version) + 1


def _published(structure_id: UUID) -> Select[GridVersion, str]:
    return _versions(structure_id, published=True)


def _versions(structure_id: UUID, *, published: bool) -> Select[GridVersion, str]:
    """Rows with the name of who made them, the latest first."""
    is_draft = GridVersion.published_at.is_(None)
    return (
        select(GridVersion, Staff.name)
        .outerjoin(Staff, Staff.id == GridVersion.made_by)
        .where(GridVersion.structure_id == structure_id, ~is_draft if published else is_draft)
        .order_by(GridVersion.version.desc(), GridVersion.id)
    )


def _draft_row(structure_id: UUID) -> GridVersion | None:
    found = db.session.execute(_versions(structure_id, published=False)).first()
    return None if found is None else found[0]


def _hold(structure_id: UUID) -> Structure:
    """Let others who change the structure's grid wait; SQLite has one writer at a time."""
    query = select(Structure).where(Structure.id == structure_id).with_for_update()
    return db.session.execute(query).scalar_one()
