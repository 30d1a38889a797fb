"""When two written answers are the same: case, accents, spaces, one letter."""

import unicodedata

HYPHEN = "\u2010"  # what NFKD makes of the one that does not break
FEWEST_LETTERS = 4
"""Shorter words change meaning with one letter."""


def normalised(text: str) -> str:
    """Without case, accents, nor final dot; ordinary hyphens, one ordinary space between words."""
    spread = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    spread = spread.replace(HYPHEN, "-")
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.split()).rstrip(" .")


def compact_form(text: str) -> str:
    """The plain form without any space: « 9 h 30 » and « 9h30 » are the same."""
    return normalised(text).replace(" ", "")


def accepts_one_letter(expected: str) -> bool:
    """Whether one wrong letter is forgiven: words long enough, no digit (a digit is a fact)."""
    letters = sum(letter.isalpha() for letter in expected)
    return letters >= FEWEST_LETTERS and not any(letter.isdigit() for letter in expected)


def one_letter_away(one: str, other: str) -> bool:
    """Damerau–Levenshtein distance ≤ 1: a letter changed, missing, added, or two swapped."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    rest, long_rest = short[same:], long[same:]
    if len(rest) < len(long_rest):
        return rest == long_rest[1:]
    swapped = rest[:2] == long_rest[:2][::-1] and rest[2:] == long_rest[2:]
    return swapped or rest[1:] == long_rest[1:]
