"""What a person has open, where they are in their track, and whether they could come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Seat, holds_card
from pixlearn.badges.store import badges_of
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.lessons import Lesson, Track
from pixlearn.db import db
from pixlearn.diagnostic.store import Situation, Step, situation_of
from pixlearn.mastery.store import Answer
from pixlearn.privacy.store import visible
from pixlearn.progression.service import Rows, put_together
from pixlearn.tracks.reviewing import items_under_way, offered
from pixlearn.tracks.rules import KEEP, places
from pixlearn.tracks.store import LessonVisit, answers_and_review, visits_of


class Place(StrEnum):
    """Where a lesson stands on its track's path."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What goes on, the first of these that there is: a step of the diagnostic, a lesson (with the
    place in it, or none when it is the next one), a review (its question and how many)."""

    step: Step | None = None
    track: Track | None = None
    lesson: Lesson | None = None
    place: str | None = None
    review: tuple[int, int] | None = None
    path: tuple[tuple[Lesson, Place], ...] = ()
    badges: tuple[str, ...] = ()  # ids of those earned, the latest first
    review_offered: bool = False


@dataclass(frozen=True, slots=True)
class WayBack:
    """Whether a person who leaves has a card to come back by, and anything to come back to."""

    card: bool
    work: bool


def under_way(actor: Visitor, catalogue: Catalogue) -> UnderWay:
    """Everything the door says of a learner's own work; four statements."""
    if actor.learner_id is None:
        return UnderWay()
    situation = situation_of(actor)
    visits = visits_of(actor, actor.learner_id)
    answers, review = answers_and_review(actor)
    badges = badges_of(actor, actor.learner_id)
    earned = tuple(one.badge_id for one in reversed(badges) if one.badge_id in catalogue.badges)
    items = items_under_way(review, catalogue)
    asking = bool(items or offered(answers, review, catalogue))
    opened = open_lesson(visits, catalogue)
    found = opened or _next_lesson(
        actor, Rows(answers, situation.attempt if situation else None, visits, badges), catalogue
    )
    track, lesson, place = found or (None, None, None)
    number = (review.place + 1, len(items)) if review is not None and items else None
    step = current_step(situation)
    return UnderWay(
        step=step,
        track=track,
        lesson=lesson if step is None and (opened or not number) else None,
        place=place,
        review=number if step is None and not opened else None,
        path=path_of(track, lesson, visits) if track and (visits or step is None) else (),
        badges=earned,
        review_offered=asking,
    )


def current_step(situation: Situation | None) -> Step | None:
    """The gesture or question that waits; none before the diagnostic or after it."""
    if situation is None or situation.attempt.ended_at is not None:
        return None
    return situation.next


def open_lesson(
    visits: Sequence[LessonVisit], catalogue: Catalogue
) -> tuple[Track, Lesson, str | None] | None:
    """The lesson begun last and not at its end; one never finished comes first (pure)."""
    waiting = [
        (visit.finished_at is None, order, visit)
        for order, visit in enumerate(visits)
        if visit.place != KEEP
    ]
    for _, _, visit in sorted(waiting, key=lambda one: one[:2], reverse=True):
        for track in catalogue.teaching.tracks.values():
            for lesson in track.lessons:
                if lesson.id == visit.lesson_id and visit.place in places(lesson):
                    return track, lesson, visit.place
    return None


def path_of(
    track: Track, here: Lesson | None, visits: Sequence[LessonVisit]
) -> tuple[tuple[Lesson, Place], ...]:
    """The lessons of a track: done, where one is, to come (pure)."""
    done = {visit.lesson_id for visit in visits if visit.finished_at is not None}
    return tuple((lesson, _place(lesson, here, done)) for lesson in track.lessons)


def way_back(actor: Visitor) -> WayBack:
    """Whether the learner holds a card, and has done, named or joined anything; one statement."""
    if actor.learner_id is None:
        return WayBack(card=False, work=False)
    query = select(
        holds_card(actor.learner_id),
        visible(actor, Answer).exists(),
        visible(actor, LessonVisit).exists(),
        visible(actor, Seat).exists(),
    )
    card, *work = db.session.execute(query).one()
    return WayBack(card=bool(card), work=any(work) or actor.first_name is not None)


def _next_lesson(
    actor: Visitor, rows: Rows, catalogue: Catalogue
) -> tuple[Track, Lesson, str | None] | None:
    """The next one of the track gone on with last, else what the diagnostic proposes."""
    done = {visit.lesson_id for visit in rows.visits if visit.finished_at is not None}
    for visit in reversed(rows.visits):
        for track in catalogue.teaching.tracks.values():
            if any(lesson.id == visit.lesson_id for lesson in track.lessons):
                left = next((one for one in track.lessons if one.id not in done), None)
                if left is not None:
                    return track, left, None
    if rows.attempt is None or rows.attempt.ended_at is None:
        return None
    proposed = put_together(rows, catalogue, actor.zone).next_step
    if proposed is None or proposed.lesson is None:
        return None
    its_track = catalogue.teaching.tracks.get(proposed.lesson.track)
    lesson = its_track.lesson(proposed.lesson.slug) if its_track else None
    return (its_track, lesson, None) if its_track and lesson else None


def _place(lesson: Lesson, here: Lesson | None, done: set[str]) -> Place:
    if here is not None and lesson.id == here.id:
        return Place.HERE
    return Place.DONE if lesson.id in done else Place.TO_COME
