"""Pages of a person who learns; all of them need a learner signed in."""

from pixlearn.web.learner import (
    badges,
    card,
    confidence,
    credentials,
    gestures,
    help,
    items,
    lessons,
    pause,
    result,
    review,
    review_week,
    sharing,
    start,
    tracks,
    tries,
)
from pixlearn.web.learner.blueprint import bp

__all__ = [
    "badges",
    "bp",
    "card",
    "confidence",
    "credentials",
    "gestures",
    "help",
    "items",
    "lessons",
    "pause",
    "result",
    "review",
    "review_week",
    "sharing",
    "start",
    "tracks",
    "tries",
]
