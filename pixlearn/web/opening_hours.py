"""Opening hours as maps write them (« Mo-Fr 09:00-12:00 »), in words."""

from __future__ import annotations

import re

from flask_babel import get_locale, gettext

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_SPAN = r"[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d"
_RULE = re.compile(rf"({_DAY}(?:[-,]{_DAY})*) ({_SPAN}(?:,{_SPAN})*|off)")


def hours_in_words(text: str) -> list[str]:
    """A line for each group of days; the text as it is when it says something else."""
    rules = [" ".join(rule.split()) for rule in re.sub(r",\s+", ",", text).split(";")]
    found = [_RULE.fullmatch(rule) for rule in rules if rule]
    if not found or not all(found):
        return [text]
    return [f"{_days(rule[1])} : {_times(rule[2])}" for rule in found if rule]


def _days(text: str) -> str:
    said = ", ".join(_some_days(part) for part in text.split(","))
    return said[:1].upper() + said[1:]


def _some_days(text: str) -> str:
    first, _, last = text.partition("-")
    if not last:
        return _name(first)
    return str(gettext("%(first)s to %(last)s", first=_name(first), last=_name(last)))


def _name(code: str) -> str:
    return str(get_locale().days["format"]["wide"][_DAYS.index(code)])


def _times(text: str) -> str:
    if text == "off":
        return str(gettext("closed"))
    return ", ".join(" – ".join(map(_hour, span.split("-"))) for span in text.split(","))


def _hour(text: str) -> str:
    hours, minutes = text.split(":")
    if str(get_locale()) != "fr":
        return text
    return f"{int(hours)} h" if minutes == "00" else f"{int(hours)} h {minutes}"
