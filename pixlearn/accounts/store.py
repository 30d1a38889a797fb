"""Tables and queries of people, cards, devices and sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, synonym

from pixlearn.db import Base, db, within
from pixlearn.structures.store import Workshop


class Learner(Base):
    """A person who learns: a first name at most, and how they like to read."""

    __tablename__ = "learner"

    learner_id = synonym("id")
    first_name: Mapped[str | None] = mapped_column(String(40))
    display: Mapped[dict[str, Any]] = mapped_column(default=dict)
    last_seen_at: Mapped[datetime]
    practice: Mapped[bool] = mapped_column(default=False)  # a professional's own, never counted


class Staff(Base):
    """A professional of one structure: counsellor, référent, or both."""

    __tablename__ = "staff"

    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    is_counsellor: Mapped[bool] = mapped_column(default=True)
    is_referent: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    last_sign_in_at: Mapped[datetime | None]
    totp_secret: Mapped[str | None] = mapped_column(String(200))  # encrypted
    totp_last: Mapped[int | None]  # the last time step used, so that no code serves twice
    practice_learner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learner.id", ondelete="SET NULL")
    )
    first_hour: Mapped[str] = mapped_column(String(60), default="", server_default="")


class RecoveryCode(Base):
    """A code that replaces the second factor once."""

    __tablename__ = "recovery_code"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A WebAuthn key of a professional."""

    __tablename__ = "passkey"
    __table_args__ = (within("sign_count", ">= 0"),)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(String(500), unique=True)
    public_key: Mapped[str] = mapped_column(String(500))
    sign_count: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(60))
    last_used_at: Mapped[datetime | None]


class Invitation(Base):
    """A link that lets one person join a structure's team: single use, 72 hours."""

    __tablename__ = "invitation"

    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    is_counsellor: Mapped[bool]
    is_referent: Mapped[bool]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasswordReset(Base):
    """« Mot de passe oublié »: asked for, then a link of single use given by mail or référent."""

    __tablename__ = "password_reset"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)  # none until granted
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class OidcIdentity(Base):
    """A professional's identity at a provider: (issuer, subject), linked to staff by a référent.

    Until then it waits, and the person gives its ``code`` to their référent.
    """

    __tablename__ = "oidc_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    issuer: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254))
    code: Mapped[str] = mapped_column(String(8), unique=True)
    staff_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), index=True
    )


class Card(Base):
    """What a person holds to come back: a QR token, a code and digits, none of them in clear.

    A nameless card of a stack has no learner until somebody takes it in a workshop.
    """

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("structure_id", "number"), within("number", ">= 1"))

    learner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    structure_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE")
    )
    number: Mapped[int | None]  # big number of a nameless card, unique in its structure
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    digits_hash: Mapped[str] = mapped_column(String(200))
    last_used_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Device(Base):
    """A person's own phone, known by a cookie: one tap on the first name enters (way C)."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("token_hash", "learner_id"),)

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(String(64))
    last_used_at: Mapped[datetime]
    sealed_seed: Mapped[str | None] = mapped_column(String(120))  # of the card: `sealed_card`


class SignedIn(Base):
    """A session: whoever holds its token is this learner or this professional.

    With both, it is a professional who tries the site as a learner: a learner in all they may do.
    """

    __tablename__ = "signed_in"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    learner_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("staff.id", ondelete="CASCADE"), index=True
    )
    workshop_id: Mapped[UUID | None] = mapped_column(ForeignKey("workshop.id", ondelete="SET NULL"))
    shared_device: Mapped[bool] = mapped_column(default=False)
    last_used_at: Mapped[datetime]
    awaits_second: Mapped[bool] = mapped_column(default=False)  # the password is right, no more yet
    second_factor_at: Mapped[datetime | None]


def next_number(context: DefaultExecutionContext) -> int:
    """The number of a new seat: one more than the last that the workshop ever gave.

    The update holds the workshop's row, so two people who arrive at once follow one another.
    """
    row: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    this = Workshop.id == row["workshop_id"]
    count = update(Workshop).where(this).values(arrivals=Workshop.arrivals + 1)
    context.connection.execute(count)
    number: int = context.connection.execute(select(Workshop.arrivals).where(this)).scalar_one()
    return number


class Seat(Base):
    """A learner's place in a workshop; its ``number`` is theirs as long as the room exists."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("workshop_id", "learner_id"),
        UniqueConstraint("workshop_id", "number"),
        within("number", ">= 1"),
    )

    workshop_id: Mapped[UUID] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int] = mapped_column(default=next_number)
    card_number: Mapped[int | None]
    help_asked_at: Mapped[datetime | None]
    help_met_at: Mapped[datetime | None]  # the counsellor said: I am coming
    admitted_at: Mapped[datetime | None]  # the counsellor said: this person is of the room
    paused_at: Mapped[datetime | None]


