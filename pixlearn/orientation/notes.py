"""Notes about a learner, which the learner reads too; there is no hidden note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy.exc import NoResultFound

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Staff, hold
from pixlearn.db import db, now
from pixlearn.orientation.store import Note
from pixlearn.privacy.store import FollowUp, visible

LONGEST_NOTE = 500
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as everybody concerned reads it; ``by`` is none once its author has left."""

    id: UUID
    text: str
    by: str | None
    at: datetime
    may_remove: bool


def notes_of(actor: Visitor, learner_id: UUID) -> list[NoteLine]:
    """The notes about this learner, the latest first; a counsellor reads their structure's own."""
    query = (
        visible(actor, Note)
        .where(Note.learner_id == learner_id)
        .outerjoin(Staff, Staff.id == Note.staff_id)
        .add_columns(Staff.name)
        .order_by(Note.created_at.desc(), Note.id)
    )
    if actor.learner_id is None:
        query = query.where(Note.structure_id == actor.structure_id)
    return [
        NoteLine(
            id=note.id,
            text=note.text,
            by=name,
            at=note.created_at,
            may_remove=_may_remove(actor, note),
        )
        for note, name in db.session.execute(query)
    ]


def write_note(actor: Visitor, learner_id: UUID, submission_id: UUID, text: str) -> None:
    """Keep a note; the same form sent twice is one note.

    Raises:
        NoResultFound: the learner does not share with the actor's structure.
    """
    hold(learner_id)
    query = visible(actor, FollowUp).where(FollowUp.learner_id == learner_id)
    follow_up: FollowUp = db.session.execute(query).scalar_one()
    note_id = uuid5(learner_id, submission_id.hex)
    kept = visible(actor, Note).where(Note.id == note_id)
    if db.session.execute(kept).first() is not None:
        return
    db.session.add(
        Note(
            id=note_id,
            learner_id=learner_id,
            structure_id=follow_up.structure_id,
            staff_id=actor.staff_id,
            text=text,
        )
    )


def remove_note(actor: Visitor, learner_id: UUID, note_id: UUID) -> None:
    """Its author takes a note back within a day.

    Raises:
        NoResultFound: not theirs, too old, or not visible.
    """
    query = visible(actor, Note).where(Note.id == note_id, Note.learner_id == learner_id)
    note: Note = db.session.execute(query).scalar_one()
    if not _may_remove(actor, note):
        raise NoResultFound
    db.session.delete(note)


def _may_remove(actor: Visitor, note: Note) -> bool:
    mine = actor.staff_id is not None and note.staff_id == actor.staff_id
    return mine and now() - note.created_at < A_DAY
