"""No figure of a small group is shown, nor found by adding and subtracting what is shown."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.figures.suppression import (
    FEWEST,
    Fact,
    cells_released,
    moves,
    parts_released,
    protected,
)

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=9)
NOVEMBER, DECEMBER = datetime(2026, 11, 12, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
CELLS = ("niveau-1", "niveau-2", "niveau-3")
MONTHS = st.lists(st.lists(st.sampled_from(CELLS), max_size=12), min_size=1, max_size=6)


@settings(deadline=None)
@given(COUNTS)
def test_no_part_under_the_limit_is_shown(counts: list[int]) -> None:
    assert all(one is None or one >= FEWEST for one in protected(counts))


@settings(deadline=None)
@given(COUNTS)
def test_what_is_shown_is_true(counts: list[int]) -> None:
    assert all(one in {None, count} for one, count in zip(protected(counts), counts, strict=True))


@settings(deadline=None)
@given(COUNTS.filter(lambda counts: sum(counts) >= FEWEST))
def test_no_hidden_part_follows_from_the_total_and_the_others(counts: list[int]) -> None:
    """What is hidden sums to `FEWEST` at least, over two parts or more: each may be any share."""
    shown = protected(counts)
    hidden = sum(one is None for one in shown)
    rest = sum(counts) - sum(one or 0 for one in shown)
    assert hidden != 1
    assert hidden == 0 or rest >= FEWEST


@settings(deadline=None)
@given(COUNTS.filter(lambda counts: min(counts) >= FEWEST))
def test_large_parts_are_all_shown(counts: list[int]) -> None:
    assert protected(counts) == tuple(counts)


def test_the_smallest_of_the_others_hides_a_lonely_part() -> None:
    assert protected([3, 20, 9, 40]) == (None, 20, None, 40)


def test_nobody_anywhere_else_hides_everything() -> None:
    assert protected([0, 12, 0]) == (None, None, None)


def facts_of(cells: list[str], first: int = 0) -> list[Fact]:
    """A fact for each of these cells, each of another person."""
    return [Fact(UUID(int=first + n), "t", cell, "t", NOVEMBER) for n, cell in enumerate(cells)]


@settings(deadline=None)
@given(MONTHS)
def test_month_after_month_nothing_is_told_of_fewer_than_five(months: list[list[str]]) -> None:
    """What is shown, and what is held back from whoever knows how many came: none, or five."""
    waiting: list[Fact] = []
    came = 0
    for arrived in months:
        waiting += facts_of(arrived, came)
        came += len(arrived)
        shown = parts_released(waiting, CELLS)
        waiting = [one for one in waiting if one not in shown]
        assert all(count >= FEWEST for count in Counter(one.cell for one in shown).values())
        assert not shown or not waiting or len(waiting) >= FEWEST


def test_who_waits_is_counted_with_the_months_that_follow() -> None:
    november = facts_of(["niveau-1"] * 9 + ["niveau-2"] * 6 + ["niveau-3"] * 4)
    shown = parts_released(november, CELLS)
    assert Counter(one.cell for one in shown) == {"niveau-1": 9}
    december = [one for one in november if one not in shown]
    december += facts_of(["niveau-1"] * 5 + ["niveau-3"] * 1, 100)
    assert len(parts_released(december, CELLS)) == 6 + 5 + 5


def test_a_lesson_of_all_but_a_few_is_not_shown() -> None:
    facts = facts_of(["P1.1"] * 6)
    assert cells_released(facts, 10, Counter({"P1.1": 6})) == []
    assert len(cells_released(facts, 11, Counter({"P1.1": 6}))) == 6


def test_a_lesson_of_few_waits() -> None:
    assert cells_released(facts_of(["P1.1"] * 4), 30, Counter({"P1.1": 4})) == []


def test_a_table_moves_when_five_people_brought_something_to_it() -> None:
    assert not moves(facts_of(["x"] * 4), None)
    assert moves(facts_of(["x"] * 5), None)


def test_those_who_wait_since_before_do_not_make_a_table_move() -> None:
    alone = Fact(UUID(int=99), "t", "x", "t", DECEMBER)
    assert not moves([*facts_of(["x"] * 30), alone], DECEMBER)
