"""The end of a workshop: what each person may be proud of, and one next step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts.store import Seat
from pixlearn.casework.room import progressions_of, sharing_among
from pixlearn.content.current import catalogue
from pixlearn.db import now, transaction
from pixlearn.privacy.service import record_look
from pixlearn.privacy.store import room
from pixlearn.progression.day import Deed, day_of
from pixlearn.progression.rules import TrackProposal
from pixlearn.structures.store import Workshop, workshop_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.called import called
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.counsellor.workshop_form import MeetingForm, moment_parts, on_the_half_hour
from pixlearn.web.counsellor.workshop_papers import group_of
from pixlearn.web.forms import form_page, pressed
from pixlearn.web.forms.days import FURTHEST
from pixlearn.web.house import local
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who came: for those who share, what they did that day and what comes next."""

    learner_id: UUID
    called: str
    named: bool
    shares: bool
    proud_of: tuple[Deed, ...] = ()
    under_way: bool = False  # the diagnostic is not ended: its next question comes next
    proposal: TrackProposal | None = None


@bp.get("/ateliers/<uuid:workshop_id>/bilan")
def workshop_end(workshop_id: UUID) -> ResponseReturnValue:
    """The page that closes a workshop; the look at each person who shares is kept."""
    found = workshop_of(own_structure(), workshop_id)
    seats, sharing = _came(found)
    again = found.next_at or on_the_half_hour(_a_week_after(found.starts_at))
    form = MeetingForm.filled(**moment_parts(again))
    return looked(_show(found, seats, sharing, form), workshop=sharing)


@bp.post("/ateliers/<uuid:workshop_id>/bilan")
def keep_next_date(workshop_id: UUID) -> ResponseReturnValue:
    """When the group meets again: learners read it on their home page; or no date any more."""
    with transaction():
        found = workshop_of(own_structure(), workshop_id)
        if pressed() == "sans_date":
            found.meet_again(None, now())
            return redirect(url_for(".workshop_end", workshop_id=workshop_id, note=1), 303)
        form = MeetingForm.sent()
        if not form.faults and form.moment <= now():
            form.date.refuse(gettext("Write a date to come."))
        if form.faults:
            seats, sharing = _came(found)
            record_look(visitor(), sharing, "workshop")
            return _show(found, seats, sharing, form)
        found.meet_again(form.moment, now())
    return redirect(url_for(".workshop_end", workshop_id=workshop_id, note=1), 303)


def _a_week_after(starts_at: datetime) -> datetime:
    """The same day and hour of the next week that is still to come; where the year was a slip of
    the pen, a week from now."""
    moment = now()
    if starts_at.year > moment.year + FURTHEST:
        return moment + A_WEEK
    weeks = max((moment - starts_at) // A_WEEK, 0) + 1
    return local(starts_at) + weeks * A_WEEK


def _came(found: Workshop) -> tuple[list[tuple[Seat, str | None]], frozenset[UUID]]:
    """Who came, and who of them shares."""
    seats = room(visitor(), found.id)
    return seats, sharing_among(visitor(), [seat.learner_id for seat, _ in seats])


def _show(
    found: Workshop,
    seats: Sequence[tuple[Seat, str | None]],
    sharing: Collection[UUID],
    form: MeetingForm,
) -> ResponseReturnValue:
    day = local(found.starts_at).date()
    values = progressions_of(visitor(), sharing, catalogue())
    people = []
    for seat, name in seats:
        value = values.get(seat.learner_id)
        people.append(
            Seated(
                learner_id=seat.learner_id,
                called=called(seat.number, name, seat.card_number),
                named=name is not None,
                shares=value is not None,
                proud_of=day_of(value, day).proudest if value else (),
                under_way=value is not None and value.journey.ended_on is None,
                proposal=next(iter(value.proposals), None) if value else None,
            )
        )
    return form_page(
        "counsellor/workshop_end.html",
        form,
        title=found.title,
        workshop_id=found.id,
        next_at=found.next_at,
        day=day,
        people=people,
        group=group_of(found, values.values()),
        noted=request.method == "GET" and "note" in request.args,
    )
