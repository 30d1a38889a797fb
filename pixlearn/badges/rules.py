"""Judges a badge's criterion on the facts of one person (pure).

A criterion comes to a few needs, each so much of something out of so much: the badge is earned
when nothing is missing, and what is missing can be told in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil
from typing import assert_never

from pixlearn.content.badges import (
    Badge,
    CameBack,
    CompetenceHeld,
    DoneForReal,
    FoundAfterTries,
    LessonsFinished,
    OnOnesOwn,
    SkillsHeld,
    TrackDone,
    WarmUp,
)
from pixlearn.content.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class TrackGround:
    """What there is to do in a track: lessons, and their activities and checks."""

    lessons: frozenset[str]
    items: frozenset[str]
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """What criteria need of the framework and the lessons, by id."""

    competences: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]
    tracks: Mapping[str, TrackGround]
    warm_up: frozenset[str]  # the skills of its gestures
    entry: str  # the diagnostic with which one begins


@lru_cache(maxsize=4)
def ground_of(catalogue: Catalogue) -> Ground:
    """The ground of this catalogue; built once."""
    framework = catalogue.framework
    return Ground(
        competences={
            one.id: frozenset(skill.id for skill in one.skills) for one in framework.competences
        },
        domains={one.id: frozenset(skill.id for skill in one.skills) for one in framework.domains},
        tracks={
            track.id: TrackGround(
                lessons=frozenset(lesson.id for lesson in track.lessons),
                items=frozenset(
                    item.id
                    for lesson in track.lessons
                    for item in (lesson.activity, *lesson.checks)
                ),
                skills=track.skills,
            )
            for track in catalogue.teaching.tracks.values()
        },
        warm_up=frozenset(one.skill for one in catalogue.entry.gestures),
        entry=catalogue.entry.id,
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What one person did and showed, as far as badges are concerned.

    ``percent`` and ``domains``, of the ``diagnostic`` taken last, are none and empty as long as the
    level is not sure: the diagnostic is under way, too few answers weigh, or an interview must
    confirm. So nothing that is never taken back rests on a guess. ``together`` counts the answers
    found with somebody; ``only_together`` are the skills that were found with somebody and never
    shown alone.
    """

    ground: Ground
    diagnostic: str = ""  # the entry, when it is not said
    warm_up_done: bool = False
    came_back: int = 0
    found_after_tries: int = 0
    done_for_real: int = 0
    lessons_finished: frozenset[str] = frozenset()
    items_found: frozenset[str] = frozenset()
    acquired: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    percent: int | None = None
    domains: Mapping[str, int] | None = None
    together: int = 0
    only_together: frozenset[str] = frozenset()


class What(StrEnum):
    """What a badge may still need."""

    WARM_UP = "warm_up"  # the gestures of the beginning
    DAYS = "days"  # other days on which to come back
    FOUND_AFTER_TRIES = "found_after_tries"
    FOR_REAL = "for_real"  # « En vrai » tasks to tick
    LESSONS = "lessons"  # to finish; `names` are those left of a track, else empty
    FOUND = "found"  # activities and questions of a track to find
    ACQUIRED = "acquired"  # `names` are the skills not yet acquired
    SHOWN = "shown"  # `names` are skills of which so many must be shown
    OVERALL = "overall"  # points of percent of the whole, or a level that is not sure yet
    DOMAINS = "domains"  # `names` are the domains below
    ALONE = "alone"  # answers found together, of which there may be fewer


@dataclass(frozen=True, slots=True)
class Missing:
    """``count`` of something are still needed, out of ``of``; ``names`` are ids, in order."""

    what: What
    count: int
    of: int
    names: tuple[str, ...] = ()


def earned(badge: Badge, facts: Facts) -> bool:
    """Tell whether the facts meet the badge's criterion."""
    return not missing(badge, facts)


def missing(badge: Badge, facts: Facts) -> tuple[Missing, ...]:
    """What is still needed for a badge; nothing when it is earned."""
    return tuple(need for need in _needs(badge, facts) if need.count > 0)


