"""What somebody meant who searched for words that are written nowhere: a letter is forgiven."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from pixlearn.activities.spelling import normalised, one_letter_away

WORD = re.compile(r"[^\W_]+")
FEWEST_LETTERS = 4  # a shorter word has too many neighbours
LIKE = 0.7  # of difflib: two faults in a word of seven letters


def meant(asked: str, texts: Iterable[str]) -> str:
    """The words asked for, each unknown one replaced by its neighbour in the texts.

    Empty when nothing is to propose: every word is known, or none has a neighbour.
    """
    known: dict[str, Counter[str]] = {}
    for text in texts:
        for written in WORD.findall(text):
            known.setdefault(normalised(written), Counter())[written.lower()] += 1
    words = [(word, _neighbour(normalised(word), known)) for word in WORD.findall(asked)]
    if all(near in {None, normalised(word)} for word, near in words):
        return ""
    return " ".join(
        word if near is None or near == normalised(word) else known[near].most_common(1)[0][0]
        for word, near in words
    )


def _neighbour(word: str, known: dict[str, Counter[str]]) -> str | None:
    """The word itself when one begins so, else the most used of the nearest ones."""
    if any(other.startswith(word) for other in known):
        return word
    if len(word) < FEWEST_LETTERS:
        return None
    long_enough = [other for other in known if len(other) >= FEWEST_LETTERS]
    near = [other for other in long_enough if one_letter_away(word, other)]
    if near:
        return max(near, key=lambda other: (other[0] == word[0], known[other].total(), other))
    return next(iter(get_close_matches(word, long_enough, n=1, cutoff=LIKE)), None)
