"""The end of a workshop: what each person may be proud of, and one next step."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.privacy.service import record_look
from pixlearn.privacy.store import room
from pixlearn.progression.day import Deed, day_of
from pixlearn.progression.facts import PARIS
from pixlearn.progression.room import progressions_of, sharing_among
from pixlearn.progression.rules import TrackProposal
from pixlearn.structures.store import workshop_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.workshop import called
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who came: for those who share, what they did that day and what comes next."""

    learner_id: UUID
    called: str
    shares: bool
    proud_of: tuple[Deed, ...] = ()
    under_way: bool = False  # the diagnostic is not ended: its next question comes next
    proposal: TrackProposal | None = None


@bp.get("/ateliers/<uuid:workshop_id>/bilan")
def workshop_end(workshop_id: UUID) -> ResponseReturnValue:
    """The page that closes a workshop; the look at each person who shares is kept."""
    with transaction():
        found = workshop_of(own_structure(), workshop_id)
        day = found.starts_at.astimezone(PARIS).date()
        seats = room(visitor(), workshop_id)
        sharing = sharing_among(visitor(), [seat.learner_id for seat, _ in seats])
        values = progressions_of(visitor(), sharing, catalogue())
        record_look(visitor(), sharing, "workshop")
        people = []
        for number, (seat, name) in enumerate(seats, start=1):
            value = values.get(seat.learner_id)
            people.append(
                Seated(
                    learner_id=seat.learner_id,
                    called=name or called(seat, number),
                    shares=value is not None,
                    proud_of=day_of(value, day).proudest if value else (),
                    under_way=value is not None and value.journey.ended_on is None,
                    proposal=next(iter(value.proposals), None) if value else None,
                )
            )
        title = found.title
    return render(
        "counsellor/workshop_end.html",
        title=title,
        workshop_id=workshop_id,
        day=day,
        people=people,
    )
