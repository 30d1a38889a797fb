"""Pages of a counsellor; all of them need one signed in."""

from pixlearn.web.counsellor import cards, knowledge, learners, lessons, workshop, workshops
from pixlearn.web.counsellor.blueprint import bp

__all__ = ["bp", "cards", "knowledge", "learners", "lessons", "workshop", "workshops"]
