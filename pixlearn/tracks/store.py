"""The table of lessons under way and finished."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Staff
from pixlearn.db import Base, db, one_of, within
from pixlearn.mastery.store import Answer, standing
from pixlearn.privacy.store import visible
from pixlearn.tracks.rules import AFTER, BEFORE, FACES


class ItemUnderWay:
    """Columns of an item being practised now.

    ``submission_id`` is that of the item on screen; ``misses`` counts its wrong tries, ``solved``
    says that it was found and its praise is on screen.
    """

    submission_id: Mapped[UUID] = mapped_column(default=uuid4)
    misses: Mapped[int] = mapped_column(default=0)
    solved: Mapped[bool] = mapped_column(default=False)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    given: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class LessonVisit(ItemUnderWay, Base):
    """A learner's way through one lesson: where they are, and what they finished.

    Finishing is a fact and stays. « En vrai » is ticked by the learner; a professional who watched
    may confirm it, with a date: a proof of its own kind, never needed and never scored.
    """

    __tablename__ = "lesson_visit"
    __table_args__ = (UniqueConstraint("learner_id", "lesson_id"), within("misses", ">= 0"))

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    lesson_id: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(20))
    finished_at: Mapped[datetime | None]
    done_for_real_at: Mapped[datetime | None]
    seen_for_real_at: Mapped[datetime | None]
    seen_for_real_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("staff.id", ondelete="SET NULL")
    )


class Review(ItemUnderWay, Base):
    """A learner's two-minute review: items found a week ago or more; at most one a learner.

    ``items`` are the ids asked in this review, ``place`` counts those done. Nothing is owed:
    ``offer_from`` is when it may be offered again after it was finished or refused.
    """

    __tablename__ = "review"
    __table_args__ = (within("misses", ">= 0"), within("place", ">= 0"))

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), unique=True
    )
    items: Mapped[list[str]] = mapped_column(JSON)
    place: Mapped[int] = mapped_column(default=0)
    offer_from: Mapped[datetime]


class Confidence(Base):
    """How sure a person feels before or after a track: one of three faces, never scored."""

    __tablename__ = "confidence"
    __table_args__ = (
        UniqueConstraint("learner_id", "track_id", "moment"),
        one_of("moment", (BEFORE, AFTER)),
        within("face", f"BETWEEN {min(FACES)} AND {max(FACES)}"),
    )

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    track_id: Mapped[str] = mapped_column(String(4))
    moment: Mapped[str] = mapped_column(String(10))
    face: Mapped[int]  # 1 not sure, 2 it depends, 3 sure


def visits_of(actor: Visitor, learner_id: UUID) -> list[LessonVisit]:
    """The learner's lessons, begun or finished, in the order they began."""
    query = (
        visible(actor, LessonVisit)
        .where(LessonVisit.learner_id == learner_id)
        .order_by(LessonVisit.created_at, LessonVisit.id)
    )
    return list(db.session.execute(query).scalars())


def visit_of(actor: Visitor, lesson_id: str) -> LessonVisit | None:
    """The learner's own way through one lesson, or none before it began."""
    query = visible(actor, LessonVisit).where(LessonVisit.lesson_id == lesson_id)
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, LessonVisit) else None


def visits_with_witness(actor: Visitor, learner_id: UUID) -> list[tuple[LessonVisit, str | None]]:
    """The learner's lessons, the latest finished first, and who saw each for real."""
    query = (
        visible(actor, LessonVisit)
        .where(LessonVisit.learner_id == learner_id)
        .outerjoin(Staff, Staff.id == LessonVisit.seen_for_real_by)
        .add_columns(Staff.name)
        .order_by(LessonVisit.finished_at.desc(), LessonVisit.id)
    )
    return [(visit, name) for visit, name in db.session.execute(query)]


def finished_visit(actor: Visitor, learner_id: UUID, lesson_id: str) -> LessonVisit:
    """One lesson that this learner finished.

    Raises:
        NoResultFound: it is not finished, or the actor may not see it.
    """
    query = visible(actor, LessonVisit).where(
        LessonVisit.learner_id == learner_id,
        LessonVisit.lesson_id == lesson_id,
        LessonVisit.finished_at.is_not(None),
    )
    found: LessonVisit = db.session.execute(query).scalar_one()
    return found


def confidences_of(actor: Visitor, learner_id: UUID) -> list[Confidence]:
    """How sure the learner felt before and after each track, in the order they first said it."""
    query = (
        visible(actor, Confidence)
        .where(Confidence.learner_id == learner_id)
        .order_by(Confidence.created_at, Confidence.id)
    )
    return list(db.session.execute(query).scalars())


def confidence_of(actor: Visitor, track_id: str, moment: str) -> Confidence | None:
    """The learner's own answer before or after a track, or none when they went on without."""
    query = visible(actor, Confidence).where(
        Confidence.track_id == track_id, Confidence.moment == moment
    )
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, Confidence) else None


def review_of(actor: Visitor) -> Review | None:
    """The learner's own two-minute review: under way, done or refused; none before the first."""
    found = db.session.execute(visible(actor, Review)).scalar_one_or_none()
    return found if isinstance(found, Review) else None


def answers_and_review(actor: Visitor) -> tuple[list[Answer], Review | None]:
    """The learner's own answers that stand, and their review; one statement."""
    if actor.learner_id is None:
        return [], None
    query = (
        standing(actor, actor.learner_id)
        .outerjoin(Review, Review.learner_id == Answer.learner_id)
        .add_columns(Review)
    )
    rows = list(db.session.execute(query))
    return [answer for answer, _ in rows], rows[0][1] if rows else None
