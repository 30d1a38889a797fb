"""No figure of a small group is shown, nor found by subtraction."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.progression.suppression import FEWEST, alone, protected

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=9)


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


def test_a_figure_that_stands_alone_is_shown_from_five_on() -> None:
    assert (alone(FEWEST - 1), alone(FEWEST)) == (None, FEWEST)
