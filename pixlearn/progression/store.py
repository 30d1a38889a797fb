"""The summary row of a learner: what lists show, rebuilt from the answers at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, func, update
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, holds_card
from pixlearn.badges.store import AwardedBadge
from pixlearn.db import Base, db, within
from pixlearn.diagnostic.store import Situation, as_situation, steps_under_way
from pixlearn.privacy.store import sharing_to_offer, visible


class Summary(Base):
    """What the learner's answers come to, written with each of them."""

    __tablename__ = "summary"
    __table_args__ = (
        within("level", ">= 1"),
        within("percent", "BETWEEN 0 AND 100"),
        within("between_from", ">= 1"),
        within("found_together", ">= 0"),
    )

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), unique=True
    )
    diagnostic_id: Mapped[str | None] = mapped_column(String(40))  # whose level and percentage
    level: Mapped[int | None]  # none with too few weighed answers
    percent: Mapped[int | None]
    to_confirm: Mapped[bool] = mapped_column(default=False)
    between_from: Mapped[int | None]  # the lower of two levels, when an interview decides
    found_together: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    active_at: Mapped[datetime]
    # What `mastery.kept` writes; none before the first answer under a version that keeps it.
    mastery: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


@dataclass(frozen=True, slots=True)
class AtTheEnd:
    """Where the diagnostic stands, and what its result tells beside the progression.

    ``to_share``: the structure has no answer about sharing yet. ``new_badges``: ids of those whose
    quiet moment is still to come.
    """

    situation: Situation
    to_share: bool
    no_card: bool
    new_badges: frozenset[str]


def keep_summary(learner_id: UUID, values: dict[str, Any]) -> None:
    """Write the learner's one summary row; one statement once it is there."""
    row = update(Summary).where(Summary.learner_id == learner_id)
    if db.session.execute(row.values(values).returning(Summary.id)).first() is None:
        db.session.add(Summary(learner_id=learner_id, **values))


def shared_learner(actor: Visitor, learner_id: UUID) -> Learner:
    """The learner, for themselves or for a counsellor they share with.

    Raises:
        NoResultFound: not visible, which is the same as not existing.
    """
    found: Learner = db.session.execute(
        visible(actor, Learner).where(Learner.learner_id == learner_id)
    ).scalar_one()
    return found


def at_the_end(actor: Visitor, diagnostic_id: str | None = None) -> AtTheEnd | None:
    """The learner's own, or none before that diagnostic began; one statement."""
    if actor.learner_id is None:
        return None
    new = (
        visible(actor, AwardedBadge)
        .where(AwardedBadge.seen_at.is_(None))
        .with_only_columns(func.aggregate_strings(AwardedBadge.badge_id, " "))
        .scalar_subquery()
    )
    query = steps_under_way(actor, diagnostic_id).add_columns(
        sharing_to_offer(actor, actor.learner_id),
        ~holds_card(actor.learner_id),
        new,
    )
    rows = db.session.execute(query).all()
    situation = as_situation(rows)
    if situation is None:
        return None
    _, _, _, to_share, no_card, badges = rows[0]
    return AtTheEnd(
        situation=situation,
        to_share=bool(to_share),
        no_card=bool(no_card),
        new_badges=frozenset((badges or "").split()),
    )
