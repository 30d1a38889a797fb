"""The end of a lesson: what to keep, what to do for real, and one way on."""

from __future__ import annotations

from collections.abc import Collection

from flask.typing import ResponseReturnValue

from pixlearn.content.lessons import Lesson, Track
from pixlearn.tracks.service import finished
from pixlearn.tracks.store import LessonVisit, visits_of
from pixlearn.web.htmx import render
from pixlearn.web.learner.badges import unseen_badges
from pixlearn.web.login import visitor


def end_page(track: Track, lesson: Lesson, visit: LessonVisit, address: str) -> ResponseReturnValue:
    """The way on is a new badge, else the end of the track once it is whole, else a lesson."""
    person = visitor()
    done = finished(visits_of(person, visit.learner_id))
    return render(
        "learner/lesson_end.html",
        track=track,
        lesson=lesson,
        visit=visit,
        new_badges=unseen_badges(person),
        following=_following(track, lesson, done),
        address=address,
    )


def _following(track: Track, lesson: Lesson, done: Collection[str]) -> Lesson | None:
    """The next lesson of the track that is not finished, from this one on; none when all are."""
    place = track.lessons.index(lesson)
    order = (*track.lessons[place + 1 :], *track.lessons[:place])
    return next((one for one in order if one.id not in done), None)
