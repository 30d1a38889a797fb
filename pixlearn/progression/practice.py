"""Evidence from lessons: what was found by practising, and lessons finished (service)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from pixlearn.accounts.rules import Visitor
from pixlearn.activities import Item, guess_of
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.lessons import Lesson
from pixlearn.mastery.rules import Given
from pixlearn.mastery.store import Answer, answers_of, next_place
from pixlearn.progression.facts import award_earned, facts_of
from pixlearn.progression.service import keep_evidence
from pixlearn.tracks import service as tracks
from pixlearn.tracks.rules import GUESS_AFTER_HINT, KEEP, item_of_lesson, place_after
from pixlearn.tracks.store import LessonVisit


def record_found(
    actor: Visitor,
    visit: LessonVisit,
    item: Item,
    submission_id: UUID,
    given: dict[str, Any],
    catalogue: Catalogue,
) -> None:
    """Keep an activity or check that was found; after a hint a lucky guess is likelier.

    Sending the same form again finds the row and changes nothing.
    """
    answers = answers_of(actor, visit.learner_id)
    if any(answer.submission_id == submission_id for answer in answers):
        return
    guess = GUESS_AFTER_HINT if visit.misses else guess_of(item, catalogue.scenes)
    tracks.solve(visit)
    row = _row(
        visit,
        next_place(answers),
        submission_id=submission_id,
        item_id=item.id,
        content_hash=catalogue.content_hash(item.id),
        skill_id=item.skill,
        outcome=1.0,
        guess=guess,
        how=Given.ALONE,
        given=given,
    )
    keep_evidence(actor, visit.learner_id, answers, [row], catalogue)


def go_on(actor: Visitor, visit: LessonVisit, lesson: Lesson, catalogue: Catalogue) -> None:
    """Go to the next place; arriving at the end finishes the lesson, once."""
    following = place_after(lesson, visit.place)
    first_time = following == KEEP and visit.finished_at is None
    tracks.move_to(visit, following)
    if not first_time:
        return
    answers = answers_of(actor, visit.learner_id)
    rows = [
        _row(
            visit,
            place,
            submission_id=uuid4(),
            item_id=item_of_lesson(lesson.id, skill),
            content_hash="",
            skill_id=skill,
            outcome=1.0,
            guess=GUESS_AFTER_HINT,
            how=Given.LESSON,
            given={},
        )
        for place, skill in enumerate(lesson.text.skills, start=next_place(answers))
    ]
    keep_evidence(actor, visit.learner_id, answers, rows, catalogue)


def tick_for_real(actor: Visitor, visit: LessonVisit, catalogue: Catalogue) -> None:
    """« Je l'ai fait »: said by the person, never needed, never scored; it may earn a badge."""
    if visit.done_for_real_at is not None:
        return
    tracks.tick_for_real(visit)
    award_earned(visit.learner_id, facts_of(actor, visit.learner_id, catalogue), catalogue)


def _row(visit: LessonVisit, sequence: int, *, how: Given, **values: Any) -> Answer:
    return Answer(
        id=uuid4(),
        learner_id=visit.learner_id,
        source_id=visit.id,
        how=how.value,
        sequence=sequence,
        supersedes_id=None,
        **values,
    )
