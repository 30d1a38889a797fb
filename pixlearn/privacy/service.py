"""Agree to share, stop sharing, and note every look at a learner's page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import delete, insert, select

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, Seat, hold
from pixlearn.db import db, now
from pixlearn.privacy.store import (
    Consent,
    FollowUp,
    Look,
    taken_cards_without_name,
    visible,
)
from pixlearn.structures.store import Workshop

WORDING = "2026-11"  # changes with the sentences of the consent page


class NotInThisRoom(Exception):
    """The learner has no seat in an open workshop of this professional's structure."""


def agree_to_share(learner_id: UUID, structure_id: UUID) -> None:
    """The learner says yes: this structure sees the progression from now on, any former one not."""
    hold(learner_id)
    db.session.execute(delete(FollowUp).where(FollowUp.learner_id == learner_id))
    db.session.add(
        FollowUp(
            learner_id=learner_id,
            structure_id=structure_id,
            followed_by=None,
            contact=None,
            project=None,
            equipment=None,
        )
    )
    _note(learner_id, structure_id, agreed=True)


def refuse_to_share(learner_id: UUID, structure_id: UUID) -> None:
    """The learner says no, or stops: nobody there sees anything at the next request."""
    db.session.execute(
        delete(FollowUp).where(
            FollowUp.learner_id == learner_id, FollowUp.structure_id == structure_id
        )
    )
    _note(learner_id, structure_id, agreed=False)


def record_look(actor: Visitor, learner_ids: Iterable[UUID], view: str) -> None:
    """Note that a professional saw these learners: no record, no page; one statement.

    A page that is only read calls it by `looked`, when it is ready.
    """
    rows = [
        {"learner_id": learner_id, "staff_id": actor.staff_id, "view": view}
        for learner_id in learner_ids
    ]
    if rows and actor.staff_id is not None:
        db.session.execute(insert(Look), rows)


def seat_of(actor: Visitor, workshop_id: UUID, learner_id: UUID) -> Seat:
    """Somebody's seat in an open workshop of this professional's structure.

    Raises:
        NotInThisRoom: no such seat there, or the workshop is not open.
    """
    query = (
        visible(actor, Seat)
        .where(Seat.workshop_id == workshop_id, Seat.learner_id == learner_id)
        .add_columns(Workshop)
    )
    row = db.session.execute(query).one_or_none()
    if row is None or not row[1].open_at(now()):
        raise NotInThisRoom
    seat: Seat = row[0]
    return seat


def attach_name(actor: Visitor, workshop_id: UUID, learner_id: UUID, first_name: str) -> None:
    """The counsellor writes the first name of somebody seated in their own open workshop.

    Raises:
        NotInThisRoom: as `seat_of`.
    """
    seat_of(actor, workshop_id, learner_id)
    learner = db.session.execute(select(Learner).where(Learner.id == learner_id)).scalar_one()
    learner.first_name = first_name


def name_card(actor: Visitor, number: int, first_name: str) -> None:
    """The counsellor writes the first name of whoever took a nameless card of their structure.

    Raises:
        NotInThisRoom: no such card, nobody took it, or it has a name already.
    """
    cards = {card.number: card for card in taken_cards_without_name(actor)}
    if number not in cards:
        raise NotInThisRoom
    query = select(Learner).where(Learner.id == cards[number].learner_id)
    db.session.execute(query).scalar_one().first_name = first_name


def lower_hand(actor: Visitor, workshop_id: UUID, learner_id: UUID) -> None:
    """The counsellor comes: the request for help is answered, and the person may be told.

    Raises:
        NotInThisRoom: as `seat_of`.
    """
    seat = seat_of(actor, workshop_id, learner_id)
    seat.help_asked_at, seat.help_met_at = None, now()


def admit(actor: Visitor, workshop_id: UUID, learner_ids: Collection[UUID]) -> None:
    """« C'est bien une personne de la salle », of some of the people seated there."""
    query = visible(actor, Seat).where(
        Seat.workshop_id == workshop_id, Seat.learner_id.in_(learner_ids)
    )
    for seat in db.session.execute(query).scalars():
        seat.admitted_at = seat.admitted_at or now()


def send_away(actor: Visitor, workshop_id: UUID, learner_id: UUID) -> None:
    """« Pas de mon atelier »: the seat goes, the person keeps their work.

    Raises:
        NotInThisRoom: as `seat_of`.
    """
    db.session.delete(seat_of(actor, workshop_id, learner_id))


def leave_room(actor: Visitor, workshop_id: UUID) -> None:
    """The workshop is over: nobody asks for help there any more, nor pauses."""
    query = visible(actor, Seat).where(Seat.workshop_id == workshop_id)
    for seat in db.session.execute(query).scalars():
        seat.help_asked_at = seat.help_met_at = seat.paused_at = None


def _note(learner_id: UUID, structure_id: UUID, *, agreed: bool) -> None:
    db.session.add(
        Consent(learner_id=learner_id, structure_id=structure_id, agreed=agreed, wording=WORDING)
    )
