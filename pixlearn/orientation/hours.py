"""Opening hours as maps write them (« Mo-Fr 09:00-12:00; We off »), read as they mean it (pure).

The specification is OpenStreetMap's « opening_hours »: a rule that comes later replaces the hours
of its days; one that follows a comma adds to them; what follows « || » holds everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HOLIDAYS, SCHOOL = "PH", "SH"
_WORDS = "|".join((*DAYS, *MONTHS, HOLIDAYS, SCHOOL, "off", "closed"))
_TOKEN = re.compile(rf'\s*("[^"]*"|24/7|\d{{1,2}}:\d\d|{_WORDS}|\d+|[-,+:\[\]])')
_CODED = re.compile(rf"\b({_WORDS})\b|\d:\d\d\s*[-+]|24/7")

Spans = tuple[tuple[str, str], ...]  # from, to (« 09:00 »); to is empty for an end that is open
Months = tuple[tuple[int, int], ...]  # from, to; 0 is January


class _Unknown(ValueError):
    """This rule says something that is not read here."""


@dataclass(frozen=True, slots=True)
class Line:
    """Some days and their hours.

    ``days`` count from 0, Monday; ``special`` is `HOLIDAYS`, `SCHOOL` or empty; ``nth``: the places
    of the day in its month, the last one is -1. No ``spans`` and no ``comment``: closed.
    """

    days: tuple[int, ...]
    spans: Spans
    months: Months = ()
    special: str = ""
    nth: tuple[int, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """What was read; ``otherwise``: words for all other moments; ``more``: something was not."""

    lines: tuple[Line, ...]
    otherwise: str = ""
    more: bool = False


@dataclass(slots=True)
class _Week:
    """The hours of a week, in some months or all the year."""

    days: dict[int, tuple[Spans, str]] = field(default_factory=dict)


def is_coded(text: str) -> bool:
    """Whether the text is written in codes, and not in words for people."""
    return _CODED.search(text) is not None


def read_hours(text: str) -> Hours:
    """The hours that a text means, as far as it can be read."""
    first, _, fallback = text.partition("||")
    weeks: dict[Months, _Week] = {}
    lines: list[Line] = []
    more = False
    for rule in _parts(first, ";"):
        try:
            for one in _Rule(_tokens(rule)).read():
                _apply(one, weeks, lines)
        except _Unknown:
            more = True
    told = [line for months, week in weeks.items() for line in _lines(months, week.days)]
    said = [part.strip().strip('"') for part in fallback.split("||")]
    return Hours((*told, *lines), ", ".join(part for part in said if part), more)


@dataclass(frozen=True, slots=True)
class _Read:
    """One rule as it stands; ``adds``: it follows a comma."""

    days: Sequence[tuple[int, tuple[int, ...]]]  # each with its places in the month
    special: Sequence[str]
    months: Months
    spans: Spans
    comment: str
    adds: bool


def _apply(rule: _Read, weeks: dict[Months, _Week], lines: list[Line]) -> None:
    for special in rule.special:
        lines.append(Line((), rule.spans, rule.months, special, comment=rule.comment))
    every = not rule.days and not rule.special
    days = [(day, ()) for day in range(7)] if every else rule.days
    for day, nth in days:
        if nth:
            lines.append(Line((day,), rule.spans, rule.months, nth=nth, comment=rule.comment))
            continue
        week = weeks.setdefault(rule.months, _Week()).days
        before = week[day][0] if rule.adds and day in week else ()
        week[day] = (tuple(sorted({*before, *rule.spans})), rule.comment)


def _lines(months: Months, week: Mapping[int, tuple[Spans, str]]) -> Iterator[Line]:
    """Days of the same hours together, in the order of the week."""
    alike: dict[tuple[Spans, str], list[int]] = {}
    for day in sorted(week):
        alike.setdefault(week[day], []).append(day)
    for (spans, comment), days in alike.items():
        yield Line(tuple(days), spans, months, comment=comment)


def _parts(text: str, sign: str) -> list[str]:
    """The parts between signs that stand outside of quotation marks."""
    parts = re.findall(rf'(?:"[^"]*"|[^"{sign}])+', text)
    return [part for part in parts if part.strip()]


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise _Unknown(text)
        found.append(token[1])
        at = token.end()
    return found


class _Rule:
    """Reads the signs of one rule, and of those that follow it after a comma."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self) -> Iterator[_Read]:
        adds = False
        while self._at < len(self._tokens):
            yield self._one(adds=adds)
            if self._at < len(self._tokens):
                self._take(",")
                adds = True

    def _one(self, *, adds: bool) -> _Read:
        months = tuple(self._ranges(MONTHS))
        self._skip(":")
        days, special = self._days()
        self._skip(":")
        spans = tuple(self._spans())
        closed = self._skip("off") or self._skip("closed")
        comment = self._tokens[self._at].strip('"') if self._is('"') else ""
        if comment:
            self._at += 1
        if not (spans or closed or comment):
            raise _Unknown
        return _Read(days, special, months, spans, comment, adds)

    def _days(self) -> tuple[list[tuple[int, tuple[int, ...]]], list[str]]:
        days: list[tuple[int, tuple[int, ...]]] = []
        special: list[str] = []
        if self._skip("24/7"):
            self._at -= 1
            return days, special
        while self._is(*DAYS, HOLIDAYS, SCHOOL):
            if self._is(HOLIDAYS, SCHOOL):
                special.append(self._next())
            else:
                for first, last in self._ranges(DAYS, most=1):
                    nth = self._nth() if first == last else ()
                    over = 7 if last < first else 0  # from Saturday to Monday
                    days += [(day % 7, nth) for day in range(first, last + over + 1)]
            if not (self._is(",") and self._is(*DAYS, HOLIDAYS, SCHOOL, ahead=1)):
                break
            self._at += 1
        return days, special

    def _nth(self) -> tuple[int, ...]:
        places: list[int] = []
        if self._skip("["):
            while not self._skip("]"):
                places.append(self._whole())
                self._skip(",")
        return tuple(places)

    def _spans(self) -> Iterator[tuple[str, str]]:
        if self._skip("24/7"):
            yield ("00:00", "24:00")
            return
        while self._is_time():
            first = _clock(self._next())
            if self._skip("+"):
                yield first, ""
            else:
                self._take("-")
                if not self._is_time():
                    raise _Unknown
                yield first, _clock(self._next())
                self._skip("+")
            if not (self._is(",") and self._is_time(ahead=1)):
                return
            self._at += 1

    def _ranges(self, names: Sequence[str], most: int = 12) -> Iterator[tuple[int, int]]:
        while most and self._is(*names):
            most -= 1
            first = last = names.index(self._next())
            if self._is("-") and self._is(*names, ahead=1):
                self._at += 1
                last = names.index(self._next())
            yield first, last
            if not (most and self._is(",") and self._is(*names, ahead=1)):
                return
            self._at += 1

    def _is(self, *signs: str, ahead: int = 0) -> bool:
        at = self._at + ahead
        if at >= len(self._tokens):
            return False
        return self._tokens[at] in signs or ('"' in signs and self._tokens[at].startswith('"'))

    def _is_time(self, ahead: int = 0) -> bool:
        at = self._at + ahead
        sign = self._tokens[at] if at < len(self._tokens) else ""
        return re.fullmatch(r"\d{1,2}:\d\d", sign) is not None

    def _next(self) -> str:
        if self._at >= len(self._tokens):
            raise _Unknown
        self._at += 1
        return self._tokens[self._at - 1]

    def _skip(self, sign: str) -> bool:
        found = self._is(sign)
        self._at += found
        return found

    def _take(self, sign: str) -> None:
        if not self._skip(sign):
            raise _Unknown

    def _whole(self) -> int:
        sign = self._next()
        if sign == "-":
            return -self._whole()
        if not re.fullmatch(r"[1-5]", sign):
            raise _Unknown
        return int(sign)


def _clock(text: str) -> str:
    """An hour of two figures; after midnight they go on to 26."""
    hours, minutes = text.split(":")
    if int(hours) > 26 or int(minutes) > 59:
        raise _Unknown
    return f"{int(hours):02}:{minutes}"
