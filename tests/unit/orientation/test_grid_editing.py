"""Changes to a reading grid: nothing is lost, twice is once, and what differs is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.content.grids import Grid
from pixlearn.orientation.grid_editing import (
    Change,
    Line,
    Part,
    Stretch,
    as_kept,
    changes,
    faults_of_limits,
    fingerprint,
    in_former_order,
    moved,
    reordered,
    to_edit,
    with_limits,
)
from tests.real_content import real_catalogue

CATALOGUE = real_catalogue()
GRID = to_edit(CATALOGUE.grid, 2, "Mission locale du Val")
RULES = [str(rule.id) for rule in GRID.rules]


def part(key: str, *words: str, title: str = "") -> Part:
    return Part(key, title or key, (Line("Objectif", words),))


def test_what_is_kept_is_read_again_as_it_was() -> None:
    read = Grid.model_validate(as_kept(GRID))
    assert read == GRID
    assert list(read.troubles(CATALOGUE.framework, CATALOGUE.prescriptions)) == []


def test_every_rule_of_a_grid_to_edit_has_its_own_id() -> None:
    assert len(set(RULES)) == len(CATALOGUE.grid.rules)
    assert to_edit(GRID, 3, "Autre nom").rules == GRID.rules


@given(st.sampled_from(RULES), st.integers(0, len(RULES) - 1))
def test_a_rule_goes_to_its_place_and_no_other_is_lost(rule_id: str, place: int) -> None:
    after = moved(GRID, rule_id, place)
    assert after.rules[place].id == rule_id
    assert sorted(str(one.id) for one in after.rules) == sorted(RULES)
    assert moved(after, rule_id, place) == after


@given(st.lists(st.integers(0, 99), unique=True, max_size=5).map(sorted))
def test_limits_without_fault_make_a_good_grid(cuts: list[int]) -> None:
    lows, highs = [0, *(cut + 1 for cut in cuts)], [*cuts, 100]
    stretches = [Stretch(f"b{low}", low, high) for low, high in zip(lows, highs, strict=True)]
    assert faults_of_limits(stretches) == []
    grid = with_limits(GRID, reversed(stretches))
    assert list(grid.troubles(CATALOGUE.framework, CATALOGUE.prescriptions)) == []
    assert [band.lowest for band in grid.bands] == lows


def test_a_fault_names_the_band_wherever_it_was_written() -> None:
    [(band_id, fault)] = faults_of_limits([Stretch("b", 51, 100), Stretch("a", 0, 40)])
    assert (band_id, fault.end, fault.low, fault.high) == ("b", "min", 41, 50)


def test_two_grids_that_differ_have_two_fingerprints() -> None:
    other: Grid = moved(GRID, RULES[0], 1)
    assert fingerprint(other) != fingerprint(GRID)
    assert fingerprint(moved(other, RULES[0], 0)) == fingerprint(GRID)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([part("a", "x")], [part("a", "x")], []),
        ([part("a", "x")], [part("a", "y")], [Change("a", (("Objectif", ("x",), ("y",)),))]),
        ([], [part("a", "x")], [Change("a", (("Objectif", (), ("x",)),), new=True)]),
        ([part("a", "x")], [], [Change("a", (("Objectif", ("x",), ()),), gone=True)]),
        ([part("a", "x")], [part("a", "x", title="Règle 2")], []),
    ],
)
def test_what_differs_is_told(before: list[Part], after: list[Part], told: list[Change]) -> None:
    assert changes(before, after) == told


def test_another_order_is_told_whatever_else_changed() -> None:
    a, b, c = part("a"), part("b"), part("c")
    assert reordered([a, b, c], [b, a])
    assert not reordered([a, b, c], [a, c])


def test_what_was_there_keeps_its_order() -> None:
    assert in_former_order(["a", "b", "c"], ["c", "x", "a"]) == ("c", "a", "b")
