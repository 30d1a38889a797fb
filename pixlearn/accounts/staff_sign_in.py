"""Professionals come in by their address and password, and are asked for it again."""

from __future__ import annotations

from uuid import UUID

from pixlearn.accounts import secret, store
from pixlearn.accounts.secret import Tried
from pixlearn.accounts.service import Passport, WrongSecret, settle, try_against
from pixlearn.accounts.store import Staff
from pixlearn.db import db


def try_password(email: str, password: str, passport: Passport) -> Tried:
    """Hold a password against that of this address; slow, so before the transaction.

    Raises:
        MustWait, DigitsOff: as `try_code`.
    """
    staff = store.staff_by_email(email)
    stored = staff.password_hash if staff else None
    return try_against(sign_in_key(email), stored, password, passport)


def sign_in_staff(email: str, tried: Tried, passport: Passport) -> Staff:
    """A professional signs in; the same words and time whether the address or password is wrong.

    Raises:
        WrongSecret, MustWait, DigitsOff: as `enter_by_code`.
    """
    key = sign_in_key(email)
    staff = store.staff_by_email(email)
    if staff is not None:
        store.hold_row(staff)
    settle(tried, key, staff.password_hash if staff else None, passport)
    if staff is None:
        raise WrongSecret
    store.forget_tries([key])
    if tried.renewed and staff.password_hash == tried.against:
        staff.password_hash = tried.renewed
    return staff


def check_password(staff: Staff, tried: Tried, passport: Passport) -> None:
    """Ask somebody who is signed in for their password again, tried by `try_password`.

    Raises:
        WrongSecret: it is another; counted as a wrong try to sign in.
        MustWait, DigitsOff: too many wrong tries.
    """
    store.hold_row(staff)
    settle(tried, sign_in_key(staff.email), staff.password_hash, passport)


def sign_in_key(email: str) -> str:
    """What wrong passwords of this address are counted on."""
    return f"staff:{secret.hash_token(email.strip().lower())[:32]}"


def add_staff(
    structure_id: UUID, name: str, email: str, password_hash: str, *, referent: bool
) -> Staff:
    """Add a professional: a référent runs the space, a counsellor follows people."""
    staff = Staff(
        structure_id=structure_id,
        name=name,
        email=email.strip().lower(),
        password_hash=password_hash,
        is_counsellor=not referent,
        is_referent=referent,
        last_sign_in_at=None,
    )
    db.session.add(staff)
    db.session.flush()
    return staff
