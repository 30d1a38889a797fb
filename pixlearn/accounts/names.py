"""What may be a first name, and when two names are the same, however they were typed (pure)."""

from __future__ import annotations

import unicodedata

# Letters that stay whole when their accents are taken off.
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
# Letters and figures; « modifiers » are left out, one of which is an apostrophe.
KEPT = frozenset({"Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No"})
NAMING = frozenset({"Lu", "Ll", "Lt", "Lo", "So"})  # letters, and pictures: a nickname may be one
LONGEST = 40  # letters of a first name
MOST_DIGITS = 4  # of a first name: more is the number of something


def folded(text: str) -> str:
    """A name to compare, to look for or to sort by: small letters and digits alone.

    Case, accents, every sort of apostrophe, hyphens and spaces do not count: « Jean-Baptiste »,
    « jean baptiste » and « JeanBaptiste » are one name, « M’Bala » and « M'Bala » too, « Œnone »
    is « Oenone ».
    """
    spread = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    return "".join(sign for sign in spread if unicodedata.category(sign) in KEPT)


def is_first_name(name: str) -> bool:
    """Whether this may be what somebody is called: a letter or a picture, no address, no long
    number."""
    digits = sum(sign.isdecimal() for sign in name)
    named = any(unicodedata.category(sign) in NAMING for sign in name)
    return named and digits <= MOST_DIGITS and not {"@", "/", "\\"} & set(name)
