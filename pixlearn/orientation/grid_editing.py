"""Changes to a reading grid: a grid in, another grid out (pure)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pixlearn.content.grids import Band, Grid, Head, Rule, StretchFault, stretch_faults

MOST_BANDS = 8
MOST_RULES = 30
OWN = "structure"
"""The id of every grid that a structure wrote."""


def to_edit(grid: Grid, version: int, structure: str) -> Grid:
    """The grid as the structure's next version; each rule gets an id by which to change it."""
    rules = tuple(
        one.model_copy(update={"id": rule_id(one, place)}) for place, one in enumerate(grid.rules)
    )
    head = Head(id=OWN, version=version, structure=structure)
    return grid.model_copy(update={"head": head, "rules": rules})


def rule_id(rule: Rule, place: int) -> str:
    """The id of a rule, or one that follows from its place when nobody gave it any."""
    return rule.id or f"r{place + 1}"


def as_kept(grid: Grid) -> dict[str, Any]:
    """The grid as plain values, with the keys of the content files."""
    return grid.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def fingerprint(grid: Grid) -> str:
    """What tells a grid from another one."""
    written = json.dumps(as_kept(grid), sort_keys=True, ensure_ascii=False)
    return sha256(written.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Both ends of a band, by its id."""

    band_id: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NewBand:
    """A band to add: its id and words; all else comes from the band that it cuts."""

    id: str
    title: str


def faults_of_limits(stretches: Iterable[Stretch]) -> list[tuple[str, StretchFault]]:
    """What keeps these bands from covering 0 to 100, each with the id of the band."""
    ordered = _ordered(stretches)
    faults = stretch_faults([(one.low, one.high) for one in ordered])
    return [(ordered[fault.place].band_id, fault) for fault in faults]


def with_limits(grid: Grid, stretches: Iterable[Stretch], new: NewBand | None = None) -> Grid:
    """The grid with these bands only, between these ends; bands come in order."""
    known = {band.id: band for band in grid.bands}
    bands = []
    for one in _ordered(stretches):
        band = known.get(one.band_id)
        if band is None:
            cut = grid.band_of(one.low) or grid.bands[0]
            title = new.title if new else cut.title
            band = cut.model_copy(update={"id": one.band_id, "title": title})
        bands.append(band.model_copy(update={"lowest": one.low, "highest": one.high}))
    return grid.model_copy(update={"bands": tuple(bands)})


def with_band(grid: Grid, band: Band) -> Grid:
    """The grid with this band in the place of the one that has its id."""
    bands = tuple(band if one.id == band.id else one for one in grid.bands)
    return grid.model_copy(update={"bands": bands})


def with_rule(grid: Grid, rule: Rule) -> Grid:
    """The grid with this rule in the place of the one that has its id, else as the last one."""
    if any(one.id == rule.id for one in grid.rules):
        rules = tuple(rule if one.id == rule.id else one for one in grid.rules)
    else:
        rules = (*grid.rules, rule)
    return grid.model_copy(update={"rules": rules})


def without_rule(grid: Grid, rule_id: str) -> Grid:
    """The grid without this rule."""
    rules = tuple(one for one in grid.rules if one.id != rule_id)
    return grid.model_copy(update={"rules": rules})


def moved(grid: Grid, rule_id: str, place: int) -> Grid:
    """The grid with this rule at that place, from 0; asked twice, it moves once."""
    rule = next((one for one in grid.rules if one.id == rule_id), None)
    if rule is None:
        return grid
    others = list(without_rule(grid, rule_id).rules)
    others.insert(place, rule)
    return grid.model_copy(update={"rules": tuple(others)})


def in_former_order(chosen: Sequence[str], former: Sequence[str]) -> tuple[str, ...]:
    """Prescriptions in the order that they had, then the new ones: their order is a choice."""
    kept = [one for one in former if one in chosen]
    return (*kept, *(one for one in chosen if one not in kept))


def _ordered(stretches: Iterable[Stretch]) -> list[Stretch]:
    return sorted(stretches, key=lambda one: (one.low, one.high, one.band_id))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what a part of a grid says, such as « Objectif : … »."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A band or a rule in words; ``key`` finds it again in another version, ``said`` is what its
    title says already."""

    key: str
    title: str
    lines: tuple[Line, ...]
    said: tuple[Line, ...] = ()

    @property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """All that it says, by label."""
        return {line.label: line.words for line in (*self.said, *self.lines)}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a part: lines before and after; none before when it is new, none after when
    it is gone."""

    title: str
    lines: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    new: bool = False
    gone: bool = False


def changes(before: Sequence[Part], after: Sequence[Part]) -> list[Change]:
    """What differs between two lists of parts, those that are gone last."""
    former: Mapping[str, Part] = {one.key: one for one in before}
    found = []
    for part in after:
        lines = _differences(former.get(part.key), part)
        if lines:
            found.append(Change(part.title, lines, new=part.key not in former))
    kept = {one.key for one in after}
    found += [
        Change(part.title, _differences(part, None), gone=True)
        for part in before
        if part.key not in kept
    ]
    return found


def reordered(before: Sequence[Part], after: Sequence[Part]) -> bool:
    """Whether the parts that both have come in another order."""
    first, second = [one.key for one in before], [one.key for one in after]
    return [one for one in first if one in second] != [one for one in second if one in first]


def _differences(
    before: Part | None, after: Part | None
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    first = before.words if before else {}
    second = after.words if after else {}
    return tuple(
        (label, first.get(label, ()), second.get(label, ()))
        for label in dict.fromkeys((*first, *second))
        if first.get(label) != second.get(label)
    )
