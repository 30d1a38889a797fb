"""Sessions and devices: who is behind a request, and for how long (service)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, func, select, update

from pixlearn.accounts.rules import TIME_FOR_SECOND_STEP, Visitor, alive, session_life
from pixlearn.accounts.secret import hash_token, new_token
from pixlearn.accounts.store import Device, Learner, SignedIn, Staff
from pixlearn.accounts.whereabouts import known_structure
from pixlearn.db import db, now
from pixlearn.structures.store import Structure, Workshop

TOUCH_EVERY = timedelta(minutes=5)


def begin(
    *,
    learner_id: UUID | None = None,
    staff_id: UUID | None = None,
    workshop_id: UUID | None = None,
    shared_device: bool = False,
    awaits_second: bool = False,
    second_factor_at: datetime | None = None,
) -> str:
    """Open a session for one person and return its token, which only their browser keeps.

    A session that awaits the second factor opens nothing but the page that asks for it.
    """
    token = new_token()
    db.session.add(
        SignedIn(
            token_hash=hash_token(token),
            learner_id=learner_id,
            staff_id=staff_id,
            workshop_id=workshop_id,
            shared_device=shared_device,
            last_used_at=now(),
            awaits_second=awaits_second,
            second_factor_at=second_factor_at,
        )
    )
    return token


def visitor_of(token: str) -> Visitor | None:
    """Who holds this session token, or none when it ended or rested too long; one statement."""
    come_from = known_structure(Learner.id)
    query = (
        select(SignedIn, Learner, Staff, Workshop, Structure)
        .outerjoin(Learner, Learner.id == SignedIn.learner_id)
        .outerjoin(Staff, Staff.id == SignedIn.staff_id)
        .outerjoin(Workshop, Workshop.id == SignedIn.workshop_id)
        .outerjoin(Structure, Structure.id == func.coalesce(Staff.structure_id, come_from))
        .where(SignedIn.token_hash == hash_token(token), SignedIn.awaits_second.is_(False))
    )
    row = db.session.execute(query).first()
    if row is None:
        return None
    session, learner, staff, workshop, structure = row
    moment = now()
    room = workshop if workshop is not None and workshop.open_at(moment) else None
    life = session_life(
        professional=staff is not None,
        shared_device=session.shared_device,
        workshop_open=room is not None,
    )
    if not alive(life, began=session.created_at, used=session.last_used_at, moment=moment):
        return None
    if staff is not None and not staff.active:
        return None
    practice = learner is not None and staff is not None
    acting = None if practice else staff  # nothing of the professional's rights while they try
    return Visitor(
        session_id=session.id,
        learner_id=session.learner_id,
        staff_id=acting.id if acting else None,
        structure_id=acting.structure_id if acting else None,
        is_counsellor=bool(acting and acting.is_counsellor),
        is_referent=bool(acting and acting.is_referent),
        first_name=learner.first_name if learner else staff.name,
        shared_device=session.shared_device,
        workshop_id=session.workshop_id,
        display=dict(learner.display) if learner else {},
        last_used_at=session.last_used_at,
        break_every=room.break_every if room else None,
        helped=bool(room and room.helper),
        began_at=session.created_at,
        second_factor_at=session.second_factor_at,
        practice=practice,
        house=structure.as_house() if structure else None,
        life=life,
    )


class Why(StrEnum):
    """What ended a session."""

    RESTED = "repos"
    OLD = "longtemps"
    CLOSED = "ferme"
    ENDED = "ailleurs"


@dataclass(frozen=True, slots=True)
class Left:
    """Who held a session that opens nothing any more, and why; ``rested``: how long it may."""

    account: str
    why: Why
    rested: timedelta | None = None


def account_of(visitor: Visitor) -> str:
    """Whose session this is, in a word that a sealed form can be bound to."""
    return str(visitor.learner_id or visitor.staff_id)


def who_left(token: str, account: str | None) -> Left | None:
    """Whose session ended, and why: its row tells, or, once it is deleted, the browser's word.

    ``account`` is what the signed cookie says of it.
    """
    query = (
        select(SignedIn, Staff, Workshop)
        .outerjoin(Staff, Staff.id == SignedIn.staff_id)
        .outerjoin(Workshop, Workshop.id == SignedIn.workshop_id)
        .where(SignedIn.token_hash == hash_token(token), SignedIn.awaits_second.is_(False))
    )
    row = db.session.execute(query).first()
    if row is None:
        return _ended_elsewhere(account) if account else None
    session, staff, workshop = row
    moment = now()
    life = session_life(
        professional=staff is not None,
        shared_device=session.shared_device,
        workshop_open=workshop is not None and workshop.open_at(moment),
    )
    account = str(session.learner_id or session.staff_id)
    if staff is not None and not staff.active:
        return Left(account, Why.CLOSED)
    if moment - session.created_at >= life.total:
        return Left(account, Why.OLD)
    return Left(account, Why.RESTED, life.idle)


def _ended_elsewhere(account: str) -> Left | None:
    """A row that is gone: the access was closed, or all sessions ended with another password."""
    try:
        query = select(Staff.active).where(Staff.id == UUID(account))
    except ValueError:
        return None
    active = db.session.execute(query).scalar_one_or_none()
    return Left(account, Why.CLOSED if active is False else Why.ENDED)


def awaiting_second(token: str) -> tuple[UUID, Staff] | None:
    """Who has given their password in this session, of this id, and has the second step to do."""
    query = (
        select(SignedIn.id, Staff)
        .join(Staff, Staff.id == SignedIn.staff_id)
        .where(
            SignedIn.token_hash == hash_token(token),
            SignedIn.awaits_second,
            SignedIn.created_at > now() - TIME_FOR_SECOND_STEP,
            Staff.active,
        )
    )
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


def renew(session_id: UUID, *, second_factor_at: datetime | None) -> str:
    """Go on in a new session of the same age, in place of this one; returns its token."""
    query = select(SignedIn).where(SignedIn.id == session_id)
    former = db.session.execute(query).scalar_one()
    token = new_token()
    db.session.add(
        SignedIn(
            token_hash=hash_token(token),
            staff_id=former.staff_id,
            created_at=former.created_at,
            last_used_at=now(),
            second_factor_at=second_factor_at,
        )
    )
    db.session.delete(former)
    return token


def needs_touch(visitor: Visitor) -> bool:
    """Tell whether the session's last use is old enough to be written again."""
    return now() - visitor.last_used_at >= TOUCH_EVERY


