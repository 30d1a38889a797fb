"""A day as a professional writes it in three fields; and the hour of a meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from babel import Locale
from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict

from pixlearn.accounts.names import folded
from pixlearn.web.forms.base import Field
from pixlearn.web.forms.texts import one_line
from pixlearn.web.house import today_here

PARTS = ("jour", "mois", "annee")
FURTHEST = 2  # years from now: what is planned here is near, an odd year is a slip
FEWEST_LETTERS = 3  # of a month: « déc », « mar »; « ma » could be March or May
LONGEST_HOUR = 10
HOUR = re.compile(r"(\d{1,2})\s*(?:h|:|\.)?\s*(\d{2})?")
HOUR_NEEDED = lazy_gettext("Write an hour, for example 14 h 30.")
_FIRST = re.compile(r"(\d+)\s*(?:er|st|nd|rd|th)?", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{2,4})\s*")


class WrongDay(ValueError):
    """What was written is no day that can be kept; its words say what to write."""


class Day(Field):
    """A day in three fields, « <name>-jour », « -mois », « -annee »; a whole date in the first one
    is spread. ``needed=None``: it may be left out, and is then none.
    """

    kind = "date"
    data: Any  # a date; none of a day that was left out
    typed: tuple[str, ...]
    empty = None

    def __init__(
        self, *, today: Callable[[], date] = today_here, needed: object = "", **known: Any
    ) -> None:
        super().__init__(needed=needed, **known)
        self.today = today

    def shown(self, value: date | None) -> tuple[str, ...]:
        """A day as its three parts."""
        return (f"{value.day}", f"{value.month}", f"{value.year}") if value else ("", "", "")

    def process(self, formdata: Any, *known: Any, **also: Any) -> None:
        """Take the three parts of what was sent."""
        super().process(None, *known, **also)
        if formdata is not None:
            names = [f"{self.name}-{part}" for part in PARTS]
            self.doubled = any(len(set(formdata.getlist(name))) > 1 for name in names)
            self.typed, self.data = parts_in(formdata, self.name), self.empty

    def read(self) -> date | None:
        """The day; none where nothing was written of one that may be left out."""
        if not self.required and not any(self.typed):
            return None
        return read_day(self.typed, self.today())


class Clock(Field):
    """An hour: « 14 h », « 14h30 », « 14:30 »."""

    kind = "text"
    data: time
    empty = None
    longest = LONGEST_HOUR

    def __init__(self, *, needed: object = HOUR_NEEDED, **known: Any) -> None:
        super().__init__(needed=needed, **known)

    def shown(self, value: time | None) -> str:
        """An hour as it is said."""
        return f"{value.hour} h {value.minute:02}" if value else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was written."""
        super().process_formdata([one_line(f"{one}") for one in valuelist])

    def read(self) -> time:
        """The hour."""
        clock = HOUR.fullmatch(self.typed.lower())
        try:
            return time(int(clock[1]), int(clock[2] or 0)) if clock else time(24)
        except ValueError:
            raise ValueError(f"{self.needed}") from None


def asked_parts(prefix: str) -> tuple[str, ...]:
    """What stands in the three fields of a date of this request."""
    return parts_in(request.form, prefix)


def parts_in(form: MultiDict[str, str], prefix: str) -> tuple[str, ...]:
    """What stands in the three fields of a date; a whole date in the first one is spread."""
    sent = [form.getlist(f"{prefix}-{part}") for part in PARTS]
    parts = [" ".join(dict.fromkeys(map(one_line, texts))) for texts in sent]
    whole = _WHOLE.fullmatch(parts[0])
    if whole and not any(parts[1:]):
        return whole.groups()
    return tuple(parts)


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
