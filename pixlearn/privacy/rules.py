"""What a person may tell about their situation, and the values that a form sends (pure)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import get_args

from pixlearn.content.grids import Equipment, Project

CONTACTS = ("sur_place", "telephone", "sms", "visio")
PROJECTS: tuple[str, ...] = get_args(Project)
EQUIPMENT: tuple[str, ...] = get_args(Equipment)
NOTHING = "rien"  # « Rien de tout cela »: told, unlike nothing ticked


@dataclass(frozen=True, slots=True)
class Situation:
    """How to reach a person, what they aim at, what they have at home; none: not told."""

    contact: str | None = None
    project: str | None = None
    equipment: tuple[str, ...] | None = None


def situation_from(contact: str, project: str, equipment: Collection[str]) -> Situation:
    """What a form says; values that no form of ours has are not told."""
    have = tuple(one for one in EQUIPMENT if one in equipment)
    return Situation(
        contact=contact if contact in CONTACTS else None,
        project=project if project in PROJECTS else None,
        equipment=have if have or NOTHING in equipment else None,
    )
