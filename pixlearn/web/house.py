"""The structure of whoever asks: the name it gives to the diagnostic, its logo and its hours."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pixlearn.content.current import catalogue
from pixlearn.db import now
from pixlearn.structures.days import PARIS, day_of
from pixlearn.structures.settings import House, StructureSettings
from pixlearn.web.login import visitor_or_none


def house() -> House | None:
    """Where a professional works; for a learner, as « Aide » does, where they came from last."""
    person = visitor_or_none()
    return person.house if person else None


def zone() -> ZoneInfo:
    """The time zone of that structure, else of Paris."""
    found = house()
    return found.zone if found else PARIS


def local(moment: datetime) -> datetime:
    """A moment as the clocks there show it."""
    return moment.astimezone(zone())


def today_here() -> date:
    """The day that it is there."""
    return day_of(now(), zone())


def usual_length() -> int:
    """How many minutes its workshops are meant to last."""
    found = house()
    return (found.settings if found else StructureSettings()).minutes


def diagnostic_called(usual: str) -> str:
    """The structure's name for the diagnostic with which one begins, else the usual one."""
    found = house()
    return (found.settings.diagnostic if found else "") or usual


def diagnostic_named(diagnostic_id: str, usual: str) -> str:
    """The name of a diagnostic: for the entry as `diagnostic_called` says."""
    found = catalogue().diagnostic(diagnostic_id)
    return diagnostic_called(usual) if found.entry else found.public_name