def touch(visitor: Visitor) -> None:
    """Note that the session is in use, and that the learner was here."""
    moment = now()
    db.session.execute(
        update(SignedIn).where(SignedIn.id == visitor.session_id).values(last_used_at=moment)
    )
    if visitor.learner_id is not None:
        db.session.execute(
            update(Learner).where(Learner.id == visitor.learner_id).values(last_seen_at=moment)
        )


def id_of(token: str) -> UUID:
    """The row of a session that was just opened."""
    query = select(SignedIn.id).where(SignedIn.token_hash == hash_token(token))
    return db.session.execute(query).scalar_one()


def end(token: str) -> None:
    """Delete the session row: a copied cookie opens nothing any more."""
    db.session.execute(delete(SignedIn).where(SignedIn.token_hash == hash_token(token)))


def change_role(session_id: UUID, learner_id: UUID | None) -> str:
    """A professional goes on as their own learner profile, or, with none, as themselves.

    The session stays the same one, with its age and its second factor; its token is new, and the
    one before opens nothing any more (V7.2.4).
    """
    token = new_token()
    db.session.execute(
        update(SignedIn)
        .where(SignedIn.id == session_id)
        .values(
            token_hash=hash_token(token),
            learner_id=learner_id,
            workshop_id=None,
            shared_device=False,
            last_used_at=now(),
        )
    )
    return token


def sit_in(session_id: UUID, workshop_id: UUID) -> None:
    """Somebody already here enters a workshop: the session is one of that room from now on."""
    db.session.execute(
        update(SignedIn).where(SignedIn.id == session_id).values(workshop_id=workshop_id)
    )


def mark_shared(session_id: UUID, *, shared: bool) -> None:
    """The person says that others use this device too, or that it is their own."""
    db.session.execute(
        update(SignedIn).where(SignedIn.id == session_id).values(shared_device=shared)
    )


def remember_device(token: str | None, learner_id: UUID) -> str:
    """Let this phone enter by one tap on the first name; returns the token its cookie keeps."""
    token = token or new_token()
    known = select(Device).where(
        Device.token_hash == hash_token(token), Device.learner_id == learner_id
    )
    device = db.session.execute(known).scalar_one_or_none()
    if device is None:
        device = Device(token_hash=hash_token(token), learner_id=learner_id)
        db.session.add(device)
    device.last_used_at = now()
    return token


def forget_device(token: str, learner_id: UUID) -> None:
    """This phone no longer shows the person's first name."""
    db.session.execute(
        delete(Device).where(
            Device.token_hash == hash_token(token), Device.learner_id == learner_id
        )
    )
