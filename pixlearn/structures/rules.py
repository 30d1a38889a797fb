"""What a workshop may be, and what it gives to the people who enter (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

DIAGNOSTIC = "diagnostic"
"""The purpose of a workshop that is not about a track."""
MOST_PEOPLE = 12
LONGEST_TITLE, LONGEST_PLACE = 80, 120
BREAKS = (4, 5)
"""After how many questions a break may be offered."""
SOMEBODY_COMES = timedelta(minutes=10)
"""How long « Quelqu'un arrive » is said after the counsellor's press."""
UNCHOSEN = {"theme": "", "text": "normal", "spacing": "normal", "voice": ""}
"""The reading choices of somebody who has chosen none."""


class WorkshopState(Enum):
    """Where a workshop stands."""

    PREPARED = "prepare"
    OPEN = "ouvert"
    ENDED = "fini"


class Hand(Enum):
    """What somebody in the room who asked for help may be told."""

    DOWN = "baissee"
    UP = "levee"
    SEEN = "vue"  # the counsellor pressed « J'arrive »


class Stage(Enum):
    """Where somebody in the room stands; never how well."""

    BEGINS = "commence"
    GOES_ON = "en_cours"
    PAUSES = "en_pause"
    DONE = "fini"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a counsellor decides about a workshop."""

    title: str
    starts_at: datetime
    shared_computers: bool = False
    place: str | None = None
    capacity: int = 10
    purpose: str = DIAGNOSTIC
    comfort: Mapping[str, str] = field(default_factory=dict)
    break_every: int | None = None
    helper: bool = False


def at_ease(display: Mapping[str, str], comfort: Mapping[str, str]) -> dict[str, str]:
    """The reading choices of somebody who enters: their own, else those of the workshop."""
    if any(display.get(name, value) != value for name, value in UNCHOSEN.items()):
        return dict(display)
    return {**display, **{name: comfort[name] for name in UNCHOSEN if name in comfort}}


def break_is_near(every: int | None, answered: int) -> bool:
    """Whether to offer a break after this many questions."""
    return bool(every and answered and answered % every == 0)


def stage(
    came_at: datetime, paused_at: datetime | None, active_at: datetime | None, *, done: bool
) -> Stage:
    """Where somebody stands, from when they came, paused and last did something."""
    if done:
        return Stage.DONE
    active = active_at is not None and active_at > came_at
    if paused_at is not None and not (active_at is not None and active_at > paused_at):
        return Stage.PAUSES
    return Stage.GOES_ON if active else Stage.BEGINS


def hand(asked_at: datetime | None, met_at: datetime | None, moment: datetime) -> Hand:
    """Whether a hand is up, or was seen by the counsellor a moment ago."""
    if asked_at is not None:
        return Hand.UP
    seen = met_at is not None and moment - met_at < SOMEBODY_COMES
    return Hand.SEEN if seen else Hand.DOWN


def minutes_open(starts_at: datetime, ended_at: datetime | None, planned: int) -> int:
    """How long a workshop lasted, from its opening to its end; as planned while nobody ended it."""
    if ended_at is None or ended_at <= starts_at:
        return planned
    return max(round((ended_at - starts_at).total_seconds() / 60), 1)
