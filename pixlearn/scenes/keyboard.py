"""The keyboard of a French phone, row by row; the zones of a scene take the place of their key.

Only the keys that a lesson needs are zones, and large enough for a finger; the others are drawn.
"""

from collections.abc import Sequence

CAPITAL, ERASE, SPACE, ENTER = "Majuscule", "Effacer", "Espace", "Entrée"
SIGNS, LETTERS = "?123", "abc"
_LAST = (",", SPACE, ".", ENTER)
_SMALL = (
    tuple("azertyuiop"),
    tuple("qsdfghjklm"),
    (CAPITAL, *"wxcvbn", ERASE),
    (SIGNS, *_LAST),
)
_OF_SIGNS = (
    tuple("1234567890"),
    tuple("@#€_&-+()/"),
    (*"*\"':;!?", ERASE),
    (LETTERS, *_LAST),
)
PICTOGRAMS = {CAPITAL: "majuscule", ERASE: "effacer", ENTER: "entree"}
"""Keys that a phone draws with a sign."""


def rows_of_keys(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The rows of the keyboard that has these keys: small letters, capitals, or signs."""
    if LETTERS in words:
        return _OF_SIGNS
    if any(len(word) == 1 and word.isupper() for word in words):
        return tuple(tuple(key.upper() if len(key) == 1 else key for key in row) for row in _SMALL)
    return _SMALL


def unknown_keys(words: Sequence[str]) -> list[str]:
    """The words that are no key of their keyboard."""
    known = {word for row in rows_of_keys(words) for word in row}
    return [word for word in words if word not in known]
