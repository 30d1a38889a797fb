"""Which passwords of professionals are too easy to guess (pure)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import Enum, auto
from functools import cache
from pathlib import Path

SHORTEST, LONGEST = 12, 128
PRODUCT = "pixlearn"
LONG_WORD, SHORT_NAME = 6, 4  # from so many letters on, a word of a name may not stand inside
LIST = Path(__file__).with_name("common_passwords.txt")
SAME = str.maketrans({"@": "a", "0": "o", "1": "i", "3": "e", "5": "s", "$": "s", "7": "t"})
DIGITS = "0123456789"
ROWS = (
    DIGITS * 3,
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
)


class Weakness(Enum):
    """Why a password is refused."""

    SHORT = auto()
    LONG = auto()
    COMMON = auto()
    NAMED = auto()


def weakness(password: str, *, structure: str, person: Iterable[str]) -> Weakness | None:
    """Why this password is refused, or none; ``person``: the name and address of its owner."""
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    if is_common(password):
        return Weakness.COMMON
    return Weakness.NAMED if _names_somebody(password, structure, person) else None


def is_common(password: str) -> bool:
    """Tell a password that everybody tries: a known word or two, a row of keys, a repetition.

    Case, accents, usual replacements (``@`` for ``a``) and digits at either end change nothing.
    """
    folded = _folded(password)
    return any(_is_known(_signs(form)) for form in (folded, folded.translate(SAME)))


def _is_known(form: str) -> bool:
    core = form.strip(DIGITS) or form
    unit = core[: (core + core).find(core, 1)]
    return any(_is_one(piece) for piece in (form, core)) or (
        unit != core and (len(unit) <= SHORT_NAME or _is_one(unit.strip(DIGITS) or unit))
    )


def _is_one(piece: str) -> bool:
    """One known word, two of them, or a piece of a row of keys in either direction."""
    words = common_words()
    return (
        piece in words
        or any(piece[:cut] in words and piece[cut:] in words for cut in range(3, len(piece) - 2))
        or any(piece in row or piece in row[::-1] for row in ROWS)
    )


def _names_somebody(password: str, structure: str, person: Iterable[str]) -> bool:
    whole = _signs(_folded(password))
    names = {PRODUCT, _signs(_folded(structure))}
    names |= {word for word in _words(structure) if len(word) >= LONG_WORD}
    for name in person:
        names |= {word for word in _words(name.partition("@")[0]) if len(word) >= SHORT_NAME}
    return any(name in whole for name in names if name)


@cache
def common_words() -> frozenset[str]:
    """The shipped list, one word a line."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _signs(folded: str) -> str:
    return "".join(sign for sign in folded if sign.isalnum())


def _words(name: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in _folded(name)).split()
