"""The way through a lesson, and which tracks are the most useful (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pixlearn.activities import Item
from pixlearn.content.lessons import Lesson, Track

STEP, ACTIVITY, CHECK, KEEP = "etape", "activite", "question", "retenir"
STUCK_AFTER = 2
"""Misses after which the step of the tutorial is shown again, with « Montrez-moi »."""
GUESS_AFTER_HINT = 0.5
"""g of a right answer given after a hint (docs/decisions/0008)."""
BEFORE, AFTER = "avant", "apres"
"""When the question on confidence is asked about a track."""
FACES = (1, 2, 3)
"""Its three answers: not at ease, it depends, at ease."""


def item_of_lesson(lesson_id: str, skill: str) -> str:
    """The item id of the row that says « this lesson on this skill was finished »."""
    return f"lecon-{lesson_id}-{skill}"


def lesson_of(item_id: str) -> str:
    """The lesson that such an item id names."""
    return item_id.split("-")[1]


def places(lesson: Lesson) -> tuple[str, ...]:
    """Every place of a lesson in order: the steps, the activity, the checks, what to keep."""
    steps = [f"{STEP}-{number}" for number in range(1, len(lesson.text.steps) + 1)]
    checks = [f"{CHECK}-{number}" for number in range(1, len(lesson.checks) + 1)]
    return (*steps, ACTIVITY, *checks, KEEP)


def place_after(lesson: Lesson, place: str) -> str:
    """The place that follows; the last one is what to keep. An unknown place starts again."""
    order = places(lesson)
    if place not in order:
        return order[0]
    return order[min(order.index(place) + 1, len(order) - 1)]


def item_at(lesson: Lesson, place: str) -> Item | None:
    """The activity or check done at a place, or none where one only reads."""
    if place == ACTIVITY:
        return lesson.activity
    kind, _, number = place.partition("-")
    numbers = [str(one) for one in range(1, len(lesson.checks) + 1)]
    if kind == CHECK and number in numbers:
        return lesson.checks[int(number) - 1]
    return None


def usefulness(levels: Mapping[str, int], masteries: Mapping[str, float], level: int) -> float:
    """Σ m (1 − m) + .5 (1 − m) over the skills of a level up to the person's own plus one.

    What is begun counts most, what is known for sure nothing. ``levels`` are those of the skills
    in question.
    """
    reached = [masteries[skill] for skill, own in levels.items() if own <= level + 1]
    return sum(m * (1 - m) + 0.5 * (1 - m) for m in reached)


def most_useful_first(
    tracks: Iterable[Track], levels: Mapping[str, int], masteries: Mapping[str, float], level: int
) -> list[Track]:
    """The tracks, the most useful to this person first; equal ones in their own order."""

    def worth(track: Track) -> float:
        own = {skill: levels[skill] for skill in track.skills}
        return usefulness(own, masteries, level)

    return sorted(tracks, key=lambda track: (-worth(track), track.id))


def lesson_for(skill: str, tracks: Sequence[Track], finished: frozenset[str]) -> Lesson | None:
    """The first lesson that teaches a skill and is not finished yet, in the order of the tracks."""
    return next(
        (
            lesson
            for track in tracks
            for lesson in track.lessons
            if skill in lesson.text.skills and lesson.id not in finished
        ),
        None,
    )
