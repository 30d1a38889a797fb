"""When two names are the same, however they were typed (pure)."""

from __future__ import annotations

import unicodedata

# Letters that stay whole when their accents are taken off.
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

# Letters and figures; « modifiers » are left out, one of which is an apostrophe.
KEPT = frozenset({"Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No"})


def folded(text: str) -> str:
    """A name to compare, to look for or to sort by: small letters and digits alone.

    Case, accents, every sort of apostrophe, hyphens and spaces do not count: « Jean-Baptiste »,
    « jean baptiste » and « JeanBaptiste » are one name, « M’Bala » and « M'Bala » too, « Œnone »
    is « Oenone ».
    """
    spread = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    return "".join(sign for sign in spread if unicodedata.category(sign) in KEPT)
