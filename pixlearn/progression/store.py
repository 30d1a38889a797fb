"""The summary row of a learner: what lists show, rebuilt from the answers at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, and_, update
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, holds_card
from pixlearn.badges.store import AwardedBadge
from pixlearn.db import Base, db
from pixlearn.privacy.store import FollowUp, sharing_to_offer, visible


class Summary(Base):
    """What the learner's answers come to, written with each of them."""

    __tablename__ = "summary"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), unique=True
    )
    level: Mapped[int | None]  # none with fewer than 5 weighed answers
    percent: Mapped[int | None]
    to_confirm: Mapped[bool] = mapped_column(default=False)
    found_together: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    active_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class ListedLearner:
    """One line of the counsellor's list."""

    id: UUID
    first_name: str | None
    level: int | None
    to_confirm: bool
    found_together: int
    ended_at: datetime | None
    active_at: datetime


@dataclass(frozen=True, slots=True)
class AtTheEnd:
    """What the result of the diagnostic tells beside the progression.

    ``to_share``: the structure has no answer about sharing yet. ``new_badges``: ids of those whose
    quiet moment is still to come, the oldest first.
    """

    to_share: bool
    no_card: bool
    new_badges: tuple[str, ...]


def keep_summary(learner_id: UUID, values: dict[str, Any]) -> None:
    """Write the learner's one summary row; one statement once it is there."""
    row = update(Summary).where(Summary.learner_id == learner_id)
    changed = db.session.execute(row.values(values).returning(Summary.id)).first()
    if changed is None:
        db.session.add(Summary(learner_id=learner_id, **values))


def listed_learners(actor: Visitor) -> list[ListedLearner]:
    """The learners who share with the actor's structure, the latest active first; one statement."""
    query = (
        visible(actor, FollowUp)
        .join(Learner, Learner.id == FollowUp.learner_id)
        .outerjoin(Summary, Summary.learner_id == FollowUp.learner_id)
        .with_only_columns(Learner.id, Learner.first_name, Learner.last_seen_at, Summary)
        .order_by(Learner.last_seen_at.desc(), Learner.id)
    )
    return [
        ListedLearner(
            id=learner_id,
            first_name=first_name,
            level=summary.level if summary else None,
            to_confirm=bool(summary and summary.to_confirm),
            found_together=summary.found_together if summary else 0,
            ended_at=summary.ended_at if summary else None,
            active_at=seen_at,
        )
        for learner_id, first_name, seen_at, summary in db.session.execute(query)
    ]


def shared_learner(actor: Visitor, learner_id: UUID) -> Learner:
    """The learner, for themselves or for a counsellor they share with.

    Raises:
        NoResultFound: not visible, which is the same as not existing.
    """
    found: Learner = db.session.execute(
        visible(actor, Learner).where(Learner.learner_id == learner_id)
    ).scalar_one()
    return found


def at_the_end(actor: Visitor, learner_id: UUID) -> AtTheEnd:
    """What is left to offer and to tell the learner at the end of the diagnostic; one statement."""
    query = (
        visible(actor, Learner)
        .where(Learner.learner_id == learner_id)
        .outerjoin(
            AwardedBadge,
            and_(AwardedBadge.learner_id == Learner.id, AwardedBadge.seen_at.is_(None)),
        )
        .with_only_columns(
            sharing_to_offer(actor, learner_id), ~holds_card(learner_id), AwardedBadge.badge_id
        )
        .order_by(AwardedBadge.created_at, AwardedBadge.badge_id)
    )
    rows = db.session.execute(query).all()
    to_share, no_card, _ = rows[0]
    return AtTheEnd(
        to_share=bool(to_share),
        no_card=bool(no_card),
        new_badges=tuple(badge_id for _, _, badge_id in rows if badge_id is not None),
    )
