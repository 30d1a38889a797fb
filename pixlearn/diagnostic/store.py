"""Tables of attempts and their steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.accounts.rules import Visitor
from pixlearn.db import Base, db, one_of, within
from pixlearn.diagnostic.rules import STOPPED_BY_LEARNER, StopReason
from pixlearn.privacy.store import visible

GESTURE = "geste"
QUESTION = "question"


class Attempt(Base):
    """One way through a diagnostic, from its first gesture to its result."""

    __tablename__ = "attempt"
    __table_args__ = (
        one_of("ended_how", (*StopReason, STOPPED_BY_LEARNER)),
        within("satisfaction", "BETWEEN 1 AND 3"),
    )

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    diagnostic_id: Mapped[str] = mapped_column(String(40))
    with_someone: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None] = mapped_column(String(20))  # a StopReason, or the learner's own
    satisfaction: Mapped[int | None]  # one smiley at the end: 1 to 3


class Step(Base):
    """One gesture or question, chosen and numbered by the transaction before it.

    ``change_id`` is the submission of « Changer ma réponse », made when the step is answered.
    ``draft`` keeps the first of the two tries of a form.
    """

    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("attempt_id", "kind", "number"),
        UniqueConstraint("learner_id", "submission_id"),
        one_of("kind", (GESTURE, QUESTION)),
        within("number", ">= 1"),
    )

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    item_id: Mapped[str] = mapped_column(String(80))
    submission_id: Mapped[UUID] = mapped_column(default=uuid4)
    change_id: Mapped[UUID | None]
    needs_try: Mapped[bool] = mapped_column(default=False)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    answered_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Situation:
    """An attempt and its steps, the gestures first, then the questions in order."""

    attempt: Attempt
    steps: tuple[Step, ...]

    @property
    def gestures(self) -> tuple[Step, ...]:
        """The steps of the warm-up."""
        return tuple(step for step in self.steps if step.kind == GESTURE)

    @property
    def questions(self) -> tuple[Step, ...]:
        """The questions chosen so far."""
        return tuple(step for step in self.steps if step.kind == QUESTION)

    @property
    def next(self) -> Step | None:
        """The first step without an answer: where the person goes on, on any device."""
        return next((step for step in self.steps if step.answered_at is None), None)

    def step(self, kind: str, number: int) -> Step | None:
        """The step at this place, or none."""
        return next((s for s in self.steps if (s.kind, s.number) == (kind, number)), None)

    def last_answered(self) -> Step | None:
        """The question answered last: the only one that may still be changed."""
        answered = [step for step in self.questions if step.answered_at is not None]
        return answered[-1] if answered else None


def has_attempt(learner_id: UUID) -> bool:
    """Tell whether this learner has begun; part of signing in, so before anybody is the actor."""
    query = select(Attempt.id).where(Attempt.learner_id == learner_id).limit(1)
    return db.session.execute(query).first() is not None


def latest_attempt(actor: Visitor, learner_id: UUID) -> Attempt | None:
    """The learner's latest attempt, or none before the first."""
    query = (
        visible(actor, Attempt)
        .where(Attempt.learner_id == learner_id)
        .order_by(Attempt.created_at.desc(), Attempt.id)
        .limit(1)
    )
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, Attempt) else None


def latest_steps(actor: Visitor) -> Select[Any]:
    """The steps of the learner's own latest attempt, each with the attempt."""
    latest = (
        visible(actor, Attempt)
        .with_only_columns(Attempt.id)
        .order_by(Attempt.created_at.desc(), Attempt.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        visible(actor, Step)
        .join(Attempt, Attempt.id == Step.attempt_id)
        .where(Attempt.id == latest)
        .add_columns(Attempt)
        .order_by(Step.kind, Step.number)
    )


def attempts_of(actor: Visitor, learner_id: UUID) -> list[Attempt]:
    """All the learner's attempts, the latest last."""
    query = (
        visible(actor, Attempt)
        .where(Attempt.learner_id == learner_id)
        .order_by(Attempt.created_at, Attempt.id.desc())
    )
    return list(db.session.execute(query).scalars())


def situation_of(actor: Visitor) -> Situation | None:
    """The learner's own latest attempt with its steps; one statement."""
    if actor.learner_id is None:
        return None
    rows = db.session.execute(latest_steps(actor)).all()
    if not rows:
        return None
    return Situation(attempt=rows[0][1], steps=tuple(step for step, _ in rows))
