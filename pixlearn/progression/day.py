"""What a person may be proud of after one day: read from their progression (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pixlearn.progression.rules import BadgeLine, LessonLine, Progression, SkillLine

MOST_DEEDS = 3


class DeedKind(Enum):
    """What sort of thing was done."""

    BADGE = "badge"
    FOR_REAL = "en_vrai"
    LESSON = "lecon"
    SKILL = "acquis"
    STARTING_POINT = "point_de_depart"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done that day: a badge's name, a lesson's title or a « Je sais … »."""

    kind: DeedKind
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """All that one day brought; ``ended`` says that the diagnostic was finished that day."""

    badges: tuple[BadgeLine, ...]
    for_real: tuple[LessonLine, ...]
    lessons: tuple[LessonLine, ...]
    skills: tuple[SkillLine, ...]
    ended: bool

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Everything, what is rarest first; of each sort, the latest or the hardest first."""
        return (
            *(Deed(DeedKind.BADGE, line.badge.name) for line in reversed(self.badges)),
            *(Deed(DeedKind.FOR_REAL, line.title) for line in self.for_real),
            *(Deed(DeedKind.LESSON, line.title) for line in self.lessons),
            *(Deed(DeedKind.SKILL, line.text) for line in reversed(self.skills)),
            *((Deed(DeedKind.STARTING_POINT, ""),) if self.ended else ()),
        )

    @property
    def proudest(self) -> tuple[Deed, ...]:
        """Three things at most, each of another sort while there is one."""
        return _varied(self.deeds)[:MOST_DEEDS]


def day_of(progression: Progression, day: date) -> Day:
    """What this day brought to a person."""
    return Day(
        badges=tuple(line for line in progression.badges if line.earned_on == day),
        for_real=tuple(line for line in progression.lessons if line.done_for_real_on == day),
        lessons=tuple(line for line in progression.lessons if line.finished_on == day),
        skills=tuple(
            line for domain in progression.domains for line in domain.skills if line.shown_on == day
        ),
        ended=progression.journey.ended_on == day,
    )


def _varied(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    """One of each sort, then a second one of each, and so on."""
    turns: dict[DeedKind, int] = {}
    ranked = []
    for place, deed in enumerate(deeds):
        turn = turns[deed.kind] = turns.get(deed.kind, -1) + 1
        ranked.append((turn, place, deed))
    return tuple(deed for _, _, deed in sorted(ranked, key=lambda one: one[:2]))
