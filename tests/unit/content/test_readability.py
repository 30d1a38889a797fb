"""The learner's texts hold the limits of plain French, each lesson and all texts of a kind."""

from collections.abc import Callable

import pytest

from scripts.readability import (
    FEWER,
    MORE,
    Measured,
    crowded,
    everything,
    is_common,
    long_in_pages,
    syllable_count,
    words_of,
)

MEASURED = [pytest.param(one, id=one.name) for one in everything()]

LIMITS: dict[str, Callable[[Measured], bool]] = {
    "10 words in a sentence, in the mean": lambda one: one.mean <= 10,
    "15 words in the longest sentence": lambda one: one.longest <= 15,
    "15 % of sentences with a negation": lambda one: one.negations <= 0.15,
    "10 % of words outside the 5 000 commonest": lambda one: one.rare_share(FEWER) <= 0.10,
    "5 % of words outside the 10 000 commonest": lambda one: one.rare_share(MORE) <= 0.05,
    "Kandel-Moles from 70": lambda one: one.kandel_moles >= 70,
    "LIX up to 42": lambda one: one.lix <= 42,
}


@pytest.mark.parametrize("one", MEASURED)
@pytest.mark.parametrize("limit", LIMITS)
def test_the_learners_texts_are_plain(one: Measured, limit: str) -> None:
    assert LIMITS[limit](one), (
        f"{one.name}: {one.mean:.1f} words, {one.longest} at most, {one.negations:.1%} negations, "
        f"Kandel-Moles {one.kandel_moles:.1f}, LIX {one.lix:.1f}, "
        f"rare: {one.rare_share(FEWER):.1%}, {one.rare_share(MORE):.1%} {one.rare(MORE)}"
    )


def test_a_paragraph_has_three_sentences_at_most() -> None:
    assert list(crowded()) == []


def test_every_lesson_is_measured() -> None:
    assert sum(one.name.startswith("P") for one in everything()) == 42


def test_sentences_of_the_learners_pages_are_short() -> None:
    said = [one for one in long_in_pages() if not one.startswith("Votre conseiller verra :")]
    assert said == []  # that one is a list of five things


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ouvrez l'e-mail d'Awa.", ["ouvrez", "e-mail", "awa"]),
        ("Écrivez-le aujourd'hui.", ["écrivez", "aujourd'hui"]),
        ("Allez sur ville.example, à 9 h 30.", ["allez", "sur", "à", "h"]),
        ("Quelqu’un a 2 rendez-vous", ["quelqu'un", "a", "rendez-vous"]),
    ],
)
def test_words_are_told_apart(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


@pytest.mark.parametrize("word", ["maisons", "belle", "écrivez", "lisez", "choisissez", "recevez"])
def test_a_form_of_a_common_word_is_common(word: str) -> None:
    assert is_common(word, MORE)


@pytest.mark.parametrize("word", ["illisible", "quittance", "trombone"])
def test_a_word_outside_the_list_is_rare(word: str) -> None:
    assert not is_common(word, MORE)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("page", 1), ("école", 2), ("ouvrez", 2), ("application", 4), ("téléphone", 3), ("à", 1)],
)
def test_syllables_are_counted_without_the_silent_e(word: str, syllables: int) -> None:
    assert syllable_count(word) == syllables


def test_titles_do_not_shorten_the_mean() -> None:
    assert Measured("", ("Mon titre", "Un, deux, trois, quatre.")).mean == 4
