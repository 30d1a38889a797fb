"""Tables of what was given: badges, attestations, credentials, and the codes that verify them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.accounts.rules import Visitor
from pixlearn.db import Base, db, one_of
from pixlearn.privacy.store import visible

CODE_LENGTH = 12


class AwardedBadge(Base):
    """The fact that somebody earned a badge; never taken back.

    ``together``: some of it was done with somebody. ``shown``: the learner lets others see it.
    ``seen_at``: its quiet moment was shown. ``told_at``: « Montrer à mon conseiller » was pressed.
    """

    __tablename__ = "awarded_badge"
    __table_args__ = (UniqueConstraint("learner_id", "badge_id"),)

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    badge_id: Mapped[str] = mapped_column(String(40))
    together: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[bool] = mapped_column(default=True)
    seen_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]


class Attestation(Base):
    """A dated statement that a learner printed: its content never changes, whatever comes after."""

    __tablename__ = "attestation"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class Credential(Base):
    """A badge as a signed Open Badges 3.0 document, made when the learner asked for it."""

    __tablename__ = "credential"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    awarded_badge_id: Mapped[UUID] = mapped_column(
        ForeignKey("awarded_badge.id", ondelete="CASCADE"), unique=True
    )
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    key_id: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(Text)


class IssuedCode(Base):
    """Every verification code ever given; one whose paper is gone has been withdrawn.

    It names nobody, so it outlives the erasure of a person: their papers are then revoked.
    """

    __tablename__ = "issued_code"
    __table_args__ = (one_of("kind", ("attestation", "badge")),)

    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    kind: Mapped[str] = mapped_column(String(20))


def badges_of(actor: Visitor, learner_id: UUID) -> list[AwardedBadge]:
    """The learner's badges in the order earned; others than the learner read the shown ones."""
    query = visible(actor, AwardedBadge).where(AwardedBadge.learner_id == learner_id)
    if actor.learner_id != learner_id:
        query = query.where(AwardedBadge.shown)
    query = query.order_by(AwardedBadge.created_at, AwardedBadge.badge_id)
    return list(db.session.execute(query).scalars())


def badge_of(actor: Visitor, badge_id: str) -> AwardedBadge | None:
    """The learner's own badge, or none while it is not earned."""
    query = visible(actor, AwardedBadge).where(
        AwardedBadge.badge_id == badge_id, AwardedBadge.learner_id == actor.learner_id
    )
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, AwardedBadge) else None


def unseen(actor: Visitor) -> list[AwardedBadge]:
    """The learner's own badges whose quiet moment has not been shown, the oldest first."""
    query = (
        visible(actor, AwardedBadge)
        .where(AwardedBadge.learner_id == actor.learner_id, AwardedBadge.seen_at.is_(None))
        .order_by(AwardedBadge.created_at, AwardedBadge.badge_id)
    )
    return list(db.session.execute(query).scalars())
