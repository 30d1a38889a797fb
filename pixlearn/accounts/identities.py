"""Who a professional is at a provider: known by issuer and subject, never by the address alone.

An identity that nobody knows waits, with a code. The person gives the code to their référent, who
links it to somebody of the team: no claim of the provider opens an access.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from pixlearn.accounts import secret
from pixlearn.accounts.provider import Vouched
from pixlearn.accounts.rules import read_code
from pixlearn.accounts.store import OidcIdentity, Staff
from pixlearn.accounts.team import end_sessions
from pixlearn.db import db, find_or_make, now

LIFE_OF_WAITING = timedelta(days=30)


def arrive(vouched: Vouched) -> OidcIdentity:
    """The identity of whoever comes back from the provider, kept the first time."""
    db.session.execute(
        delete(OidcIdentity).where(
            OidcIdentity.staff_id.is_(None), OidcIdentity.created_at < now() - LIFE_OF_WAITING
        )
    )
    query = select(OidcIdentity).where(
        OidcIdentity.issuer == vouched.issuer, OidcIdentity.subject == vouched.subject
    )
    found = find_or_make(
        query,
        lambda: OidcIdentity(
            issuer=vouched.issuer,
            subject=vouched.subject,
            name=vouched.name,
            email=vouched.email,
            staff_id=None,
            code=secret.derived_code(secret.new_seed(), "identity"),
        ),
    )
    found.name, found.email = vouched.name, vouched.email
    db.session.flush()
    return found


def staff_with(identity: OidcIdentity) -> Staff | None:
    """Whom a référent has linked to this identity; none when nobody, or with a closed access."""
    query = select(Staff).where(Staff.id == identity.staff_id, Staff.active)
    return db.session.execute(query).scalar_one_or_none()


def waiting(identity_id: UUID) -> OidcIdentity | None:
    """The identity that waits in this browser, until it is linked or too old."""
    query = select(OidcIdentity).where(
        OidcIdentity.id == identity_id, OidcIdentity.created_at > now() - LIFE_OF_WAITING
    )
    return db.session.execute(query).scalar_one_or_none()


def with_code(written: str, *, hold: bool = False) -> OidcIdentity | None:
    """The identity that waits with this code, however it was written down.

    With ``hold``, whoever else links it waits.
    """
    query = select(OidcIdentity).where(
        OidcIdentity.code == read_code(written),
        OidcIdentity.staff_id.is_(None),
        OidcIdentity.created_at > now() - LIFE_OF_WAITING,
    )
    query = query.with_for_update() if hold else query
    return db.session.execute(query).scalar_one_or_none()


def identities_of(staff: Staff) -> list[OidcIdentity]:
    """With which identities somebody signs in."""
    query = (
        select(OidcIdentity)
        .where(OidcIdentity.staff_id == staff.id)
        .order_by(OidcIdentity.created_at, OidcIdentity.id)
    )
    return list(db.session.execute(query).scalars())


def unlink(staff: Staff, identity_id: UUID, *, but: UUID | None) -> None:
    """This identity opens nothing any more; sessions of the person end, ``but`` this one.

    Raises:
        NoResultFound: they have no such identity.
    """
    query = select(OidcIdentity).where(
        OidcIdentity.id == identity_id, OidcIdentity.staff_id == staff.id
    )
    db.session.delete(db.session.execute(query).scalar_one())
    end_sessions(staff, but=but)
