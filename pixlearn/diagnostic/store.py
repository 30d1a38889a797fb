"""Tables of attempts and their steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, func, select
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

    other_ended: bool = False
    """Another attempt came to its end: people read that one until this one ends too."""

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


READ_FIRST = (Attempt.ended_at.is_(None), Attempt.created_at.desc(), Attempt.id)
"""The order of a person's attempts for who reads a result: an ended one first, then the latest."""
DONE_FIRST = (Attempt.ended_at.is_not(None), Attempt.created_at.desc(), Attempt.id)
"""The order for who goes on: one under way first, then the latest."""


def attempt_read(attempts: Sequence[Attempt]) -> Attempt | None:
    """Of one person's attempts, the latest last, that whose result people read (pure)."""
    ended = [one for one in attempts if one.ended_at is not None]
    return next(reversed(ended or attempts), None)


def latest_attempt(actor: Visitor, learner_id: UUID) -> Attempt | None:
    """The learner's attempt whose result people read, or none before the first."""
    query = (
        visible(actor, Attempt)
        .where(Attempt.learner_id == learner_id)
        .order_by(*READ_FIRST)
        .limit(1)
    )
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, Attempt) else None


def steps_under_way(actor: Visitor, diagnostic_id: str | None = None) -> Any:
    """The steps of the learner's own attempt that they go on with, each with the attempt, and
    how many attempts have ended; of one diagnostic, when it is named."""
    own = visible(actor, Attempt).with_only_columns(Attempt.id).order_by(*DONE_FIRST).limit(1)
    if diagnostic_id is not None:
        own = own.where(Attempt.diagnostic_id == diagnostic_id)
    ended = (
        visible(actor, Attempt)
        .where(Attempt.ended_at.is_not(None))
        .with_only_columns(func.count())
        .correlate(None)
        .scalar_subquery()
    )
    return (
        visible(actor, Attempt)
        .outerjoin(Step, Step.attempt_id == Attempt.id)
        .where(Attempt.id == own.scalar_subquery())
        .with_only_columns(Step, Attempt, ended)
        .order_by(Step.kind, Step.number)
    )


def diagnostics_begun(actor: Visitor) -> frozenset[str]:
    """The ids of the diagnostics of which the learner has an attempt; one statement."""
    query = visible(actor, Attempt).with_only_columns(Attempt.diagnostic_id)
    return frozenset(db.session.execute(query).scalars())


def attempts_of(actor: Visitor, learner_id: UUID) -> list[Attempt]:
    """All the learner's attempts, the latest last."""
    query = (
        visible(actor, Attempt)
        .where(Attempt.learner_id == learner_id)
        .order_by(Attempt.created_at, Attempt.id.desc())
    )
    return list(db.session.execute(query).scalars())


def situation_of(actor: Visitor, diagnostic_id: str | None = None) -> Situation | None:
    """The learner's own attempt that they go on with, with its steps; of one diagnostic, when it
    is named. One statement."""
    if actor.learner_id is None:
        return None
    return as_situation(db.session.execute(steps_under_way(actor, diagnostic_id)).all())


def as_situation(rows: Sequence[Any]) -> Situation | None:
    """The rows of `steps_under_way` as one value."""
    if not rows:
        return None
    attempt, ended = rows[0][1:3]
    return Situation(
        attempt=attempt,
        steps=tuple(row[0] for row in rows if row[0] is not None),
        other_ended=ended > (attempt.ended_at is not None),
    )