def closest_first(badges: Iterable[Badge], facts: Facts) -> list[Badge]:
    """The badges that are not earned: the smaller the share that is missing of what is furthest,
    the earlier; equal ones in their own order."""

    def left(badge: Badge) -> float:
        return max(min(need.count / need.of, 1.0) for need in _needs(badge, facts))

    return sorted((badge for badge in badges if missing(badge, facts)), key=left)


def skills_of(badge: Badge, ground: Ground) -> frozenset[str]:
    """The skills that a badge speaks of; none for those that say one went on."""
    match badge.criterion:
        case WarmUp():
            return ground.warm_up
        case CompetenceHeld(competence=competence):
            return ground.competences[competence]
        case TrackDone(track=track):
            return ground.tracks[track].skills
        case SkillsHeld(skills=skills):
            return frozenset(skills)
        case OnOnesOwn():
            return frozenset().union(*ground.domains.values())
        case CameBack() | FoundAfterTries() | DoneForReal() | LessonsFinished():
            return frozenset()
        case never:
            assert_never(never)


def earned_together(badge: Badge, facts: Facts) -> bool:
    """Tell whether some skill of the badge was only found with somebody so far.

    One success alone on the skill suffices to say « seul ». Effort is always one's own.
    """
    return not skills_of(badge, facts.ground).isdisjoint(facts.only_together)


def _needs(badge: Badge, facts: Facts) -> list[Missing]:
    """Everything the criterion asks for, with what is left of it."""
    match badge.criterion:
        case WarmUp():
            return [_left(What.WARM_UP, int(facts.warm_up_done), 1)]
        case CameBack(times=times):
            return [_left(What.DAYS, facts.came_back, times)]
        case FoundAfterTries(items=items):
            return [_left(What.FOUND_AFTER_TRIES, facts.found_after_tries, items)]
        case DoneForReal(times=times):
            return [_left(What.FOR_REAL, facts.done_for_real, times)]
        case LessonsFinished(lessons=lessons):
            return [_left(What.LESSONS, len(facts.lessons_finished), lessons)]
        case CompetenceHeld(competence=competence, direct=direct):
            skills = facts.ground.competences[competence]
            return [_acquired(skills, facts), _shown(skills, direct, facts)]
        case SkillsHeld(skills=skills, direct=shown):
            return [
                _acquired(frozenset(skills), facts),
                _shown(frozenset(shown), len(shown), facts),
            ]
        case TrackDone():
            return _track_needs(badge.criterion, facts)
        case OnOnesOwn():
            return _own_needs(badge.criterion, facts)
        case never:
            assert_never(never)


def _track_needs(criterion: TrackDone, facts: Facts) -> list[Missing]:
    ground = facts.ground.tracks[criterion.track]
    lessons_left = tuple(sorted(ground.lessons - facts.lessons_finished))
    wanted = ceil(criterion.found * len(ground.items))
    return [
        _left(
            What.LESSONS,
            len(ground.lessons & facts.lessons_finished),
            criterion.lessons,
            lessons_left,
        ),
        _left(What.FOUND, len(ground.items & facts.items_found), wanted),
    ]


def _own_needs(criterion: OnOnesOwn, facts: Facts) -> list[Missing]:
    entry = facts.ground.entry
    own = (facts.diagnostic or entry) == (criterion.diagnostic or entry)
    percents = facts.domains if own and facts.domains else {}
    below = tuple(
        domain for domain in facts.ground.domains if percents.get(domain, 0) < criterion.each_domain
    )
    return [
        _left(What.OVERALL, (facts.percent or 0) if own else 0, criterion.overall),
        Missing(What.DOMAINS, len(below), len(facts.ground.domains), below),
        Missing(
            What.ALONE,
            max(facts.together - criterion.together, 0),
            max(facts.together, 1),
        ),
    ]


def _acquired(skills: frozenset[str], facts: Facts) -> Missing:
    left = tuple(sorted(skills - facts.acquired))
    return Missing(What.ACQUIRED, len(left), len(skills), left)


def _shown(skills: frozenset[str], wanted: int, facts: Facts) -> Missing:
    left = tuple(sorted(skills - facts.shown))
    return _left(What.SHOWN, len(skills & facts.shown), wanted, left)


def _left(what: What, done: int, wanted: int, names: tuple[str, ...] = ()) -> Missing:
    return Missing(what, max(wanted - done, 0), max(wanted, 1), names)
