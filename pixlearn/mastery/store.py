"""The one answer table: what was given, and what was true when it was given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Select, String, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, aliased, mapped_column, undefer

from pixlearn.accounts.rules import Visitor
from pixlearn.db import Base, db, one_of, within
from pixlearn.mastery.rules import Given
from pixlearn.privacy.store import visible


class Answer(Base):
    """One answer; a row never changes, a changed answer is a new row that supersedes the old one.

    ``sequence`` is its place among the learner's answers, from 1 (`next_place`); one that
    supersedes another has the other's place.
    ``given`` holds the person's own choices and words. It is loaded only for themselves: reading
    it from an ordinary query raises, so no counsellor's page can show it by mistake.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("learner_id", "submission_id"),
        Index(
            "uq_answer_learner_id_sequence",
            "learner_id",
            "sequence",
            unique=True,
            sqlite_where=text("supersedes_id IS NULL"),
            postgresql_where=text("supersedes_id IS NULL"),
        ),
        within("outcome", "BETWEEN 0 AND 1"),
        within("guess", "> 0 AND guess < 1"),
        one_of("how", Given),
        within("sequence", ">= 1"),
    )

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    submission_id: Mapped[UUID]
    source_id: Mapped[UUID] = mapped_column(index=True)  # the attempt it belongs to
    item_id: Mapped[str] = mapped_column(String(80))
    content_hash: Mapped[str] = mapped_column(String(64))
    skill_id: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[float]
    guess: Mapped[float]
    how: Mapped[str] = mapped_column(String(20))  # a value of mastery.rules.Given
    given: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True, deferred_raiseload=True)
    sequence: Mapped[int]
    supersedes_id: Mapped[UUID | None]

    @property
    def way(self) -> Given:
        """How it was given."""
        return Given(self.how)


def next_place(answers: Iterable[Answer]) -> int:
    """The place of an answer that comes after these, which are all those of a learner that stand;
    the learner is held meanwhile."""
    return 1 + max((answer.sequence for answer in answers), default=0)


def standing(actor: Visitor, learner_id: UUID) -> Select[Any]:
    """Select the learner's answers that stand, in order; superseded ones are left out."""
    newer = aliased(Answer)
    return (
        visible(actor, Answer)
        .where(
            Answer.learner_id == learner_id,
            ~select(newer.id)
            .where(newer.learner_id == learner_id, newer.supersedes_id == Answer.id)
            .exists(),
        )
        .order_by(Answer.sequence, Answer.id)
    )


def answers_of(actor: Visitor, learner_id: UUID, *, with_given: bool = False) -> list[Answer]:
    """The learner's answers that stand, in order.

    ``with_given`` also loads what the person chose or wrote: for the learner's own pages only.
    """
    query = standing(actor, learner_id)
    if with_given and actor.learner_id == learner_id:
        query = query.options(undefer(Answer.given))
    return list(db.session.execute(query).scalars())


def given_of(actor: Visitor, source_id: UUID, item_id: str) -> Answer | None:
    """The learner's own latest answer to an item in an attempt, with what they chose or wrote."""
    query = (
        visible(actor, Answer)
        .where(Answer.source_id == source_id, Answer.item_id == item_id)
        .order_by(Answer.created_at.desc(), Answer.id)
        .limit(1)
    )
    if actor.learner_id is not None:
        query = query.options(undefer(Answer.given))
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, Answer) else None