class FailedTry(Base):
    """One wrong secret, counted by account, address or code."""

    __tablename__ = "failed_try"

    key: Mapped[str] = mapped_column(String(80), index=True)


class RoomAddress(Base):
    """From where people sit in a workshop: a room shares one address, and its mistakes too."""

    __tablename__ = "room_address"

    workshop_id: Mapped[UUID] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    address: Mapped[str] = mapped_column(String(64), index=True)


class KeptForm(Base):
    """What was typed by somebody no longer signed in, sealed with a key that only a browser has.

    The row does not say whose it is: that is sealed too (decision 22).
    """

    __tablename__ = "kept_form"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[str] = mapped_column(Text)


def hold(learner_id: UUID) -> None:
    """Let the other requests of this learner wait until the transaction ends.

    So two tabs or a double tap find what the first one wrote. SQLite has one writer at a time. A
    row that only belongs to the learner, as a look at them, is written by others meanwhile.
    """
    if db.engine.dialect.name != "sqlite":
        row = select(Learner.id).where(Learner.id == learner_id)
        db.session.execute(row.with_for_update(key_share=True))


def hold_row(row: Card | Staff | Workshop) -> None:
    """Let others who use this card, account or workshop wait: guesses follow one another, and are
    counted; who enters holds the workshop before their own row, so nobody waits in a ring."""
    if db.engine.dialect.name != "sqlite":
        db.session.refresh(row, with_for_update=True)


def card_by_token(token_hash: str) -> Card | None:
    """The card whose QR token has this SHA-256."""
    return db.session.execute(
        select(Card).where(Card.token_hash == token_hash)
    ).scalar_one_or_none()


def card_by_code(code_hash: str) -> Card | None:
    """The card whose written code has this HMAC."""
    return db.session.execute(select(Card).where(Card.code_hash == code_hash)).scalar_one_or_none()


def live_card_of(learner_id: UUID) -> Card | None:
    """The learner's one card that still opens, or none yet."""
    query = (
        select(Card)
        .where(Card.learner_id == learner_id, Card.ended_at.is_(None))
        .order_by(Card.created_at.desc(), Card.id)
        .limit(1)
    )
    return db.session.execute(query).scalar_one_or_none()


def last_card_number(structure_id: UUID) -> int:
    """The highest number already printed in this structure, 0 when none."""
    query = select(func.max(Card.number)).where(Card.structure_id == structure_id)
    return db.session.execute(query).scalar_one() or 0


def staff_by_email(email: str) -> Staff | None:
    """The active professional with this address, whatever its case."""
    query = select(Staff).where(Staff.email == email.strip().lower(), Staff.active)
    return db.session.execute(query).scalar_one_or_none()


def name_of_staff(staff_id: UUID | None) -> str:
    """The name of a professional; nothing when they have left."""
    query = select(Staff.name).where(Staff.id == staff_id)
    return db.session.execute(query).scalar_one_or_none() or ""


def staff_of(structure_id: UUID) -> list[Staff]:
    """Everybody who works in this structure, by name."""
    query = select(Staff).where(Staff.structure_id == structure_id).order_by(Staff.name, Staff.id)
    return list(db.session.execute(query).scalars())


def people_of_device(token_hash: str) -> list[tuple[UUID, str | None]]:
    """Who uses this phone: ids and first names, in the order they came."""
    query = (
        select(Learner.id, Learner.first_name)
        .join(Device, Device.learner_id == Learner.id)
        .where(Device.token_hash == token_hash)
        .order_by(Device.created_at, Device.id)
    )
    return [(learner_id, name) for learner_id, name in db.session.execute(query)]


def holds_card(learner_id: UUID) -> ColumnElement[bool]:
    """Whether one of the learner's cards has not ended."""
    return select(Card.id).where(Card.learner_id == learner_id, Card.ended_at.is_(None)).exists()


def has_come(learner_id: UUID) -> bool:
    """Whether the learner has ever entered: by a card, or on a phone that knows them."""
    used = select(Card.id).where(Card.learner_id == learner_id, Card.last_used_at > Card.created_at)
    known = select(Device.id).where(Device.learner_id == learner_id)
    return db.session.execute(select(used.exists() | known.exists())).scalar_one()


def break_seals(learner_id: UUID) -> None:
    """No phone can show this learner's card again."""
    db.session.execute(
        update(Device)
        .where(Device.learner_id == learner_id, Device.sealed_seed.is_not(None))
        .values(sealed_seed=None)
    )


def forget_tries(keys: list[str]) -> None:
    """A success: the tries counted on these keys no longer matter."""
    db.session.execute(delete(FailedTry).where(FailedTry.key.in_(keys)))
