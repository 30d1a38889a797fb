"""A workshop decided: for now or for later, with what the room and the people need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.content.current import catalogue
from pixlearn.db import now, transaction
from pixlearn.structures.rules import (
    DIAGNOSTIC,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_PEOPLE,
    Plan,
)
from pixlearn.structures.service import change, open_planned, prepare
from pixlearn.structures.settings import StructureSettings
from pixlearn.structures.store import Workshop, structure, workshop_of
from pixlearn.web.adapted import asked_comfort, asked_helper, break_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.workshop_titles import usual_title
from pixlearn.web.house import local, today_here, zone
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.whole import whole_or
from pixlearn.web.written import written
from pixlearn.web.written_day import WrongDay, asked_parts, read_day

HOUR = re.compile(r"(\d{1,2})\s*(?:h|:|\.)?\s*(\d{2})?")


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it stands: what a counsellor wrote and chose, good or not."""

    title: str
    parts: tuple[str, ...]  # day, month, year
    hour: str
    place: str = ""
    capacity: str = "10"
    purpose: str = DIAGNOSTIC
    shared_computers: bool = False
    comfort: Mapping[str, str] = field(default_factory=dict)
    break_every: str = ""
    helper: bool = False

    @property
    def adapted(self) -> bool:
        """Whether something of the adapted session was chosen: then it shows unfolded."""
        return bool(self.comfort or self.break_every or self.helper)


@bp.get("/ateliers/nouveau")
def new_workshop() -> ResponseReturnValue:
    """The whole form: date, place, purpose, and an adapted session."""
    title = usual_title(now())
    usual = StructureSettings.read(structure(own_structure()).settings)
    moment = on_the_half_hour(now())
    return _show(
        Filled(
            title,
            *moment_parts(moment),
            capacity=f"{usual.places}",
            comfort=usual.comfort,
            break_every=f"{usual.break_every or ''}",
            helper=usual.helper,
        )
    )


@bp.post("/ateliers/nouveau")
def make_workshop() -> ResponseReturnValue:
    """Open it now, or keep it for later."""
    with transaction():
        filled = _filled()
        plan, faults = _plan_of(filled)
        if plan is None:
            return _show(filled, faults)
        make = prepare if request.form.get("action") == "garder" else open_planned
        workshop_id = make(own_structure(), plan).id
    return redirect(url_for(".workshop", workshop_id=workshop_id), 303)


@bp.get("/ateliers/<uuid:workshop_id>/modifier")
def change_workshop(workshop_id: UUID) -> ResponseReturnValue:
    """The same form, as it was filled."""
    found = workshop_of(own_structure(), workshop_id)
    return _show(_as_filled(found), workshop_id=workshop_id)


@bp.post("/ateliers/<uuid:workshop_id>/modifier")
def keep_workshop(workshop_id: UUID) -> ResponseReturnValue:
    """Keep what was changed."""
    with transaction():
        found = workshop_of(own_structure(), workshop_id)
        filled = _filled()
        plan, faults = _plan_of(filled)
        if plan is None:
            return _show(filled, faults, workshop_id=workshop_id)
        change(found, plan)
    return redirect(url_for(".workshop", workshop_id=workshop_id, note=1), 303)


def moment_parts(moment: datetime) -> tuple[tuple[str, str, str], str]:
    """A moment as the form's fields: day, month, year; and the hour."""
    here = local(moment)
    return (f"{here.day}", f"{here.month}", f"{here.year}"), f"{here.hour} h {here.minute:02}"


