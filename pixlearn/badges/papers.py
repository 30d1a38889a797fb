"""The attestations that were made: a learner's own, and any one by the code that it shows."""

from __future__ import annotations

from uuid import UUID, uuid5

from sqlalchemy import select

from pixlearn.accounts.rules import Visitor
from pixlearn.badges.attestation import Attested
from pixlearn.badges.service import new_code
from pixlearn.badges.store import Attestation, IssuedCode
from pixlearn.db import db
from pixlearn.privacy.store import visible

KIND = "attestation"


def papers_of(actor: Visitor) -> list[Attestation]:
    """The learner's own papers, the latest first."""
    query = (
        visible(actor, Attestation)
        .where(Attestation.learner_id == actor.learner_id)
        .order_by(Attestation.created_at.desc(), Attestation.id)
    )
    return list(db.session.execute(query).scalars())


def paper_of(actor: Visitor, code: str) -> Attestation | None:
    """The learner's own paper of that code, or none."""
    query = visible(actor, Attestation).where(
        Attestation.code == code, Attestation.learner_id == actor.learner_id
    )
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, Attestation) else None


def row_id(learner_id: UUID, submission_id: UUID) -> UUID:
    """The id of the paper that a form makes: the same form sent again makes the same paper."""
    return uuid5(learner_id, str(submission_id))


def make_paper(learner_id: UUID, row: UUID, said: Attested) -> Attestation:
    """Keep what a paper says, under a new code."""
    paper = Attestation(
        id=row, learner_id=learner_id, code=new_code(KIND), content=said.model_dump(mode="json")
    )
    db.session.add(paper)
    return paper


def withdraw(paper: Attestation) -> None:
    """Take a paper back: its code answers from now on that it was withdrawn."""
    db.session.delete(paper)


def said_by(paper: Attestation) -> Attested:
    """What a paper says, as on the day it was made."""
    return Attested.model_validate(paper.content)


def kind_of(code: str) -> str | None:
    """What was given under a code, "attestation" or "badge"; none when it was never given."""
    query = select(IssuedCode.kind).where(IssuedCode.code == code)
    return db.session.execute(query).scalar_one_or_none()


def paper_by_code(code: str) -> Attestation | None:
    """Whoever holds the code may read the paper that it stands on; none when withdrawn."""
    query = select(Attestation).where(Attestation.code == code)
    return db.session.execute(query).scalar_one_or_none()
