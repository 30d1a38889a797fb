"""The end of a lesson: what to keep, what to do for real, and one way on."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from flask.typing import ResponseReturnValue

from pixlearn.accounts.rules import Visitor
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson, Track
from pixlearn.mastery.store import answers_of
from pixlearn.scenes.words import FRENCH
from pixlearn.tracks.store import LessonVisit
from pixlearn.web.components import speak_in
from pixlearn.web.htmx import render
from pixlearn.web.learner.badges import unseen_badges
from pixlearn.web.login import visitor
from pixlearn.web.stones import of_track


def end_page(
    track: Track, lesson: Lesson, visit: LessonVisit, done: Collection[str], address: str
) -> ResponseReturnValue:
    """What was found, the badges that it earned, and one way on: a lesson, or the track's end.

    ``done``: the ids of the finished lessons.
    """
    person = visitor()
    speak_in(FRENCH)  # of skills and badges; the lesson's own lines say theirs
    return render(
        "learner/lesson_end.html",
        track=track,
        lesson=lesson,
        visit=visit,
        stones=of_track(track, done),
        done=sum(one.id in done for one in track.lessons),
        found=_found(person, visit.learner_id, lesson),
        new_badges=unseen_badges(person),
        following=_following(track, lesson, done),
        address=address,
    )


def _found(person: Visitor, learner_id: UUID, lesson: Lesson) -> list[str]:
    """What was found in this lesson at least once, as « ouvrir une pièce jointe »."""
    items = {item.id for item in (lesson.activity, *lesson.checks)}
    shown = {one.skill_id for one in answers_of(person, learner_id) if one.item_id in items}
    framework = catalogue().framework
    return [framework.skill(skill).short for skill in lesson.text.skills if skill in shown]


def _following(track: Track, lesson: Lesson, done: Collection[str]) -> Lesson | None:
    """The next lesson of the track that is not finished, from this one on; none when all are."""
    place = track.lessons.index(lesson)
    order = (*track.lessons[place + 1 :], *track.lessons[:place])
    return next((one for one in order if one.id not in done), None)
