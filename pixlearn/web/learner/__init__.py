"""Pages of a person who learns; all of them need a learner signed in."""

from pixlearn.web.learner import (
    card,
    gestures,
    help,
    items,
    pause,
    result,
    review,
    sharing,
    start,
    tries,
)
from pixlearn.web.learner.blueprint import bp

__all__ = [
    "bp",
    "card",
    "gestures",
    "help",
    "items",
    "pause",
    "result",
    "review",
    "sharing",
    "start",
    "tries",
]
