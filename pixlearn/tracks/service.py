"""Begin, go on in, and finish a lesson."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pixlearn.content.lessons import Lesson, Teaching
from pixlearn.db import db, now
from pixlearn.tracks import rules
from pixlearn.tracks.store import LessonVisit


def begin(learner_id: UUID, lesson: Lesson, visit: LessonVisit | None) -> LessonVisit:
    """Start a lesson at its first step, or do one again; what was finished stays finished."""
    first = rules.places(lesson)[0]
    if visit is None:
        visit = LessonVisit(
            learner_id=learner_id,
            lesson_id=lesson.id,
            place=first,
            draft=None,
            given=None,
            finished_at=None,
            done_for_real_at=None,
            seen_for_real_at=None,
            seen_for_real_by=None,
        )
        db.session.add(visit)
    move_to(visit, first)
    return visit


def move_to(visit: LessonVisit, place: str) -> None:
    """Go to a place of the lesson, with a fresh submission."""
    visit.place = place
    visit.submission_id = uuid4()
    visit.misses = 0
    visit.solved = False
    visit.draft = None
    visit.given = None
    if place == rules.KEEP and visit.finished_at is None:
        visit.finished_at = now()


def miss(visit: LessonVisit, given: dict[str, Any] | None) -> None:
    """A try that is not right yet: the hint comes, and what was written stays."""
    visit.misses += 1
    visit.submission_id = uuid4()
    visit.draft = None
    visit.given = given


def solve(visit: LessonVisit) -> None:
    """The item was found."""
    visit.solved = True
    visit.draft = None


def tick_for_real(visit: LessonVisit) -> None:
    """« Je l'ai fait » on one's own phone: said by the person, never needed, never scored."""
    if visit.done_for_real_at is None:
        visit.done_for_real_at = now()


def finished(visits: Iterable[LessonVisit]) -> frozenset[str]:
    """The ids of the finished lessons."""
    return frozenset(visit.lesson_id for visit in visits if visit.finished_at is not None)


def forgiven(visits: Iterable[LessonVisit], teaching: Teaching) -> Mapping[str, datetime]:
    """For each skill taught by a finished lesson, when: earlier misses on it no longer count."""
    moments: dict[str, datetime] = {}
    for visit in visits:
        lesson = teaching.lessons.get(visit.lesson_id)
        if lesson is None or visit.finished_at is None:
            continue
        for skill in lesson.text.skills:
            moments[skill] = max(moments.get(skill, visit.finished_at), visit.finished_at)
    return moments
