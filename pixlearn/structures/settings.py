"""What a structure chooses for itself: read from its row, with defaults where nothing is (pure)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from pixlearn.structures.days import PARIS
from pixlearn.structures.rules import BREAKS, MOST_PEOPLE, UNCHOSEN

LONGEST_NAME, LONGEST_CONTACT, LONGEST_DIAGNOSTIC = 120, 200, 40
LENGTHS = (60, 90, 120, 180)
"""How long a workshop may be meant to last, in minutes."""
SHORTEST_RETENTION, LONGEST_RETENTION = 12, 36
RETENTIONS = (SHORTEST_RETENTION, 18, 24, LONGEST_RETENTION)
"""After how many months without a visit a person's work may be erased."""
REFERENTS, TEAM = "referents", "equipe"
EXPORTERS = (REFERENTS, TEAM)
TIME_ZONES = (
    *(PARIS.key, "America/Guadeloupe", "America/Martinique", "America/Cayenne"),
    *("Indian/Reunion", "Indian/Mayotte", "America/Marigot", "America/Miquelon"),
    *("Pacific/Noumea", "Pacific/Tahiti", "Pacific/Marquesas", "Pacific/Gambier"),
    "Pacific/Wallis",
)
"""Where a French structure may be."""


def tidy_phone(text: str) -> str | None:
    """A number to call as it is kept, « 01 23 45 67 89 », « 3949 » or « +33 1 23 45 67 89 »; none
    when it is not one."""
    bare = re.sub(r"[\s.()/-]", "", text.replace("\N{NO-BREAK SPACE}", " "))
    if re.fullmatch(r"0[1-9]\d{8}", bare, re.ASCII):
        return " ".join(bare[place : place + 2] for place in range(0, 10, 2))
    if re.fullmatch(r"[1-9]\d{1,5}", bare, re.ASCII):
        return bare
    if re.fullmatch(r"\+[1-9]\d{6,14}", bare, re.ASCII):
        return " ".join(text.split()) if re.fullmatch(r"\+[\d ]+", text.strip()) else bare
    return None


@dataclass(frozen=True, slots=True)
class StructureSettings:
    """``diagnostic``: the name shown for the diagnostic; empty: the usual one.
    ``contact``: how to reach the structure, shown on « Aide » to its learners; ``phone``: the
    number that one press calls from there.
    ``places``, ``minutes``, ``comfort``, ``break_every``, ``helper``: what a new workshop begins
    with. ``retention``: months. ``exporters``: who may keep files of figures. ``logo``: the
    fingerprint of the logo, empty without one.
    """

    diagnostic: str = ""
    contact: str = ""
    phone: str = ""
    places: int = 10
    minutes: int = 120
    comfort: Mapping[str, str] = field(default_factory=dict)
    break_every: int | None = None
    helper: bool = False
    retention: int = 24
    exporters: str = REFERENTS
    logo: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What is kept; the default where nothing is, or nothing that could be used."""
        usable = {one.name: kept[one.name] for one in fields(cls) if _good(one.name, kept)}
        return cls(**usable)

    def to_keep(self) -> dict[str, Any]:
        """The same for the structure's row."""
        return asdict(self)


def _good(name: str, kept: Mapping[str, Any]) -> bool:
    """Tell whether something usable is kept under this name."""
    if name not in kept:
        return False
    value = kept[name]
    match name:
        case "phone":
            return value == "" or (isinstance(value, str) and tidy_phone(value) == value)
        case "diagnostic" | "contact" | "logo":
            most = {"diagnostic": LONGEST_DIAGNOSTIC, "contact": LONGEST_CONTACT}.get(name, 64)
            return isinstance(value, str) and len(value) <= most
        case "places":
            return _whole(value) and 1 <= value <= MOST_PEOPLE
        case "minutes":
            return _whole(value) and value in LENGTHS
        case "retention":
            return _whole(value) and value in RETENTIONS
        case "break_every":
            return value is None or (_whole(value) and value in BREAKS)
        case "helper":
            return isinstance(value, bool)
        case "exporters":
            return value in EXPORTERS
        case _:
            return isinstance(value, dict) and all(
                one in UNCHOSEN and isinstance(chosen, str) for one, chosen in value.items()
            )


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class House:
    """A structure as its people meet it: its name, its hours, what it chose, whether it closed."""

    id: UUID
    name: str
    time_zone: str
    settings: StructureSettings
    closed: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """Where its hours are counted; Paris when the name is not one of ours."""
        return ZoneInfo(self.time_zone) if self.time_zone in TIME_ZONES else PARIS
