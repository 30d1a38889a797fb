"""What somebody meant who searched for words that are written nowhere: a letter is forgiven."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pixlearn.activities.spelling import normalised, one_letter_away

WORD = re.compile(r"[^\W_]+")
FEWEST_LETTERS = 4  # a shorter word has too many neighbours


def meant(asked: str, texts: Iterable[str]) -> str:
    """The words asked for, an unknown one replaced by a word of the texts one letter away.

    Of several, the one that stands in the texts between the other words. Empty when nothing is to
    propose: every word is known, or none has a neighbour.
    """
    texts = list(texts)
    known: dict[str, Counter[str]] = {}
    for text in texts:
        for written in WORD.findall(text):
            known.setdefault(normalised(written), Counter())[written.lower()] += 1
    plain = [" ".join(normalised(written) for written in WORD.findall(text)) for text in texts]
    words = WORD.findall(asked)
    changed = False
    for at, word in enumerate(words):
        near = _neighbours(normalised(word), known)
        if not near:
            continue

        def told(other: str, at: int = at) -> tuple[int, int, str]:
            phrase = normalised(" ".join([*words[:at], other, *words[at + 1 :]]))
            return sum(phrase in text for text in plain), known[other].total(), other

        words[at] = known[max(near, key=told)].most_common(1)[0][0]
        changed = True
    return " ".join(words) if changed else ""


def _neighbours(word: str, known: Iterable[str]) -> list[str]:
    """The words one letter away; none when a word is known that begins so."""
    if len(word) < FEWEST_LETTERS or any(other.startswith(word) for other in known):
        return []
    return [
        other for other in known if len(other) >= FEWEST_LETTERS and one_letter_away(word, other)
    ]
