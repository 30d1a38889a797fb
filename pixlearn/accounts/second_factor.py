"""The second factor of professionals: an application's codes, else a recovery code.

A passkey is one too: `passkeys`.
"""

from __future__ import annotations

from base64 import b32encode, urlsafe_b64encode
from hmac import compare_digest
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete, select

from pixlearn.accounts import limits, recovery, secret, store
from pixlearn.accounts.rules import Visitor, just_now
from pixlearn.accounts.service import Passport, WrongSecret
from pixlearn.accounts.store import Passkey, Staff
from pixlearn.db import db, now

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

ISSUER = "pixlearn"
STEP = 30  # seconds a code of the application holds
KEY_BYTES = 20


def is_set_up(staff: Staff) -> bool:
    """Tell whether this person has a second factor."""
    return staff.totp_secret is not None or has_passkey(staff.id)


def has_passkey(staff_id: UUID) -> bool:
    """Tell whether this person has a passkey."""
    query = select(select(Passkey.id).where(Passkey.staff_id == staff_id).exists())
    return bool(db.session.execute(query).scalar_one())


def second_factor_needed(actor: Visitor) -> bool:
    """Tell whether to ask for the second factor before an export: it vouches for 15 minutes."""
    return not just_now(actor.second_factor_at, now())


def vouched_for(actor: Visitor) -> bool:
    """Tell whether this person may change how they sign in: they have just shown who they are."""
    return just_now(actor.second_factor_at or actor.began_at, now())


def proposed_key(staff: Staff, session_id: UUID, pepper: str) -> str:
    """The key that an application is given in this session, kept nowhere until a code confirms it.

    Reloading the page shows the same; once confirmed, the next one differs.
    """
    purpose = f"totp proposed:{session_id}:{staff.totp_last}"
    return b32encode(secret.derived_bytes(pepper, purpose)[:KEY_BYTES]).decode()


def address_of_key(staff: Staff, key: str) -> str:
    """What the application reads in the QR code, or opens on the same phone."""
    from pyotp import TOTP

    return TOTP(key).provisioning_uri(name=staff.email, issuer_name=ISSUER)


def use_application(staff: Staff, typed: str, session_id: UUID, passport: Passport) -> None:
    """Take the application that shows this code, in place of any former one.

    Raises:
        WrongSecret: the code is not of the proposed key.
    """
    store.hold_row(staff)
    key = proposed_key(staff, session_id, passport.pepper)
    step = _step_of(key, _digits(typed))
    if step is None:
        raise WrongSecret
    staff.totp_secret = _cipher(passport.pepper).encrypt(key.encode()).decode()
    staff.totp_last = step


def leave_application(staff: Staff) -> None:
    """The application's codes open nothing any more."""
    staff.totp_secret = None
    _forget_recovery(staff)


def leave_passkey(staff: Staff, passkey_id: UUID) -> None:
    """This passkey opens nothing any more.

    Raises:
        NoResultFound: it is not one of theirs.
    """
    query = select(Passkey).where(Passkey.id == passkey_id, Passkey.staff_id == staff.id)
    db.session.delete(db.session.execute(query).scalar_one())
    _forget_recovery(staff)


def leave_all(staff: Staff) -> None:
    """Who has lost everything begins anew: the next sign-in asks for the password alone."""
    db.session.execute(delete(Passkey).where(Passkey.staff_id == staff.id))
    leave_application(staff)


def check_code(staff: Staff, typed: str, passport: Passport) -> None:
    """Take a code of the application, each once, or a recovery code.

    Raises:
        WrongSecret: neither; counted.
        MustWait, DigitsOff: too many wrong tries.
    """
    store.hold_row(staff)
    key = f"second:{staff.id}"
    if passport.limited:
        limits.check_account(key)
    if not _fits(staff, typed, passport.pepper):
        limits.note_wrong(passport.address, key, limited=passport.limited)
        raise WrongSecret
    store.forget_tries([key])


def _fits(staff: Staff, typed: str, pepper: str) -> bool:
    if staff.totp_secret is not None:
        key = _cipher(pepper).decrypt(staff.totp_secret.encode()).decode()
        step = _step_of(key, _digits(typed), staff.totp_last)
        if step is not None:
            staff.totp_last = step
            return True
    return recovery.use(staff.id, typed, pepper)


def _step_of(key: str, digits: str, after: int | None = None) -> int | None:
    """The time step of this code: this one or its neighbours, and none that served already."""
    from pyotp import TOTP

    application, step = TOTP(key), int(now().timestamp()) // STEP
    for near in (step, step - 1, step + 1):
        fresh = after is None or near > after
        if fresh and compare_digest(application.generate_otp(near).encode(), digits.encode()):
            return near
    return None


def _digits(typed: str) -> str:
    return "".join(sign for sign in typed if sign.isalnum())


def _cipher(pepper: str) -> Fernet:
    """The key of the applications' keys at rest follows from the pepper, which no table holds."""
    from cryptography.fernet import Fernet

    return Fernet(urlsafe_b64encode(secret.derived_bytes(pepper, "totp at rest")))


def _forget_recovery(staff: Staff) -> None:
    """Recovery codes replace a second factor: without one they have no use."""
    db.session.flush()
    if not is_set_up(staff):
        recovery.forget(staff.id)
