"""« Vu en vrai »: a counsellor confirms what they watched a person do on their own device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.content.lessons import Lesson
from pixlearn.db import transaction
from pixlearn.tracks import service
from pixlearn.tracks.store import LessonVisit, finished_visit
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.login import visitor


@dataclass(frozen=True, slots=True)
class ForReal:
    """A finished lesson: what the person is asked to do for real, and who saw it."""

    lesson_id: str
    title: str
    task: str
    ticked: bool
    seen_at: datetime | None
    seen_by: str | None  # a name, unless this professional has left
    may_take_back: bool


def for_real_lines(
    visits: Sequence[tuple[LessonVisit, str | None]], lessons: Mapping[str, Lesson]
) -> list[ForReal]:
    """The lessons that were finished: first those to look at, ticked ones on top."""
    lines = [
        ForReal(
            lesson_id=visit.lesson_id,
            title=lessons[visit.lesson_id].text.title,
            task=lessons[visit.lesson_id].text.for_real,
            ticked=visit.done_for_real_at is not None,
            seen_at=visit.seen_for_real_at,
            seen_by=name,
            may_take_back=service.may_take_back(visit),
        )
        for visit, name in visits
        if visit.lesson_id in lessons
    ]
    return sorted(lines, key=lambda line: (line.seen_at is not None, not line.ticked))


@bp.post("/apprenants/<uuid:learner_id>/en-vrai")
def see_for_real(learner_id: UUID) -> ResponseReturnValue:
    """Note that it was seen now, or take that back within a day; only of people who share."""
    with transaction():
        actor = visitor()
        visit = finished_visit(actor, learner_id, request.form.get("lecon", ""))
        match request.form.get("action"):
            case "vu":
                service.see_for_real(visit, actor.staff_id)
            case "pas_vu":
                service.take_back_seen(visit)
            case _:
                abort(400)
    return redirect(url_for(".learner", learner_id=learner_id, note=1), 303)
