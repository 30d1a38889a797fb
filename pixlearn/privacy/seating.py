"""Seat people who share in a workshop of their counsellor's structure."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.service import take_seat
from pixlearn.accounts.store import Seat
from pixlearn.db import db, now
from pixlearn.privacy.store import FollowUp, visible
from pixlearn.structures.store import Workshop


class NoPlaceLeft(Exception):
    """The workshop is too small for all these people; nobody was seated."""


def seat_people(actor: Visitor, workshop: Workshop, learner_ids: Collection[UUID]) -> int:
    """Seat those of these people who share and have no seat there; how many are seated now.

    The counsellor chose them, so they are admitted at once.

    Raises:
        NoPlaceLeft: they would be more than the workshop holds.
    """
    sharing = visible(actor, FollowUp).where(FollowUp.learner_id.in_(learner_ids))
    people = {row.learner_id for row in db.session.execute(sharing).scalars()}
    seats = visible(actor, Seat).where(Seat.workshop_id == workshop.id)
    seated = {seat.learner_id for seat in db.session.execute(seats).scalars()}
    new = sorted(people - seated)
    if new and len(seated) + len(new) > workshop.capacity:
        raise NoPlaceLeft
    for learner_id in new:
        take_seat(learner_id, workshop).admitted_at = now()
    return len(new)
