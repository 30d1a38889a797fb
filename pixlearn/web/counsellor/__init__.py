"""Pages of a counsellor; all of them need one signed in."""

from pixlearn.web.counsellor import (
    cards,
    for_real,
    knowledge,
    learners,
    lessons,
    propose,
    proposed,
    workshop,
    workshop_end,
    workshops,
)
from pixlearn.web.counsellor.blueprint import bp

__all__ = [
    "bp",
    "cards",
    "for_real",
    "knowledge",
    "learners",
    "lessons",
    "propose",
    "proposed",
    "workshop",
    "workshop_end",
    "workshops",
]
