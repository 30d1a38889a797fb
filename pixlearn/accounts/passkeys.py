"""Passkeys of professionals: made, asked for, checked (WebAuthn).

A challenge follows from the pepper and the session: nothing has to be kept. What succeeds renews
the session, so no challenge serves twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select

from pixlearn.accounts import secret, store
from pixlearn.accounts.service import WrongSecret
from pixlearn.accounts.store import Passkey, Staff
from pixlearn.db import db, now

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

MOST = 10  # keys a person may have
NO_ANSWER = (ValueError, TypeError, KeyError, RecursionError)  # what nonsense raises in the library


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a key is made for: this site, in this session."""

    host: str
    origin: str
    challenge: bytes


def party(public_url: str, session_id: UUID, pepper: str) -> Party | None:
    """This site as keys know it; none at an address without a name, where browsers refuse."""
    address = urlsplit(public_url)
    host = address.hostname or ""
    if not host or _is_number(host):
        return None
    challenge = secret.derived_bytes(pepper, f"passkey:{session_id}")
    return Party(host, f"{address.scheme}://{address.netloc}", challenge)


def passkeys_of(staff_id: UUID) -> list[Passkey]:
    """The keys of this person, the first made first."""
    query = (
        select(Passkey).where(Passkey.staff_id == staff_id).order_by(Passkey.created_at, Passkey.id)
    )
    return list(db.session.execute(query).scalars())


def to_make(staff: Staff, site: Party) -> str:
    """What the browser needs to make a key, as JSON."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    return options_to_json(
        generate_registration_options(
            rp_id=site.host,
            rp_name="pixlearn",
            user_id=staff.id.bytes,
            user_name=staff.email,
            user_display_name=staff.name,
            challenge=site.challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
            exclude_credentials=_descriptors(staff.id),
        )
    )


def add(staff: Staff, name: str, answer: str, site: Party) -> None:
    """Keep the key that the browser made.

    Raises:
        WrongSecret: the answer is not one to our question, or the key is known already.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=site.challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (WebAuthnException, *NO_ANSWER) as error:
        raise WrongSecret from error
    store.hold_row(staff)
    credential_id = bytes_to_base64url(made.credential_id)
    known = select(Passkey.id).where(Passkey.credential_id == credential_id)
    if db.session.execute(known).first() or len(passkeys_of(staff.id)) >= MOST:
        raise WrongSecret
    db.session.add(
        Passkey(
            staff_id=staff.id,
            credential_id=credential_id,
            public_key=bytes_to_base64url(made.credential_public_key),
            sign_count=made.sign_count,
            name=name,
            last_used_at=None,
        )
    )


def to_ask(staff_id: UUID, site: Party) -> str | None:
    """What the browser needs to use a key of this person, as JSON; none when they have none."""
    from webauthn import generate_authentication_options, options_to_json

    known = _descriptors(staff_id)
    if not known:
        return None
    return options_to_json(
        generate_authentication_options(
            rp_id=site.host, challenge=site.challenge, allow_credentials=known
        )
    )


def check(staff: Staff, answer: str, site: Party) -> None:
    """Take the browser's answer as the second factor.

    Raises:
        WrongSecret: it is not one of this person's keys to our question.
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers import (
        base64url_to_bytes,
        bytes_to_base64url,
        parse_authentication_credential_json,
    )
    from webauthn.helpers.exceptions import WebAuthnException

    store.hold_row(staff)
    try:
        credential = parse_authentication_credential_json(answer)
        key = _key_of(staff.id, bytes_to_base64url(credential.raw_id))
        used = verify_authentication_response(
            credential=credential,
            expected_challenge=site.challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
        )
    except (WebAuthnException, *NO_ANSWER) as error:
        raise WrongSecret from error
    key.sign_count, key.last_used_at = used.new_sign_count, now()


def _key_of(staff_id: UUID, credential_id: str) -> Passkey:
    query = select(Passkey).where(
        Passkey.staff_id == staff_id, Passkey.credential_id == credential_id
    )
    key = db.session.execute(query).scalar_one_or_none()
    if key is None:
        raise WrongSecret
    return key


def _descriptors(staff_id: UUID) -> list[PublicKeyCredentialDescriptor]:
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id))
        for key in passkeys_of(staff_id)
    ]


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
