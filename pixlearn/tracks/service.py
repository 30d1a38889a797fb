"""Begin, go on in, and finish a lesson; say how sure one feels about a track."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from pixlearn.accounts.rules import Visitor
from pixlearn.content.lessons import Lesson, Track
from pixlearn.db import db, now
from pixlearn.tracks import rules
from pixlearn.tracks.store import Confidence, ItemUnderWay, LessonVisit, confidence_of

A_DAY = timedelta(days=1)


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
    start_item(visit)
    if place == rules.KEEP and visit.finished_at is None:
        visit.finished_at = now()


def start_item(practised: ItemUnderWay) -> None:
    """Begin another item: nothing tried yet, and a fresh submission."""
    practised.submission_id = uuid4()
    practised.misses = 0
    practised.solved = False
    practised.draft = None
    practised.given = None


def miss(practised: ItemUnderWay, given: dict[str, Any] | None) -> None:
    """A try that is not right yet: the hint comes, and what was written stays."""
    practised.misses += 1
    practised.submission_id = uuid4()
    practised.draft = None
    practised.given = given


def solve(practised: ItemUnderWay) -> None:
    """The item was found."""
    practised.solved = True
    practised.draft = None


def tick_for_real(visit: LessonVisit) -> None:
    """« Je l'ai fait » on one's own phone: said by the person, never needed, never scored."""
    if visit.done_for_real_at is None:
        visit.done_for_real_at = now()


def see_for_real(visit: LessonVisit, staff_id: UUID | None) -> None:
    """A professional watched the person do it on their own device; the first date stays."""
    if visit.seen_for_real_at is None:
        visit.seen_for_real_at = now()
        visit.seen_for_real_by = staff_id


def may_take_back(visit: LessonVisit) -> bool:
    """Tell whether « vu en vrai » is so new that it may be a slip of the finger."""
    return visit.seen_for_real_at is not None and now() - visit.seen_for_real_at < A_DAY


def take_back_seen(visit: LessonVisit) -> None:
    """« Ce n'était pas vu »: undone within a day; after that it is a fact."""
    if may_take_back(visit):
        visit.seen_for_real_at = None
        visit.seen_for_real_by = None


def keep_confidence(
    actor: Visitor, learner_id: UUID, track_id: str, moment: str, face: int
) -> None:
    """Keep which face the person chose before or after a track; a new choice replaces it."""
    kept = confidence_of(actor, track_id, moment)
    if kept is None:
        db.session.add(
            Confidence(learner_id=learner_id, track_id=track_id, moment=moment, face=face)
        )
    else:
        kept.face = face


def unbegun(visits: Iterable[LessonVisit], track: Track) -> bool:
    """Tell whether no lesson of this track has been begun."""
    own = {lesson.id for lesson in track.lessons}
    return not any(visit.lesson_id in own for visit in visits)


def whole(visits: Iterable[LessonVisit], track: Track) -> bool:
    """Tell whether every lesson of this track is finished."""
    return {lesson.id for lesson in track.lessons} <= finished(visits)


def finished(visits: Iterable[LessonVisit]) -> frozenset[str]:
    """The ids of the finished lessons."""
    return frozenset(visit.lesson_id for visit in visits if visit.finished_at is not None)
