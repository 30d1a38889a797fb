"""What the engine says of a person, as it is kept beside their answers, and read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pixlearn.mastery.rules import Mastery, Model, with_means


@dataclass(frozen=True, slots=True)
class Kept:
    """A person's mastery, and the skills with direct proof."""

    mastery: Mastery
    shown: frozenset[str]


def as_kept(mastery: Mastery, shown: Collection[str]) -> dict[str, Any]:
    """What is written: nothing is rounded, so that what is read again says the same."""
    return {
        "skills": dict(mastery.skills),
        "percent": mastery.percent,
        "sd": mastery.sd,
        "levels": list(mastery.levels),
        "shown": sorted(shown),
    }


def read_kept(model: Model, found: Mapping[str, Any] | None) -> Kept | None:
    """What was written; none before it was, or when the framework has gained a skill since: then
    `flask rebuild` writes it again."""
    if found is None or not model.place.keys() <= found["skills"].keys():
        return None
    skills = {skill: float(found["skills"][skill]) for skill in model.place}
    mastery = with_means(
        model, skills, percent=found["percent"], sd=found["sd"], levels=tuple(found["levels"])
    )
    return Kept(mastery, frozenset(found["shown"]))
