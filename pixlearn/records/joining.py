"""Which files may be one person's, and how the answers of two follow one another (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from heapq import merge
from itertools import combinations
from uuid import UUID

FEW_ANSWERS = 5
MOST_PAIRS = 20


class Likeness(Enum):
    """What makes two files of the same first name look like one person's."""

    ONE_AFTER_THE_OTHER = "one after the other"  # the second began when the first was left
    FEW_ANSWERS = "few answers"
    SAME_WORKSHOP = "same workshop"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is looked at of one file; ``name`` is ready to be compared."""

    id: UUID
    name: str
    began_at: datetime
    last_seen_at: datetime
    answers: int = 0
    workshops: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that may be one person's, the one to keep first, and why."""

    kept: Candidate
    former: Candidate
    why: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """An answer, as far as its place among the others goes."""

    id: UUID
    at: datetime
    sequence: int
    supersedes: UUID | None


def likely_pairs(candidates: Iterable[Candidate], most: int = MOST_PAIRS) -> list[Pair]:
    """Pairs of the same first name with one more likeness at least, the likeliest first."""
    by_name: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.name:
            by_name.setdefault(one.name, []).append(one)
    pairs = [
        Pair(*to_keep_first(one, other), why)
        for alike in by_name.values()
        for one, other in combinations(alike, 2)
        if (why := likenesses(one, other))
    ]
    pairs.sort(key=lambda pair: (-len(pair.why), pair.kept.name, pair.kept.id, pair.former.id))
    return pairs[:most]


def likenesses(one: Candidate, other: Candidate) -> tuple[Likeness, ...]:
    """What two files have in common beside the first name."""
    first, second = sorted((one, other), key=lambda file: (file.began_at, file.id))
    found = {
        Likeness.ONE_AFTER_THE_OTHER: first.last_seen_at <= second.began_at,
        Likeness.FEW_ANSWERS: min(one.answers, other.answers) < FEW_ANSWERS,
        Likeness.SAME_WORKSHOP: bool(one.workshops & other.workshops),
    }
    return tuple(likeness for likeness, holds in found.items() if holds)


def to_keep_first(one: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    """The file with more answers is kept, else the older one; the other joins it."""
    kept, former = sorted((one, other), key=lambda file: (-file.answers, file.began_at, file.id))
    return kept, former


def in_one_line(kept: Iterable[Numbered], former: Iterable[Numbered]) -> dict[UUID, int]:
    """The number of each answer once both files are one: by date, the order of each file kept."""
    return places_of(merge(_in_order(kept), _in_order(former), key=lambda one: one.at))


def places_of(answers: Iterable[Numbered]) -> dict[UUID, int]:
    """The numbers of answers that follow one another so; one that replaces another, which is among
    them, has its number."""
    by_id = {one.id: one for one in answers}
    firsts = {one.id: _first_of(one, by_id) for one in by_id.values()}
    places = {first: place for place, first in enumerate(dict.fromkeys(firsts.values()), start=1)}
    return {answer: places[first] for answer, first in firsts.items()}


def _first_of(answer: Numbered, answers: Mapping[UUID, Numbered]) -> UUID:
    """The answer that this one replaces, or the one which that one replaces, and so on."""
    while answer.supersedes is not None and answer.supersedes in answers:
        answer = answers[answer.supersedes]
    return answer.id


def _in_order(answers: Iterable[Numbered]) -> list[Numbered]:
    return sorted(answers, key=lambda one: (one.sequence, one.at, one.id))
