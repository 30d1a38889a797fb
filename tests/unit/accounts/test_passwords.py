"""Passwords that are refused, and those that pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.accounts.passwords import Weakness, common_words, is_common, weakness

STRUCTURE, PERSON = "Mission locale du Val", ("Claire Petit", "c.petit-roy@structure.example")


def judged(password: str) -> Weakness | None:
    return weakness(password, structure=STRUCTURE, person=PERSON)


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse2026",
        "M0tDeP@sse!!!!",
        "Azertyuiop123",
        "123456789012",
        "098765432109",
        "bonjoursoleil",
        "Soleil-Soleil-12",
        "doudoudoudou",
        "aaaaaaaaaaaaaa",
        "abcabcabcabc",
        "poiuytreza12",
        "liberté! égalité!",
    ],
)
def test_a_password_that_everybody_tries_is_refused(password: str) -> None:
    assert judged(password) is Weakness.COMMON


@pytest.mark.parametrize(
    "password",
    [
        "pixlearn, mon ami bleu",
        "Vive la Mission du lundi",
        "mission locale du val!",
        "la tasse de Claire 9",
        "voici petit tambour bleu",
    ],
)
def test_a_password_with_a_name_that_anybody_knows_is_refused(password: str) -> None:
    assert judged(password) is Weakness.NAMED


@pytest.mark.parametrize(
    "password",
    ["quatre pommes au vélo", "tasse verte girafe 8", "xT7!pQ2#vL9k", "ûßåéîøœñ漢字かな"],
)
def test_words_without_a_link_or_signs_at_random_pass(password: str) -> None:
    assert judged(password) is None


@pytest.mark.parametrize(
    ("length", "answer"),
    [(11, Weakness.SHORT), (12, None), (128, None), (129, Weakness.LONG)],
)
def test_the_length_is_from_12_to_128(length: int, answer: Weakness | None) -> None:
    password = "".join(chr(0x4E00 + number) for number in range(length))
    assert judged(password) is answer


@given(st.sampled_from(sorted(common_words())), st.integers(0, 99_999))
def test_digits_after_a_known_word_hide_nothing(word: str, number: int) -> None:
    assert is_common(f"{word.capitalize()}{number}!")
