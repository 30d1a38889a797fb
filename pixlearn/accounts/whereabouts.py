"""Where a learner sits, where they come again, and which structure knows them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from pixlearn.accounts.store import Card, Seat
from pixlearn.db import db
from pixlearn.structures.settings import House
from pixlearn.structures.store import Structure, Workshop


def seat_now(learner_id: UUID, moment: datetime) -> Seat | None:
    """The learner's seat in the workshop where they came last, while it is open."""
    found = _latest_seat(learner_id)
    return found[0] if found is not None and found[1].open_at(moment) else None


def seated_in(learner_id: UUID, moment: datetime) -> Workshop | None:
    """The workshop where the learner sits at that moment, if one is open."""
    found = _latest_seat(learner_id)
    return found[1] if found is not None and found[1].open_at(moment) else None


def next_workshop_of(learner_id: UUID, moment: datetime) -> Workshop | None:
    """The workshop of theirs that meets again the soonest, on its ``next_at``."""
    query = (
        select(Workshop)
        .join(Seat, Seat.workshop_id == Workshop.id)
        .where(Seat.learner_id == learner_id, Workshop.next_at > moment)
        .order_by(Workshop.next_at, Workshop.id)
        .limit(1)
    )
    return db.session.execute(query).scalar_one_or_none()


def _latest_seat(learner_id: UUID) -> tuple[Seat, Workshop] | None:
    query = (
        select(Seat, Workshop)
        .join(Workshop, Workshop.id == Seat.workshop_id)
        .where(Seat.learner_id == learner_id)
        .order_by(Seat.created_at.desc(), Seat.id)
        .limit(1)
    )
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


def known_structure(learner_id: UUID | InstrumentedAttribute[UUID]) -> ColumnElement[UUID | None]:
    """The structure of the learner's latest workshop, else the one that printed their card."""
    of_seat = (
        select(Workshop.structure_id)
        .join(Seat, Seat.workshop_id == Workshop.id)
        .where(Seat.learner_id == learner_id)
        .order_by(Seat.created_at.desc(), Seat.id)
        .limit(1)
        .correlate_except(Seat, Workshop)
        .scalar_subquery()
    )
    of_card = (
        select(Card.structure_id)
        .where(Card.learner_id == learner_id, Card.structure_id.is_not(None))
        .order_by(Card.created_at.desc(), Card.id)
        .limit(1)
        .correlate_except(Card)
        .scalar_subquery()
    )
    return func.coalesce(of_seat, of_card)


def structure_known_to(learner_id: UUID) -> UUID | None:
    """As `known_structure`, read; none when the person started alone."""
    return db.session.execute(select(known_structure(learner_id))).scalar_one()


def house_known_to(learner_id: UUID) -> House | None:
    """The structure that `structure_known_to` names, as its people meet it; one statement."""
    query = select(Structure).where(Structure.id == known_structure(learner_id))
    found = db.session.execute(query).scalar_one_or_none()
    return found.as_house() if found else None
