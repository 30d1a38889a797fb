"""Codes of cards: drawn, written, read back, never rude."""

from __future__ import annotations

import re

from argon2 import Type, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.accounts.rules import (
    ALPHABET,
    REFUSED_FRAGMENTS,
    read_code,
    show_code,
    spells_rudely,
)
from pixlearn.accounts.secret import (
    HASHER,
    card_secrets,
    hash_code,
    hash_secret,
    hash_token,
    new_seed,
    secret_matches,
)

seeds = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")
codes = st.text(ALPHABET, min_size=8, max_size=8)
MISREAD = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}


@given(seeds, st.integers(0, 10_000))
def test_a_code_never_holds_a_refused_fragment(seed: str, number: int) -> None:
    code = card_secrets(seed, number).code
    assert not any(fragment in code for fragment in REFUSED_FRAGMENTS)


@given(seeds, st.integers(0, 10_000))
def test_secrets_have_their_shape(seed: str, number: int) -> None:
    secrets = card_secrets(seed, number)
    assert re.fullmatch(f"[{ALPHABET}]{{8}}", secrets.code)
    assert re.fullmatch(r"\d{4}", secrets.digits)
    assert re.fullmatch(r"[\w-]{22}", secrets.token)


@given(seeds, st.integers(0, 100))
def test_the_same_seed_gives_the_same_card(seed: str, number: int) -> None:
    assert card_secrets(seed, number) == card_secrets(seed, number)


def test_the_cards_of_a_stack_differ() -> None:
    stack = [card_secrets("a seed", number) for number in range(2_000)]
    assert len({card.code for card in stack}) == len({card.token for card in stack}) == 2_000


def test_every_refused_fragment_can_be_spelled_with_the_alphabet() -> None:
    for fragment in REFUSED_FRAGMENTS:
        assert set(fragment) <= set(ALPHABET)
        assert spells_rudely(f"7{fragment}")


@given(codes, st.data())
def test_a_code_is_read_whatever_its_case_spaces_and_look_alikes(
    code: str, data: st.DataObject
) -> None:
    signs = [data.draw(st.sampled_from(MISREAD.get(sign, sign + sign.lower()))) for sign in code]
    typed = "".join(sign + data.draw(st.sampled_from(["", " ", "-", ". "])) for sign in signs)
    assert read_code(typed) == code


@given(codes)
def test_a_code_as_printed_is_read_back(code: str) -> None:
    assert read_code(show_code(code)) == code


@given(st.text())
def test_reading_a_code_never_fails(typed: str) -> None:
    assert read_code(read_code(typed)) is not None


def test_the_alphabet_has_32_signs_without_look_alikes() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_two_seeds_differ() -> None:
    assert len({new_seed() for _ in range(100)}) == 100


def test_a_hash_does_not_hold_its_secret() -> None:
    assert "3141" not in hash_secret("pepper", "3141")[-20:]
    assert "ABCD" not in hash_code("pepper", "ABCD1234").upper()
    assert hash_token("token") != "token"


def test_a_guess_costs_time_and_memory() -> None:
    """At least what OWASP asks of argon2id: 19 MiB, two passes, one lane."""
    stored = extract_parameters(HASHER.hash("3141"))
    assert stored.type is Type.ID
    assert stored.memory_cost >= 19 * 1024
    assert stored.time_cost >= 2
    assert stored.parallelism == 1


def test_the_pepper_matters() -> None:
    assert hash_code("one", "ABCD1234") != hash_code("two", "ABCD1234")
    stored = hash_secret("one", "3141")
    assert secret_matches("one", stored, "3141")
    assert not secret_matches("two", stored, "3141")


def test_nobody_matches_nothing() -> None:
    assert not secret_matches("pepper", None, "")
