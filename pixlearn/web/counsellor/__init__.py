"""Pages of a counsellor; all of them need one signed in."""

from pixlearn.web.counsellor import (
    cards,
    follow,
    for_real,
    knowledge,
    learners,
    lessons,
    notes,
    person,
    propose,
    proposed,
    sheet,
    workshop,
    workshop_end,
    workshop_form,
    workshop_papers,
    workshops,
)
from pixlearn.web.counsellor.blueprint import bp

__all__ = [
    "bp",
    "cards",
    "follow",
    "for_real",
    "knowledge",
    "learners",
    "lessons",
    "notes",
    "person",
    "propose",
    "proposed",
    "sheet",
    "workshop",
    "workshop_end",
    "workshop_form",
    "workshop_papers",
    "workshops",
]
