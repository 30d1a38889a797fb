"""Secrets of cards and people: drawn, derived, hashed, compared (docs/decisions/0005)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from pixlearn.accounts.rules import ALPHABET, CODE_LENGTH, spells_rudely

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
SEED_BYTES = 16


@dataclass(frozen=True, slots=True)
class CardSecrets:
    """The three secrets of one card, in clear: only ever shown to the one who holds it."""

    token: str  # 128 bits, base64url without padding, in the QR code
    code: str  # 8 signs of the alphabet
    digits: str  # 4 digits


def new_token() -> str:
    """A fresh random token of 256 bits, for sessions and devices."""
    return secrets.token_urlsafe(32)


def new_seed() -> str:
    """A fresh 128-bit seed from which the secrets of one or several cards follow."""
    return secrets.token_hex(SEED_BYTES)


def card_secrets(seed: str, place: int) -> CardSecrets:
    """Derive the secrets of the card at a ``place`` of a seed, counted from 0.

    Only the seed has to be kept while a card is shown, and the browser keeps it, not the database.
    """
    code = derived_code(seed, f"code:{place}")
    token = base64.urlsafe_b64encode(_derived(seed, f"token:{place}")[:SEED_BYTES])
    digits = int.from_bytes(_derived(seed, f"digits:{place}")[:8]) % 10_000
    return CardSecrets(token=token.rstrip(b"=").decode(), code=code, digits=f"{digits:04}")


def derived_code(seed: str, purpose: str) -> str:
    """A code to write down, which follows from a seed; what spells rudely is passed over."""
    code = ""
    attempt = 0
    while not code or spells_rudely(code):
        stream = _derived(seed, f"{purpose}:{attempt}")
        code = "".join(ALPHABET[byte % 32] for byte in stream[:CODE_LENGTH])
        attempt += 1
    return code


def derived_bytes(pepper: str, purpose: str) -> bytes:
    """32 bytes that nobody without the pepper can know."""
    return _derived(pepper, purpose)


def hash_token(token: str) -> str:
    """SHA-256 of a token that is random enough to be looked up by it."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_code(pepper: str, code: str) -> str:
    """HMAC of a short code with the pepper, which the database does not hold."""
    return hmac.new(pepper.encode(), code.encode(), hashlib.sha256).hexdigest()


def hash_secret(pepper: str, secret: str) -> str:
    """argon2id over the HMAC of digits or a password."""
    return HASHER.hash(hash_code(pepper, secret))


@dataclass(frozen=True, slots=True)
class Tried:
    """A secret compared with a stored hash before anything was locked: it takes tens of ms."""

    mac: str = field(repr=False)
    against: str | None
    fits: bool
    renewed: str | None
    """The hash to keep from now on, where today's parameters ask more than it was made with."""

    def opens(self, stored: str | None) -> bool:
        """Whether it is the secret stored now; compared again only if that one is another."""
        return self.fits if stored == self.against else _matches(stored, self.mac)


def try_secret(pepper: str, stored: str | None, secret: str) -> Tried:
    """Compare digits or a password; with nothing stored, take the same time and say no."""
    mac = hash_code(pepper, secret)
    fits = _matches(stored, mac)
    weak = fits and stored is not None and HASHER.check_needs_rehash(stored)
    return Tried(mac, stored, fits, HASHER.hash(mac) if weak else None)


def secret_matches(pepper: str, stored: str | None, secret: str) -> bool:
    """Whether these are the digits or the password, as `try_secret` tells."""
    return _matches(stored, hash_code(pepper, secret))


def _matches(stored: str | None, mac: str) -> bool:
    try:
        HASHER.verify(stored or _NOBODY, mac)
    except VerificationError:
        return False
    return stored is not None


def _derived(seed: str, purpose: str) -> bytes:
    return hmac.new(seed.encode(), purpose.encode(), hashlib.sha256).digest()


_NOBODY = HASHER.hash(secrets.token_hex(16))
