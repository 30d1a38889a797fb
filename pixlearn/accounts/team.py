"""The team of a structure: invitations, roles, and whose access is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, delete, select, update

from pixlearn.accounts import secret
from pixlearn.accounts.store import Invitation, PasswordReset, SignedIn, Staff
from pixlearn.db import db, now

LIFE_OF_INVITATION = timedelta(hours=72)


class UnknownLink(Exception):
    """The link was never made, has served already, has been withdrawn, or is too old."""


class AlreadyHere(Exception):
    """Somebody has an access with this address already."""


class LastReferent(Exception):
    """Nobody would be left to manage the structure."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What somebody does in the structure: follow learners, manage it, or both."""

    counsels: bool
    refers: bool


def invite(structure_id: UUID, name: str, email: str, roles: Roles) -> str:
    """Invite somebody; returns the token of the link. A new invitation ends the one before.

    Raises:
        AlreadyHere: this address is in the team. Of other structures nothing is said here.
    """
    email = email.strip().lower()
    if db.session.execute(_with_email(email, structure_id)).scalar_one_or_none() is not None:
        raise AlreadyHere
    db.session.execute(
        delete(Invitation).where(
            Invitation.structure_id == structure_id,
            Invitation.email == email,
            Invitation.used_at.is_(None),
        )
    )
    token = secret.new_token()
    db.session.add(
        Invitation(
            structure_id=structure_id,
            name=name,
            email=email,
            is_counsellor=roles.counsels,
            is_referent=roles.refers,
            token_hash=secret.hash_token(token),
            expires_at=now() + LIFE_OF_INVITATION,
            used_at=None,
        )
    )
    return token


def invitations_of(structure_id: UUID) -> list[Invitation]:
    """The invitations that nobody has used yet, the latest first; some may be too old."""
    query = (
        select(Invitation)
        .where(Invitation.structure_id == structure_id, Invitation.used_at.is_(None))
        .order_by(Invitation.created_at.desc(), Invitation.id)
    )
    return list(db.session.execute(query).scalars())


def invitation(structure_id: UUID, invitation_id: UUID) -> Invitation:
    """An invitation of the structure that nobody has used yet.

    Raises:
        NoResultFound: there is none.
    """
    query = select(Invitation).where(
        Invitation.id == invitation_id,
        Invitation.structure_id == structure_id,
        Invitation.used_at.is_(None),
    )
    return db.session.execute(query.with_for_update()).scalar_one()


def renew(found: Invitation) -> str:
    """A new link for the same person; the former one opens nothing any more."""
    token = secret.new_token()
    found.token_hash = secret.hash_token(token)
    found.expires_at = now() + LIFE_OF_INVITATION
    return token


def withdraw(found: Invitation) -> None:
    """The link opens nothing any more, and nothing is kept of the person."""
    db.session.delete(found)


def invitation_for(token: str, *, hold: bool = False) -> Invitation:
    """The invitation behind a link, while it opens; with ``hold``, whoever else uses it waits.

    Raises:
        UnknownLink: it opens nothing.
    """
    query = select(Invitation).where(
        Invitation.token_hash == secret.hash_token(token),
        Invitation.used_at.is_(None),
        Invitation.expires_at > now(),
    )
    query = query.with_for_update() if hold else query
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise UnknownLink
    return found


def join(found: Invitation, name: str, password_hash: str) -> Staff:
    """Use an invitation, once: the person is in the team from now on.

    Raises:
        AlreadyHere: this address has an access, here or in another structure.
    """
    if db.session.execute(_with_email(found.email)).scalar_one_or_none() is not None:
        raise AlreadyHere
    staff = Staff(
        structure_id=found.structure_id,
        name=name,
        email=found.email,
        password_hash=password_hash,
        is_counsellor=found.is_counsellor,
        is_referent=found.is_referent,
        last_sign_in_at=now(),
    )
    found.used_at = now()
    db.session.add(staff)
    db.session.flush()
    return staff


def member(structure_id: UUID, staff_id: UUID) -> Staff:
    """Somebody of the team, whose access may be closed.

    Raises:
        NoResultFound: nobody there.
    """
    query = select(Staff).where(Staff.id == staff_id, Staff.structure_id == structure_id)
    return db.session.execute(query).scalar_one()


def give_roles(staff: Staff, roles: Roles, *, but: UUID | None) -> None:
    """Change what somebody does; their sessions end, ``but`` the one from which they do it.

    Raises:
        LastReferent: they are the only one left to manage the structure.
    """
    if not roles.refers:
        _keep_a_referent(staff)
    staff.is_counsellor, staff.is_referent = roles.counsels, roles.refers
    end_sessions(staff, but=but)


def close_access(staff: Staff) -> None:
    """End somebody's sessions and links at once; their name stays beside what they did.

    Raises:
        LastReferent: they are the only one left to manage the structure.
    """
    _keep_a_referent(staff)
    staff.active = False
    end_sessions(staff)
    db.session.execute(delete(PasswordReset).where(PasswordReset.staff_id == staff.id))


def open_access(staff: Staff) -> None:
    """Let somebody sign in again, with their password."""
    staff.active = True


def end_sessions(staff: Staff, *, but: UUID | None = None) -> None:
    """Whoever is signed in as this person has to sign in again."""
    query = delete(SignedIn).where(SignedIn.staff_id == staff.id)
    db.session.execute(query if but is None else query.where(SignedIn.id != but))


def _keep_a_referent(leaving: Staff) -> None:
    """The rows are held: of two who leave at the same time, one finds that the other has left."""
    query = (
        select(Staff.id)
        .where(Staff.structure_id == leaving.structure_id, Staff.is_referent, Staff.active)
        .order_by(Staff.id)
        .with_for_update()
    )
    referents = list(db.session.execute(query).scalars())
    if referents == [leaving.id]:
        raise LastReferent


def _with_email(email: str, structure_id: UUID | None = None) -> Select[UUID]:
    query = select(Staff.id).where(Staff.email == email)
    return query if structure_id is None else query.where(Staff.structure_id == structure_id)


def close_team(structure_id: UUID) -> None:
    """The structure closes: nobody of the team can enter, no invitation or link opens.

    Whoever tries the site as a learner in that moment is signed out too.
    """
    team = select(Staff.id).where(Staff.structure_id == structure_id)
    db.session.execute(
        delete(Invitation).where(
            Invitation.structure_id == structure_id, Invitation.used_at.is_(None)
        )
    )
    db.session.execute(delete(PasswordReset).where(PasswordReset.staff_id.in_(team)))
    db.session.execute(delete(SignedIn).where(SignedIn.staff_id.in_(team)))
    db.session.execute(update(Staff).where(Staff.structure_id == structure_id).values(active=False))


def open_for(structure_id: UUID, email: str) -> str | None:
    """The structure opens again for one référent, who opens it for the others.

    Returns:
        The token of an invitation, for somebody who was not in the team; none for who was.
    """
    query = select(Staff).where(Staff.email == email, Staff.structure_id == structure_id)
    staff = db.session.execute(query).scalar_one_or_none()
    if staff is None:
        return invite(
            structure_id, email.partition("@")[0], email, Roles(counsels=False, refers=True)
        )
    staff.active = staff.is_referent = True
    return None