def on_the_half_hour(moment: datetime) -> datetime:
    """The half hour before: nobody meets at 9 h 53."""
    return moment.replace(minute=moment.minute // 30 * 30)


def asked_moment(prefix: str) -> tuple[tuple[str, ...], str]:
    """What was written in the fields of a date and of its hour."""
    return asked_parts(prefix), request.form.get("heure", "").strip()[:10]


def moment_of(
    parts: tuple[str, ...], hour: str, prefix: str
) -> tuple[datetime | None, list[Fault]]:
    """The moment that was written, or what is wrong with it."""
    faults = []
    wanted = None
    try:
        wanted = read_day(parts, today_here())
    except WrongDay as wrong:
        faults.append(Fault(prefix, Problem.WRONG_VALUE, f"{wrong}"))
    clock = HOUR.fullmatch(hour.lower())
    hours, minutes = (int(clock[1]), int(clock[2] or 0)) if clock else (24, 0)
    if hours > 23 or minutes > 59:
        words = gettext("Write an hour, for example 14 h 30.")
        faults.append(Fault("heure", Problem.WRONG_VALUE, words))
    if wanted is None or faults:
        return None, faults
    return datetime(wanted.year, wanted.month, wanted.day, hours, minutes, tzinfo=zone()), []


def title_fault(title: str) -> Fault | None:
    """What keeps this from being the title of a workshop, or none."""
    if not title:
        return Fault("titre", Problem.NOTHING_WRITTEN, gettext("Write a title for the workshop."))
    if len(title) > LONGEST_TITLE:
        words = gettext("Write a shorter title: %(num)s signs at most.", num=LONGEST_TITLE)
        return Fault("titre", Problem.TOO_LONG, words)
    return None


def _filled() -> Filled:
    parts, hour = asked_moment("date")
    form = request.form
    return Filled(
        title=written("titre"),
        parts=parts,
        hour=hour,
        place=written("lieu"),
        capacity=form.get("places", "").strip()[:4],
        purpose=form.get("but", ""),
        shared_computers=form.get("partages") == "oui",
        comfort=asked_comfort(),
        break_every=form.get("pauses", ""),
        helper=asked_helper(),
    )


def _as_filled(workshop: Workshop) -> Filled:
    parts, hour = moment_parts(workshop.starts_at)
    return Filled(
        title=workshop.title,
        parts=parts,
        hour=hour,
        place=workshop.place or "",
        capacity=f"{workshop.capacity}",
        purpose=workshop.purpose,
        shared_computers=workshop.shared_computers,
        comfort=workshop.comfort,
        break_every=f"{workshop.break_every or ''}",
        helper=workshop.helper,
    )


def _plan_of(filled: Filled) -> tuple[Plan | None, tuple[Fault, ...]]:
    fault = title_fault(filled.title)
    faults = [fault] if fault else []
    starts_at, wrong = moment_of(filled.parts, filled.hour, "date")
    faults += wrong
    if len(filled.place) > LONGEST_PLACE:
        words = gettext("Write a shorter place: %(num)s signs at most.", num=LONGEST_PLACE)
        faults.append(Fault("lieu", Problem.TOO_LONG, words))
    people = whole_or(filled.capacity, 0)
    if not 1 <= people <= MOST_PEOPLE:
        words = gettext("Write a number of people: from 1 to %(num)s.", num=MOST_PEOPLE)
        faults.append(Fault("places", Problem.WRONG_VALUE, words))
    if filled.purpose not in {DIAGNOSTIC, *_track_ids()}:
        words = gettext("Choose what the workshop is about.")
        faults.append(Fault("but", Problem.NOTHING_CHOSEN, words))
    if faults or starts_at is None:
        return None, tuple(faults)
    return (
        Plan(
            title=usual_title(starts_at) if filled.title == usual_title(now()) else filled.title,
            starts_at=starts_at,
            shared_computers=filled.shared_computers,
            place=filled.place or None,
            capacity=people,
            purpose=filled.purpose,
            comfort=filled.comfort,
            break_every=break_of(filled.break_every),
            helper=filled.helper,
        ),
        (),
    )


def _track_ids() -> list[str]:
    return [track.id for track in catalogue().teaching.tracks.values()]


def _show(
    filled: Filled, faults: tuple[Fault, ...] = (), workshop_id: UUID | None = None
) -> ResponseReturnValue:
    return render(
        "counsellor/workshop_form.html",
        status=422 if faults else 200,
        filled=filled,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
        workshop_id=workshop_id,
        tracks=catalogue().teaching.tracks.values(),
        most_people=MOST_PEOPLE,
    )
