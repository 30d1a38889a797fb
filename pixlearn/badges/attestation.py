"""« Passeport numérique »: what an attestation says, as a value that never changes (pure).

It is stored as it was on the day it was made. Nothing in it names the structure, and no
percentage stands in it, unless the learner ticked it: it says what a person can do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby

from pydantic import BaseModel, ConfigDict

FEWEST_SKILLS, MOST_SKILLS = 3, 10
LONGEST_NAME = 60
MOST_PAPERS = 20  # a person
CV_SENTENCES = 3


class Problem(StrEnum):
    """Why a paper cannot be made as it was asked."""

    TOO_FEW_SKILLS = "too_few"
    TOO_MANY_SKILLS = "too_many"
    LONG_NAME = "long_name"
    TOO_MANY_PAPERS = "too_many_papers"


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True)


class AttestedSkill(_Said):
    """One « Je sais … », shown alone on a day; ``short`` is the same in a few words."""

    id: str
    domain: str
    text: str
    short: str
    shown_on: date
    seen_for_real_on: date | None = None


class AttestedBadge(_Said):
    """A badge by its name, and how what it asks was done."""

    id: str
    name: str
    earned_on: date
    together: bool = False
    seen_for_real_on: date | None = None


class AttestedLesson(_Said):
    """A lesson finished; ``minutes`` are those planned for it, no clock is kept."""

    title: str
    minutes: int
    finished_on: date


class AttestedTrack(_Said):
    """The lessons finished in one track; ``whole`` when none of it is left."""

    title: str
    lessons: tuple[AttestedLesson, ...]
    whole: bool

    @property
    def minutes(self) -> int:
        """The minutes planned for these lessons."""
        return sum(lesson.minutes for lesson in self.lessons)


class Attested(_Said):
    """Everything that a paper says."""

    name: str
    made_on: date
    skills: tuple[AttestedSkill, ...]
    badges: tuple[AttestedBadge, ...] = ()
    tracks: tuple[AttestedTrack, ...] = ()
    next_step: str = ""
    structure: str | None = None
    percent: int | None = None

    @property
    def domains(self) -> tuple[tuple[str, tuple[AttestedSkill, ...]], ...]:
        """The skills by domain, in their own order."""
        return _by_domain(self.skills)

    @property
    def lessons(self) -> int:
        """How many lessons were finished."""
        return sum(len(track.lessons) for track in self.tracks)

    @property
    def minutes(self) -> int:
        """The minutes planned for all lessons."""
        return sum(track.minutes for track in self.tracks)


def problem_with(chosen: int, offered: int, name: str, papers: int) -> Problem | None:
    """What stands against a paper with so many skills ``chosen`` among those ``offered``.

    Three skills at least, or all of them while there are fewer.
    """
    if papers >= MOST_PAPERS:
        return Problem.TOO_MANY_PAPERS
    if len(name) > LONGEST_NAME:
        return Problem.LONG_NAME
    if chosen < min(FEWEST_SKILLS, offered):
        return Problem.TOO_FEW_SKILLS
    return Problem.TOO_MANY_SKILLS if chosen > MOST_SKILLS else None


def cv_lists(skills: Sequence[AttestedSkill]) -> tuple[tuple[str, ...], ...]:
    """The skills in a few words, as at most three lists for three sentences « Je sais … ».

    Each list keeps to one domain while it can: small neighbours go together when there are more
    domains than sentences, the longest list is cut in two when there are fewer.
    """
    lists = [[skill.short for skill in group] for _, group in _by_domain(skills)]
    while len(lists) > CV_SENTENCES:
        at = min(range(len(lists) - 1), key=lambda one: len(lists[one] + lists[one + 1]))
        lists[at : at + 2] = [lists[at] + lists[at + 1]]
    while 0 < len(lists) < min(CV_SENTENCES, len(skills)):
        at = max(range(len(lists)), key=lambda one: len(lists[one]))
        half = (len(lists[at]) + 1) // 2
        lists[at : at + 1] = [lists[at][:half], lists[at][half:]]
    return tuple(map(tuple, lists))


def _by_domain(
    skills: Sequence[AttestedSkill],
) -> tuple[tuple[str, tuple[AttestedSkill, ...]], ...]:
    groups = groupby(skills, key=lambda skill: skill.domain)
    return tuple((domain, tuple(group)) for domain, group in groups)
