"""Recovery codes: ten of them, each replaces the second factor once.

They follow from the token of the session in which they were made, which only its browser knows: so
that browser can show them for a while, and the database, which keeps their hashes, never can.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from pixlearn.accounts import secret
from pixlearn.accounts.rules import read_code
from pixlearn.accounts.store import RecoveryCode
from pixlearn.db import db, now

HOW_MANY = 10
SHOWN_FOR = timedelta(minutes=15)


def renew(staff_id: UUID, session_token: str, pepper: str) -> None:
    """Ten new codes; the former ones open nothing any more."""
    forget(staff_id)
    for _ in range(HOW_MANY):
        code_id = uuid4()
        code = _code(session_token, code_id)
        db.session.add(
            RecoveryCode(
                id=code_id,
                staff_id=staff_id,
                code_hash=_hashed(staff_id, code, pepper),
                used_at=None,
            )
        )


def just_made(staff_id: UUID, session_token: str, pepper: str) -> list[str]:
    """The codes that this session made a moment ago; none once it is over, or in another one."""
    query = (
        select(RecoveryCode)
        .where(RecoveryCode.staff_id == staff_id, RecoveryCode.created_at > now() - SHOWN_FOR)
        .order_by(RecoveryCode.id)
    )
    rows = db.session.execute(query).scalars()
    codes = [(_code(session_token, row.id), row.code_hash) for row in rows]
    return [code for code, kept in codes if _hashed(staff_id, code, pepper) == kept]


def left(staff_id: UUID) -> int:
    """How many codes still serve."""
    query = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.staff_id == staff_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.execute(query).scalar_one()


def use(staff_id: UUID, typed: str, pepper: str) -> bool:
    """Tell whether this is a code that still serves; from now on it does not."""
    query = select(RecoveryCode).where(
        RecoveryCode.staff_id == staff_id,
        RecoveryCode.code_hash == _hashed(staff_id, read_code(typed), pepper),
        RecoveryCode.used_at.is_(None),
    )
    found = db.session.execute(query.with_for_update()).scalars().first()
    if found is None:
        return False
    found.used_at = now()
    return True


def forget(staff_id: UUID) -> None:
    """Delete the codes."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))


def _code(session_token: str, code_id: UUID) -> str:
    return secret.derived_code(session_token, f"recovery:{code_id}")


def _hashed(staff_id: UUID, code: str, pepper: str) -> str:
    return secret.hash_code(pepper, f"recovery:{staff_id}:{code}")
