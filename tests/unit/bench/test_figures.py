"""What the figures of a benchmark come to."""

from __future__ import annotations

import math

import pytest

from scripts.bench.figures import Line, Target, Wanted, at_rank, middle, ratio, table


@pytest.mark.parametrize(
    ("share", "figure"), [(0.0, 1), (0.5, 10), (0.9, 18), (0.95, 19), (0.99, 20), (1.0, 20)]
)
def test_the_figure_that_a_share_does_not_exceed(share: float, figure: float) -> None:
    assert at_rank(list(range(20, 0, -1)), share) == figure


def test_nothing_has_no_figure() -> None:
    assert math.isnan(at_rank([], 0.95))
    assert math.isnan(middle([]))
    assert math.isnan(ratio(1.0, 0.0))


def test_the_middle_of_an_even_number_lies_between_two() -> None:
    assert middle([4.0, 1.0, 3.0, 2.0]) == 2.5


@pytest.mark.parametrize(
    ("wanted", "old", "new", "verdict"),
    [
        (Wanted.AT_MOST, 10.0, 5.0, "yes"),
        (Wanted.AT_MOST, 10.0, 5.1, "NO"),
        (Wanted.AT_LEAST, 10.0, 5.0, "yes"),
        (Wanted.AT_LEAST, 10.0, 4.9, "NO"),
        (Wanted.AT_MOST, 0.0, 0.0, "NO"),  # what could not be measured is not reached
    ],
)
def test_a_target_is_about_the_ratio(wanted: Wanted, old: float, new: float, verdict: str) -> None:
    assert Line("", old, new, target=Target(wanted, 0.5)).verdict == verdict


def test_a_ratio_of_its_own_counts() -> None:
    line = Line("share", 0.4, 0.95, target=Target(Wanted.AT_LEAST, 0.9), own=0.95)
    assert (line.ratio, line.verdict) == (0.95, "yes")


def test_without_a_target_there_is_no_verdict() -> None:
    line = Line("pages", 1.0, 2.0, "/s")
    assert line.verdict == ""
    assert line.as_json() == {
        "what": "pages", "old": 1.0, "new": 2.0, "unit": "/s", "ratio": 2.0, "target": None,
        "reached": None,
    }  # fmt: skip


def test_the_table_stands_in_columns() -> None:
    lines = [
        Line("answers", 41.06, 120.4, "/s"),
        Line("lock", 16.0, 4.0, "ms", Target(Wanted.AT_MOST, 0.5)),
        Line("nothing", 0.0, 0.0),
    ]
    assert table(lines, "c52ab2d", "now").splitlines() == [
        "              c52ab2d  now  ratio  target  reached",
        "answers (/s)     41.1  120   2.93",
        "lock (ms)          16    4   0.25   ≤ 0.5      yes",
        "nothing             0    0      –",
    ]
