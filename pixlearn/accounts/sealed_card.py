"""A card shown again on the person's own phone: its seed, sealed in the phone's row.

The key follows from the phone's token, which only its cookie holds: the database alone opens
nothing. Whose file and which phone it is stands in what is authenticated, so that a seal moved to
another row opens nothing either. A code typed without its digits yet is sealed in the cookie too.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from secrets import token_bytes
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select, update

from pixlearn.accounts.rules import CODE_WAITS_FOR_DIGITS
from pixlearn.accounts.secret import card_secrets, derived_bytes, hash_token
from pixlearn.accounts.store import Card, Device
from pixlearn.db import db, now

if TYPE_CHECKING:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


def seal(phone: str, learner_id: UUID, seed: str) -> str:
    """The seed as the row of this phone keeps it."""
    nonce = token_bytes(NONCE_BYTES)
    closed = _cipher(phone).encrypt(nonce, seed.encode(), learner_id.bytes)
    return urlsafe_b64encode(nonce + closed).decode()


def unseal(phone: str, learner_id: UUID, sealed: str) -> str | None:
    """The seed again; none when the phone, the person or the seal is another."""
    from cryptography.exceptions import InvalidTag

    try:
        raw = urlsafe_b64decode(sealed.encode())
        opened = _cipher(phone).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], learner_id.bytes)
    except (InvalidTag, Error, ValueError):
        return None
    return opened.decode()


def keep_sealed(phone: str | None, learner_id: UUID, seed: str) -> None:
    """Keep the card's seed in the row of this phone, if the phone is known to be theirs."""
    if phone:
        db.session.execute(
            update(Device)
            .where(Device.token_hash == hash_token(phone), Device.learner_id == learner_id)
            .values(sealed_seed=seal(phone, learner_id, seed))
        )


def seed_kept_here(phone: str | None, learner_id: UUID, card: Card | None) -> str | None:
    """The seed of the card in force that this phone keeps, or none."""
    if not phone or card is None:
        return None
    query = select(Device.sealed_seed).where(
        Device.token_hash == hash_token(phone), Device.learner_id == learner_id
    )
    sealed = db.session.execute(query).scalar_one_or_none()
    seed = unseal(phone, learner_id, sealed) if sealed else None
    return seed if seed and is_seed_of(card, seed) else None


def is_seed_of(card: Card, seed: str) -> bool:
    """Whether the secrets of this card follow from this seed."""
    return hash_token(card_secrets(seed, 0).token) == card.token_hash


def seal_code(pepper: str, code: str) -> str:
    """A card's code as the cookie keeps it, between its page and that of the digits."""
    return _fernet(pepper).encrypt_at_time(code.encode(), int(now().timestamp())).decode()


def unseal_code(pepper: str, sealed: str) -> str | None:
    """The code again; none when the seal is another, or has waited too long for its digits."""
    from cryptography.fernet import InvalidToken

    moment, wait = int(now().timestamp()), int(CODE_WAITS_FOR_DIGITS.total_seconds())
    try:
        return _fernet(pepper).decrypt_at_time(sealed.encode(), wait, moment).decode()
    except InvalidToken:
        return None


def _fernet(pepper: str) -> Fernet:
    from cryptography.fernet import Fernet

    return Fernet(urlsafe_b64encode(derived_bytes(pepper, "card code between two pages")))


def _cipher(phone: str) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(derived_bytes(phone, "sealed card"))
