"""Tables of consent, follow-up and looks; `visible` restricts every query on personal rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, ForeignKey, Select, String, false, select
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Card, Learner, Seat, Staff, holds_card
from pixlearn.accounts.whereabouts import known_structure
from pixlearn.db import Base, db, now, one_of
from pixlearn.privacy.rules import CONTACTS
from pixlearn.structures.store import Structure, Workshop


class Consent(Base):
    """One choice of a learner about sharing with one structure; never changed, only followed."""

    __tablename__ = "consent"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    structure_id: Mapped[UUID] = mapped_column(ForeignKey("structure.id", ondelete="CASCADE"))
    agreed: Mapped[bool]
    wording: Mapped[str] = mapped_column(String(20))  # version of the words that were shown


class FollowUp(Base):
    """The structure that a learner shares with now; at most one, gone when sharing stops."""

    __tablename__ = "follow_up"
    __table_args__ = (one_of("contact", CONTACTS),)

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), unique=True
    )
    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    followed_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("staff.id", ondelete="SET NULL"), index=True
    )
    contact: Mapped[str | None] = mapped_column(String(12))
    project: Mapped[str | None] = mapped_column(String(12))
    equipment: Mapped[list[str] | None] = mapped_column(JSON)


class Handover(Base):
    """A learner passed on to another professional, for a time or for good; kept as history."""

    __tablename__ = "handover"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    structure_id: Mapped[UUID] = mapped_column(ForeignKey("structure.id", ondelete="CASCADE"))
    from_staff: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    to_staff: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    until: Mapped[date | None]  # none: for good
    ended_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]  # the learner said that they read it


class Merger(Base):
    """Two files of one person made one, the ``former_id`` no longer there.

    ``moved`` remembers what is needed to undo it for 30 days, private words too: it is loaded only
    to undo, and emptied afterwards. ``told_at``: the learner said that they read it.
    """

    __tablename__ = "merger"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    former_id: Mapped[UUID | None]  # none once undone or too old to be
    structure_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("structure.id", ondelete="SET NULL")
    )
    by_staff: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True, deferred_raiseload=True)
    undone_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]


class Look(Base):
    """A professional opened a page about a learner: who, what, when. Readable by the learner."""

    __tablename__ = "look"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    view: Mapped[str] = mapped_column(String(20))  # "list", "person", "sheet", "workshop" or a card


CARD_VIEWS = ("card", "new_card", "digits", "card_end", "name")


# What a counsellor may read of a learner who shares; any other personal table stays closed.
SHARED_TABLES = frozenset(
    {
        "learner", "follow_up", "answer", "attempt", "summary", "lesson_visit", "awarded_badge",
        "confidence", "proposal", "note", "learner_tag", "handover", "merger",
    }
)  # fmt: skip
# What a counsellor may read because their own structure made it, such as its nameless cards.
STRUCTURE_TABLES = frozenset({"card"})
# What a counsellor may read of the people seated in a workshop of theirs, without consent.
ROOM_TABLES = frozenset({"seat"})


def visible(actor: Visitor, model: type[Any]) -> Select[Any]:
    """Select the rows of a personal model that this actor may see, and no others.

    A learner sees their own rows; a counsellor those of learners who share with the structure
    (and the seats of its workshops, the cards it printed); everybody else none.
    """
    query = select(model)
    if actor.learner_id is not None:
        return query.where(model.learner_id == actor.learner_id)
    if not actor.is_counsellor or actor.structure_id is None:
        return query.where(false())
    if model.__tablename__ in ROOM_TABLES:
        return query.join(Workshop, Workshop.id == model.workshop_id).where(
            Workshop.structure_id == actor.structure_id
        )
    if model.__tablename__ in STRUCTURE_TABLES:
        return query.where(model.structure_id == actor.structure_id)
    if model.__tablename__ not in SHARED_TABLES:
        return query.where(false())
    shared = select(FollowUp.learner_id).where(FollowUp.structure_id == actor.structure_id)
    return query.where(model.learner_id.in_(shared))


def counted(actor: Visitor, model: type[Any]) -> Select[Any]:
    """Select the rows that the figures of the actor's structure are made of: those of people who
    share with it. For figures that hide small groups (`figures.statistics`), never for a page
    about somebody. Professionals who try the site as learners are left out.
    """
    if not (actor.is_counsellor or actor.is_referent) or actor.structure_id is None:
        return select(model).where(false())
    shared = (
        select(FollowUp.learner_id)
        .join(Learner, Learner.id == FollowUp.learner_id)
        .where(FollowUp.structure_id == actor.structure_id, ~Learner.practice)
    )
    return select(model).where(model.learner_id.in_(shared))


def room(actor: Visitor, workshop_id: UUID) -> list[tuple[Seat, str | None]]:
    """The seats of a workshop in the order people came, each with the first name.

    The door says that names are seen during the workshop. So while it is not open, only those who
    share have one here: whatever reads a room reads it by this.
    """
    shares = visible(actor, FollowUp).with_only_columns(FollowUp.learner_id).subquery()
    query = (
        visible(actor, Seat)
        .where(Seat.workshop_id == workshop_id, Workshop.id == Seat.workshop_id)
        .join(Learner, Learner.id == Seat.learner_id)
        .outerjoin(shares, shares.c.learner_id == Seat.learner_id)
        .where(~Learner.practice)
        .add_columns(Learner.first_name, Workshop, shares.c.learner_id)
        .order_by(Seat.number)
    )
    moment = now()
    return [
        (seat, name if sharing is not None or workshop.open_at(moment) else None)
        for seat, name, workshop, sharing in db.session.execute(query)
    ]


def taken_cards_without_name(actor: Visitor) -> list[Card]:
    """The structure's cards that somebody uses and that carry no first name yet, by number.

    Not those of people who have chosen not to share, or share elsewhere (docs/decisions/0014).
    """
    chosen = select(Consent.learner_id).where(Consent.learner_id == Card.learner_id).exists()
    shares = visible(actor, FollowUp).with_only_columns(FollowUp.learner_id)
    query = (
        visible(actor, Card)
        .join(Learner, Learner.id == Card.learner_id)
        .where(Learner.first_name.is_(None), ~chosen | Card.learner_id.in_(shares))
        .order_by(Card.number, Card.id)
    )
    return list(db.session.execute(query).scalars())


def follow_up_of(actor: Visitor) -> tuple[FollowUp, Structure] | None:
    """The learner's own current sharing and the structure's row, or none."""
    query = (
        visible(actor, FollowUp)
        .join(Structure, Structure.id == FollowUp.structure_id)
        .add_columns(Structure)
    )
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


def has_answered(actor: Visitor, structure_id: UUID) -> bool:
    """Whether the learner has told this structure, once at least, if they share with it."""
    query = select(visible(actor, Consent).where(Consent.structure_id == structure_id).exists())
    return bool(db.session.execute(query).scalar_one())


def sharing_with(actor: Visitor, learner_id: UUID) -> FollowUp:
    """The sharing by which this actor may see a learner.

    Raises:
        NoResultFound: the learner does not share with the actor's structure.
    """
    query = visible(actor, FollowUp).where(FollowUp.learner_id == learner_id)
    found: FollowUp = db.session.execute(query).scalar_one()
    return found


def sharing_to_offer(actor: Visitor, learner_id: UUID) -> ColumnElement[bool]:
    """Whether the learner's structure, unless it has closed, has no answer about sharing yet."""
    known = known_structure(learner_id)
    answered = visible(actor, Consent).where(Consent.structure_id == known).exists()
    is_open = select(Structure.id).where(Structure.id == known, Structure.closed_at.is_(None))
    return is_open.exists() & ~answered


def left_to_offer(actor: Visitor, learner_id: UUID) -> tuple[bool, bool]:
    """Whether the learner's structure has no answer about sharing yet, and whether they have no
    card; one statement.
    """
    offers = select(sharing_to_offer(actor, learner_id), ~holds_card(learner_id))
    row = db.session.execute(offers).one()
    return bool(row[0]), bool(row[1])


def looks_at(actor: Visitor, limit: int = 50) -> list[tuple[datetime, str, str]]:
    """What the learner may read of the log: when, which professional's name, which view."""
    query = (
        visible(actor, Look)
        .join(Staff, Staff.id == Look.staff_id)
        .add_columns(Staff.name)
        .order_by(Look.created_at.desc(), Look.id)
        .limit(limit)
    )
    return [(look.created_at, name, look.view) for look, name in db.session.execute(query)]
