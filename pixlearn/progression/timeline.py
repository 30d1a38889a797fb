"""What happened, by date: diagnostics, lessons, badges, proposals, workshops, handovers (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from pixlearn.orientation.rules import State

SHOWN_FIRST = 20


class EventKind(Enum):
    """What sort of thing happened."""

    BEGAN = "point_de_depart_commence"
    ENDED = "point_de_depart_fini"
    LESSON = "lecon"
    BADGE = "badge"
    PROPOSED = "proposition"
    ANSWERED = "reponse"
    WORKSHOP = "atelier"
    HANDOVER = "suivi"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: its title or name if it has one; ``state``: the answer to a
    proposal, ``who``: a professional's name, ``until``: the last day of a time."""

    at: datetime
    kind: EventKind
    text: str = ""
    who: str | None = None
    state: State | None = None
    until: date | None = None


def newest_first(events: Iterable[Event]) -> tuple[Event, ...]:
    """All of them by date; those of one moment in the order of their kinds."""
    order = list(EventKind)
    return tuple(
        sorted(events, key=lambda one: (one.at, order.index(one.kind), one.text), reverse=True)
    )
