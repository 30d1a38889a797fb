"""The seed of a card on the person's own phone: what opens the seal, and what does not."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

import pytest

from pixlearn.accounts.sealed_card import seal, unseal
from pixlearn.accounts.secret import new_seed

PHONE, OTHER_PHONE = "the token in this phone's cookie", "the token of another phone"
SONIA, KARIM = UUID(int=1), UUID(int=2)
SEED = new_seed()


def with_a_bit_turned(sealed: str, place: int) -> str:
    """The same seal, one bit of it written otherwise."""
    raw = bytearray(urlsafe_b64decode(sealed))
    raw[place] ^= 1
    return urlsafe_b64encode(bytes(raw)).decode()


def test_the_phone_of_the_person_opens_it() -> None:
    assert unseal(PHONE, SONIA, seal(PHONE, SONIA, SEED)) == SEED


def test_the_seed_does_not_stand_in_the_seal_and_no_seal_is_made_twice() -> None:
    first, second = seal(PHONE, SONIA, SEED), seal(PHONE, SONIA, SEED)
    assert SEED.encode() not in urlsafe_b64decode(first)
    assert first != second


@pytest.mark.parametrize(
    ("phone", "learner"), [(OTHER_PHONE, SONIA), (PHONE, KARIM)], ids=["phone", "person"]
)
def test_another_phone_or_person_does_not(phone: str, learner: UUID) -> None:
    assert unseal(phone, learner, seal(PHONE, SONIA, SEED)) is None


@pytest.mark.parametrize("place", [0, 12, -1], ids=["nonce", "seed", "proof"])
def test_one_bit_written_otherwise_opens_nothing(place: int) -> None:
    sealed = with_a_bit_turned(seal(PHONE, SONIA, SEED), place)
    assert unseal(PHONE, SONIA, sealed) is None


@pytest.mark.parametrize("sealed", ["", "A", "AAAA", "é" * 40], ids=["none", "odd", "short", "é"])
def test_what_is_no_seal_opens_nothing(sealed: str) -> None:
    assert unseal(PHONE, SONIA, sealed) is None
