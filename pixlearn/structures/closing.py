"""Close a structure, and open it again: its rooms and rows; its team is `accounts.team`'s."""

from __future__ import annotations

from sqlalchemy import select, update

from pixlearn.db import db, now
from pixlearn.structures.service import end_workshop
from pixlearn.structures.store import Structure, Workshop


class NameTaken(Exception):
    """Another structure has this name."""


def rename(structure: Structure, name: str) -> None:
    """The name that everybody reads from now on; papers already made keep their words.

    Raises:
        NameTaken: another structure has it.
    """
    query = select(Structure.id).where(Structure.name == name, Structure.id != structure.id)
    if db.session.execute(query).first() is not None:
        raise NameTaken
    structure.name = name


def close_rooms(structure: Structure) -> None:
    """The structure is closed: no code opens, no workshop meets again."""
    structure.closed_at = structure.closed_at or now()
    query = select(Workshop).where(
        Workshop.structure_id == structure.id, Workshop.code.is_not(None)
    )
    for workshop in db.session.execute(query).scalars():
        end_workshop(workshop)
    db.session.execute(
        update(Workshop).where(Workshop.structure_id == structure.id).values(next_at=None)
    )


def open_again(structure: Structure) -> None:
    """It is a structure like others again, with nobody in it yet."""
    structure.closed_at = None
