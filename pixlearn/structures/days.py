"""Which day a moment belongs to (pure): one rule, for pages, papers, lists, figures and badges.

A fact has one day: that of the place where the structure is from which the person comes, and that
of Paris for somebody without one. Whoever reads it elsewhere reads the same day.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import format_date

PARIS = ZoneInfo("Europe/Paris")


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day that the calendars of this place showed at that moment."""
    return moment.astimezone(zone).date()


def day_in_words(day: date, language: str) -> str:
    """A day in full: « 4 mai 2027 », « 1er mai 2027 » (in French the first alone is ordinal)."""
    if language == "fr" and day.day == 1:
        return f"1er {format_date(day, 'MMMM y', locale='fr')}"
    return format_date(day, "d MMMM y", locale=language)
