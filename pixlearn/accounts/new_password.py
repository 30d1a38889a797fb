"""« Mot de passe oublié »: a request, a link of single use, a new password."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from pixlearn.accounts import limits, secret, store
from pixlearn.accounts.secret import Tried
from pixlearn.accounts.service import Passport
from pixlearn.accounts.staff_sign_in import check_password, sign_in_key
from pixlearn.accounts.store import PasswordReset, Staff
from pixlearn.accounts.team import UnknownLink, end_sessions
from pixlearn.db import db, now

LIFE_OF_LINK = timedelta(minutes=30)
LIFE_OF_REQUEST = timedelta(days=7)  # how long a référent sees it


def ask(email: str, passport: Passport, *, by_mail: bool) -> tuple[str, str] | None:
    """Somebody forgot a password; returns the address and the token to mail to it, if any.

    Known and unknown addresses are counted alike and cost the same statements, so that nobody
    learns which ones have an access.

    Raises:
        MustWait, DigitsOff: asked too often, for this address or from this place.
    """
    key = f"forgotten:{secret.hash_token(email.strip().lower())[:32]}"
    if passport.limited:
        limits.check_asking(passport.address)
        limits.check_account(key)
    limits.note_failure(key, limits.asking_key(passport.address))
    staff = store.staff_by_email(email)
    if staff is None:
        return None
    reset = _fresh(staff)
    return (staff.email, _link(reset)) if by_mail else None


def link_for(staff: Staff) -> str:
    """A link to hand over to somebody, in place of any they have; returns its token."""
    return _link(_fresh(staff))


def requests_of(structure_id: UUID) -> list[tuple[Staff, PasswordReset]]:
    """Who of the team asks for a new password, the latest first."""
    query = (
        select(Staff, PasswordReset)
        .join(PasswordReset, PasswordReset.staff_id == Staff.id)
        .where(
            Staff.structure_id == structure_id,
            Staff.active,
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now(),
        )
        .order_by(PasswordReset.created_at.desc(), PasswordReset.id)
    )
    return [(staff, reset) for staff, reset in db.session.execute(query)]


def request_of(structure_id: UUID, staff_id: UUID) -> Staff:
    """The person of the team behind a request that waits.

    Raises:
        NoResultFound: they ask for nothing.
    """
    query = (
        select(Staff)
        .join(PasswordReset, PasswordReset.staff_id == Staff.id)
        .where(
            Staff.id == staff_id,
            Staff.structure_id == structure_id,
            Staff.active,
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now(),
        )
    )
    return db.session.execute(query).scalar_one()


def owner_of(token: str, *, hold: bool = False) -> Staff:
    """Whose password a link changes, while it opens; with ``hold``, whoever else uses it waits.

    Raises:
        UnknownLink: it opens nothing.
    """
    query = (
        select(Staff)
        .join(PasswordReset, PasswordReset.staff_id == Staff.id)
        .where(
            PasswordReset.token_hash == secret.hash_token(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now(),
            Staff.active,
        )
    )
    query = query.with_for_update() if hold else query
    staff = db.session.execute(query).scalar_one_or_none()
    if staff is None:
        raise UnknownLink
    return staff


def change(
    staff: Staff, former: Tried, password_hash: str, passport: Passport, *, but: UUID | None
) -> None:
    """Take a new password from somebody who knows the one of today; session ``but`` goes on.

    ``former``: what they gave for it, tried by `try_password`.

    Raises:
        WrongSecret: it is another; counted as a wrong try to sign in.
        MustWait, DigitsOff: too many wrong tries.
    """
    check_password(staff, former, passport)
    choose(staff, password_hash, but=but)


def choose(staff: Staff, password_hash: str, *, but: UUID | None = None) -> None:
    """Take a new password: the person's links and sessions end, wrong tries are forgotten."""
    staff.password_hash = password_hash
    db.session.execute(delete(PasswordReset).where(PasswordReset.staff_id == staff.id))
    store.forget_tries([sign_in_key(staff.email)])
    end_sessions(staff, but=but)


def _fresh(staff: Staff) -> PasswordReset:
    """One request a person: the one before, and its link, are gone."""
    db.session.execute(delete(PasswordReset).where(PasswordReset.staff_id == staff.id))
    reset = PasswordReset(
        staff_id=staff.id, token_hash=None, expires_at=now() + LIFE_OF_REQUEST, used_at=None
    )
    db.session.add(reset)
    return reset


def _link(reset: PasswordReset) -> str:
    token = secret.new_token()
    reset.token_hash = secret.hash_token(token)
    reset.expires_at = now() + LIFE_OF_LINK
    return token
