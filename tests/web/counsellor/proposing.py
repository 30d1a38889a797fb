"""Somebody to whom the next step is proposed, and the sheet for it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from pixlearn.db import db, transaction
from pixlearn.orientation.store import Proposal
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import (
    a_learner,
    answers,
)
from tests.web.parsed_page import ParsedPage

WRONG = [
    (skill, 0.0) for skill in ("COM.1.1", "INF.1.2", "SEC.2.1", "GES.2.1", "AGI.1.1", "SEC.1.1")
]
RIGHT = [(skill, 1.0) for skill, _ in WRONG] + [
    (skill, 1.0) for skill in ("COM.2.4", "INF.3.3", "SEC.2.4", "AGI.2.4", "SEC.3.4", "COM.3.4")
]


def at_the_first_level(place: Place) -> UUID:
    """Somebody at the end of the diagnostic, at the first level, who shares."""
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        answers(learner, WRONG)
    return learner


def proposed_in(place: Place) -> list[Proposal]:
    """Every proposal, in the order made."""
    with place.app.app_context():
        query = select(Proposal).order_by(Proposal.created_at, Proposal.id)
        return list(db.session.execute(query).scalars())


def options(page: ParsedPage) -> dict[str, bool]:
    """What can be proposed, and whether it is chosen."""
    return {
        each.get("value", ""): "checked" in each.attrib
        for each in page.all("input")
        if each.get("name") == "quoi"
    }


def sheet(learner: UUID, genre: str = "") -> str:
    """The address of the sheet of this person."""
    return f"/conseiller/apprenants/{learner}/proposer" + (f"?genre={genre}" if genre else "")
