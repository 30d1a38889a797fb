"""Where « Je continue » leads, and the same place in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from pixlearn.content.current import catalogue
from pixlearn.diagnostic.store import GESTURE, Step
from pixlearn.progression.under_way import UnderWay
from pixlearn.tracks.rules import ACTIVITY, CHECK, STEP


@dataclass(frozen=True, slots=True)
class Onward:
    """An address, and what stands there: « Appuyer et faire défiler, étape 3 »."""

    address: str
    words: str
    new: bool = False
    """Not begun yet: the next lesson."""
    first: bool = False
    """Nothing at all is done yet: a new card, a place in a workshop."""


def onward(now: UnderWay) -> Onward:
    """What goes on for this person; with nothing open and nothing to propose, all the tracks."""
    if now.step is not None:
        begun = now.step.kind != GESTURE or now.step.number > 1 or now.path or now.badges
        words = step_in_words(now.step)
        return Onward(url_for("learner.diagnostic"), words, new=not begun, first=not begun)
    if now.review is not None:
        address = url_for("learner.week_review_item", number=now.review[0])
        return Onward(address, review_in_words(now.review[0], now.review[1]))
    if now.track is None or now.lesson is None:
        return Onward(url_for("learner.tracks"), gettext("My tracks"), new=True)
    where: dict[str, Any] = {"track_slug": now.track.text.slug, "lesson_slug": now.lesson.text.slug}
    title = now.lesson.text.title
    if now.place is None:
        return Onward(url_for("learner.lesson", **where), title, new=True)
    address = url_for("learner.lesson_place", **where, place=now.place)
    return Onward(address, lesson_in_words(title, now.place))


def step_in_words(step: Step) -> str:
    """« geste 2 » or « question 5 »."""
    if step.kind == GESTURE:
        return str(gettext("gesture %(number)s", number=step.number))
    return str(gettext("question %(number)s", number=step.number))


def review_in_words(number: int, total: int) -> str:
    """« Revoir, question 2 sur 4 »."""
    return str(gettext("See again, question %(number)s of %(total)s", number=number, total=total))


def lesson_in_words(title: str, place: str) -> str:
    """The lesson's title and the place in it."""
    kind, _, number = place.partition("-")
    match kind:
        case k if k == STEP:
            return str(gettext("%(lesson)s, step %(number)s", lesson=title, number=number))
        case k if k == ACTIVITY:
            return str(gettext("%(lesson)s, your turn", lesson=title))
        case k if k == CHECK:
            return str(gettext("%(lesson)s, question %(number)s", lesson=title, number=number))
        case _:
            return title


def path_in_words(path: str) -> str | None:
    """The place at an address of ours, for who paused there; none where a name would say little."""
    try:
        endpoint, values = current_app.url_map.bind("").match(urlsplit(path).path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    match endpoint:
        case "learner.gesture" | "learner.hard":
            return str(gettext("gesture %(number)s", number=values["number"]))
        case "learner.item" | "learner.try_item":
            return str(gettext("question %(number)s", number=values["number"]))
        case "learner.lesson_place":
            track = catalogue().teaching.tracks.get(values["track_slug"])
            lesson = track.lesson(values["lesson_slug"]) if track else None
            return lesson_in_words(lesson.text.title, values["place"]) if lesson else None
        case _:
            return None
