"""The stepping stones that say where one is: in a lesson, in a track, in the diagnostic (pure).

``ui.stones`` draws them; the words that say the same stand beside the drawing.
"""

from __future__ import annotations

from collections.abc import Collection

from pixlearn.content.lessons import Lesson, Track
from pixlearn.tracks.rules import places

DONE, HERE, AHEAD, MAYBE = "done", "here", "ahead", "maybe"


def along(here: int, total: int) -> tuple[str, ...]:
    """A way walked in order: what is behind, where one is (from 1), what is to come."""
    return tuple(
        DONE if place < here else HERE if place == here else AHEAD for place in range(1, total + 1)
    )


def of_diagnostic(here: int, least: int, most: int) -> tuple[str, ...]:
    """The diagnostic adapts: after ``least`` questions it may end, and those stones say so."""
    return tuple(
        MAYBE if mark == AHEAD and place > least else mark
        for place, mark in enumerate(along(here, max(here, most)), start=1)
    )


def of_lesson(lesson: Lesson, place: str) -> tuple[str, ...]:
    """Every place of a lesson; none for a place that it does not have."""
    order = places(lesson)
    return along(order.index(place) + 1, len(order)) if place in order else ()


def of_track(track: Track, finished: Collection[str], here: str | None = None) -> tuple[str, ...]:
    """The lessons of a track, done in any order; ``here`` is the id of the one under way."""
    return tuple(
        HERE if lesson.id == here else DONE if lesson.id in finished else AHEAD
        for lesson in track.lessons
    )
