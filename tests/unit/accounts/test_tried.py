"""A secret is compared before anything is locked, and again only if another is kept meanwhile."""

from __future__ import annotations

from unittest.mock import patch

from argon2 import PasswordHasher

from pixlearn.accounts import secret
from pixlearn.accounts.secret import Tried, hash_secret, try_secret

PEPPER = "pepper"


def test_what_was_compared_is_not_compared_again() -> None:
    stored = hash_secret(PEPPER, "3141")
    right, wrong = try_secret(PEPPER, stored, "3141"), try_secret(PEPPER, stored, "2718")
    with patch.object(secret, "HASHER") as hasher:
        assert right.opens(stored)
        assert not wrong.opens(stored)
    hasher.verify.assert_not_called()


def test_a_secret_changed_meanwhile_is_the_one_that_counts() -> None:
    former, new = hash_secret(PEPPER, "3141"), hash_secret(PEPPER, "2718")
    assert not try_secret(PEPPER, former, "3141").opens(new)
    assert try_secret(PEPPER, former, "2718").opens(new)
    assert not try_secret(PEPPER, former, "3141").opens(None)


def test_nobody_opens_nothing() -> None:
    assert not try_secret(PEPPER, None, "3141").opens(None)


def test_a_weak_hash_is_renewed_by_the_right_secret_alone() -> None:
    weak, today = (PasswordHasher(time_cost=1, memory_cost=kib, parallelism=1) for kib in (8, 16))
    with patch.object(secret, "HASHER", weak):
        stored = hash_secret(PEPPER, "3141")
    with patch.object(secret, "HASHER", today):
        assert try_secret(PEPPER, stored, "2718").renewed is None
        renewed = try_secret(PEPPER, stored, "3141").renewed
        assert renewed is not None
        assert try_secret(PEPPER, renewed, "3141") == Tried(
            secret.hash_code(PEPPER, "3141"), renewed, fits=True, renewed=None
        )


def test_a_tried_secret_tells_nothing_when_it_is_printed() -> None:
    assert secret.hash_code(PEPPER, "3141") not in repr(try_secret(PEPPER, None, "3141"))
