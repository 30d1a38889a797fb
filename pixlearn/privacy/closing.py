"""A structure closes: what its people shared with it ends, and they are told at their next visit.

They keep everything. The history of their choices gains two lines that are not choices: sharing
ended by the closing, and the person read it.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.team import close_team
from pixlearn.db import db
from pixlearn.privacy.store import Consent, FollowUp, visible
from pixlearn.structures.closing import close_rooms
from pixlearn.structures.store import Structure

BY_CLOSING, READ = "fermeture", "fermeture-lue"
"""In the place of the version of the words that a person was shown."""


def close_structure(structure: Structure) -> int:
    """Close it: team, rooms, sharing. Returns how many people shared with it."""
    close_team(structure.id)
    close_rooms(structure)
    query = select(FollowUp.learner_id).where(FollowUp.structure_id == structure.id)
    people = list(db.session.execute(query).scalars())
    db.session.execute(delete(FollowUp).where(FollowUp.structure_id == structure.id))
    db.session.add_all(_line(one, structure.id, BY_CLOSING) for one in people)
    return len(people)


def closed_to_tell(actor: Visitor) -> str | None:
    """The name of the structure that closed while the learner shared with it, until they read it;
    one statement."""
    query = (
        visible(actor, Consent)
        .join(Structure, Structure.id == Consent.structure_id)
        .order_by(Consent.created_at.desc(), Consent.id)
        .limit(1)
        .with_only_columns(Consent.wording, Structure.name)
    )
    row = db.session.execute(query).first()
    return row[1] if row is not None and row[0] == BY_CLOSING else None


def note_read(actor: Visitor) -> None:
    """The learner has read that the structure closed."""
    query = visible(actor, Consent).order_by(Consent.created_at.desc(), Consent.id).limit(1)
    last = db.session.execute(query).scalar_one_or_none()
    if isinstance(last, Consent) and last.wording == BY_CLOSING:
        db.session.add(_line(last.learner_id, last.structure_id, READ))


def _line(learner_id: UUID, structure_id: UUID, wording: str) -> Consent:
    return Consent(learner_id=learner_id, structure_id=structure_id, agreed=False, wording=wording)
