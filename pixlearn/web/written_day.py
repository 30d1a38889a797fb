"""A day as a professional writes it in three fields: day, month, year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from babel import Locale
from flask import request
from flask_babel import gettext

from pixlearn.accounts.names import folded

PARTS = ("jour", "mois", "annee")
LONGEST_PART = 12  # signs: « septembre », or a whole date in the first field
FURTHEST = 2  # years from now: what is planned here is near, an odd year is a slip
FEWEST_LETTERS = 3  # of a month: « déc », « mar »; « ma » could be March or May
_FIRST = re.compile(r"(\d+)\s*(?:er|st|nd|rd|th)?", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{2,4})\s*")


class WrongDay(ValueError):
    """What was written is no day that can be kept; its words say what to write."""


def asked_parts(prefix: str) -> tuple[str, ...]:
    """What stands in the three fields of a date; a whole date in the first one is spread."""
    parts = [request.form.get(f"{prefix}-{part}", "").strip() for part in PARTS]
    whole = _WHOLE.fullmatch(parts[0])
    if whole and not any(parts[1:]):
        return whole.groups()
    return tuple(part[:LONGEST_PART] for part in parts)


def read_day(parts: Sequence[str], today: date) -> date:
    """The day that was written: « 4 5 2027 », « 4 5 27 », « 1er mai 2027 », « 4 déc 27 ».

    Raises:
        WrongDay: there is no such day, or its year is more than two years away.
    """
    try:
        first = _FIRST.fullmatch(parts[0].strip())
        found = date(_year(parts[2]), _month(parts[1]), int(first[1]) if first else 0)
    except (ValueError, OverflowError):
        raise WrongDay(gettext("Write a date, for example 4 5 2027.")) from None
    if abs(found.year - today.year) > FURTHEST:
        raise WrongDay(gettext("Check the year: you wrote %(year)s.", year=found.year))
    return found


def _year(text: str) -> int:
    """A year of two figures is one of this century."""
    year = int(text)
    return 2000 + year if len(text.strip()) == 2 else year


def _month(text: str) -> int:
    """A month in figures or in letters, whole or begun, in French or in English."""
    if text.strip().isdecimal():
        return int(text)
    asked = folded(text)
    known: set[int] = {
        number
        for language in ("fr", "en")
        for number, name in Locale(language).months["format"]["wide"].items()
        if len(asked) >= FEWEST_LETTERS and folded(name).startswith(asked)
    }
    if len(known) != 1:  # « jui » is June or July
        raise ValueError(text)
    return known.pop()
