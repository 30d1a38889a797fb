"""What one prints, projects or copies around a workshop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import name_of_staff
from pixlearn.casework.room import progressions_of, sharing_among, stuck_among
from pixlearn.content.current import catalogue
from pixlearn.privacy.store import room
from pixlearn.progression.day import day_of
from pixlearn.progression.rules import Progression
from pixlearn.structures import report
from pixlearn.structures.rules import minutes_open
from pixlearn.structures.store import Workshop, workshop_of
from pixlearn.tracks.rules import ACTIVITY
from pixlearn.web.calendars import next_meeting_file
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.counsellor.workshop_titles import title_again
from pixlearn.web.house import local, usual_length
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure

FEWEST = 2
"""Of fewer people nothing is said to a group."""


@dataclass(frozen=True, slots=True)
class Group:
    """What those who share did together that day; names nobody."""

    sharing: int
    skills: int
    lessons: int
    badges: int
    for_real: int
    ended: int


@dataclass(frozen=True, slots=True)
class StuckAt:
    """A place of a lesson where several people are held up."""

    lesson: str
    activity: bool  # else one of the questions
    people: int


@bp.get("/ateliers/<uuid:workshop_id>/groupe")
def workshop_group(workshop_id: UUID) -> ResponseReturnValue:
    """The page to project at the end: what the group may be proud of, and nobody's name."""
    found = workshop_of(own_structure(), workshop_id)
    seats = room(visitor(), workshop_id)
    sharing = sharing_among(visitor(), [seat.learner_id for seat, _ in seats])
    values = progressions_of(visitor(), sharing, catalogue())
    page = render(
        "counsellor/workshop_group.html",
        workshop_id=workshop_id,
        title=found.title,
        group=group_of(found, values.values()),
        stuck=stuck_at(visitor(), sharing),
        fewest=FEWEST,
    )
    return looked(page, workshop=sharing)


@bp.get("/ateliers/<uuid:workshop_id>/presence")
def workshop_presence(workshop_id: UUID) -> ResponseReturnValue:
    """A sheet to sign: a number for everybody, the first names that may be told, blank lines."""
    found = workshop_of(own_structure(), workshop_id)
    lines = [(seat.number, name or "") for seat, name in room(visitor(), workshop_id)]
    free = range(found.arrivals + 1, found.arrivals + 1 + max(found.capacity - len(lines), 0))
    planned = found.starts_at + timedelta(minutes=usual_length())
    return render(
        "counsellor/workshop_presence.html",
        workshop=found,
        lines=[*lines, *((number, "") for number in free)],
        ends_at=found.ended_at or planned,
        led_by=name_of_staff(found.led_by),
    )


@bp.get("/ateliers/<uuid:workshop_id>/salle")
def workshop_room(workshop_id: UUID) -> ResponseReturnValue:
    """What to look at before people come, to tick on paper."""
    return render(
        "counsellor/workshop_room.html", workshop=workshop_of(own_structure(), workshop_id)
    )


@bp.get("/ateliers/<uuid:workshop_id>/compte-rendu")
def workshop_report(workshop_id: UUID) -> ResponseReturnValue:
    """The activity report ready to copy; what is chosen stands in the address, nothing is kept."""
    found = workshop_of(own_structure(), workshop_id)
    about = catalogue().teaching.tracks.values()
    track = next((track for track in about if track.id == found.purpose), None)
    usual = f"{minutes_open(found.starts_at, found.ended_at, usual_length())}"
    lengths = [f"{minutes}" for minutes in sorted({*report.MINUTES, int(usual)})]
    material = report.MATERIALS[0] if found.shared_computers else report.MATERIALS[1]
    return render(
        "counsellor/workshop_report.html",
        workshop=found,
        kind=report.KIND,
        day=local(found.starts_at).date(),
        people=len(room(visitor(), workshop_id)),
        themes=track.text.report_themes if track else report.THEMES,
        track=track.text.title if track else None,
        options={
            "duree": lengths,
            "materiel": report.MATERIALS,
            "niveau": report.LEVELS,
            "autonomie": report.AUTONOMIES,
        },
        chosen={
            "duree": _chosen("duree", lengths, usual),
            "materiel": _chosen("materiel", report.MATERIALS, material),
            "niveau": _chosen("niveau", report.LEVELS, report.LEVELS[0]),
            "autonomie": _chosen("autonomie", report.AUTONOMIES, report.AUTONOMIES[1]),
        },
        measured=found.ended_at is not None,
        sent_on=" ".join(request.args.get("orientation", "").split())[:120],
    )


@bp.get("/ateliers/<uuid:workshop_id>/prochaine-date.ics")
def next_date_file(workshop_id: UUID) -> ResponseReturnValue:
    """The next date, for the counsellor's calendar."""
    found = workshop_of(own_structure(), workshop_id)
    if found.next_at is None:
        abort(404)
    return next_meeting_file(found, found.next_at, title_again(found, found.next_at))


def group_of(workshop: Workshop, values: Collection[Progression]) -> Group:
    """What those who share did on the workshop's day, added up."""
    day = local(workshop.starts_at).date()
    days = [day_of(value, day) for value in values]
    return Group(
        sharing=len(days),
        skills=sum(len(one.skills) for one in days),
        lessons=sum(len(one.lessons) for one in days),
        badges=sum(len(one.badges) for one in days),
        for_real=sum(len(one.for_real) for one in days),
        ended=sum(one.ended for one in days),
    )


def stuck_at(actor: Visitor, sharing: Collection[UUID]) -> list[StuckAt]:
    """Where two people or more are held up, the most first."""
    places = Counter(stuck_among(actor, sharing))
    lessons = catalogue().teaching.lessons
    return [
        StuckAt(lessons[lesson_id].text.title, place == ACTIVITY, people)
        for (lesson_id, place), people in places.most_common()
        if people >= FEWEST and lesson_id in lessons
    ]


def _chosen(name: str, options: Sequence[str], usual: str) -> str:
    asked = request.args.get(name, "")
    return asked if asked in options else usual
