"""The structure of whoever asks: the name it gives to the diagnostic, its logo and its hours."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import g

from pixlearn.accounts.store import house_known_to
from pixlearn.db import now
from pixlearn.structures.settings import TIME_ZONES, House, StructureSettings
from pixlearn.web.login import visitor_or_none


def house() -> House | None:
    """Where a professional works; for a learner, as « Aide » does, where they came from last."""
    if "house" not in g:
        person = visitor_or_none()
        g.house = person.house if person else None
        if person is not None and person.learner_id is not None and g.house is None:
            g.house = house_known_to(person.learner_id)
    found: House | None = g.house
    return found


def zone() -> ZoneInfo:
    """The time zone of that structure, else of Paris."""
    found = house()
    return found.zone if found else ZoneInfo(TIME_ZONES[0])


def local(moment: datetime) -> datetime:
    """A moment as the clocks there show it."""
    return moment.astimezone(zone())


def today_here() -> date:
    """The day that it is there."""
    return local(now()).date()


def usual_length() -> int:
    """How many minutes its workshops are meant to last."""
    found = house()
    return (found.settings if found else StructureSettings()).minutes


def diagnostic_called(usual: str) -> str:
    """The structure's name for the diagnostic, else the usual one."""
    found = house()
    return (found.settings.diagnostic if found else "") or usual
