"""Rules of workshops: what people read by, when a break is offered, where they stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.structures.rules import UNCHOSEN, Stage, at_ease, break_is_near, stage
from pixlearn.web.display import CHOICES, Display

NINE = datetime(2027, 5, 4, 9, tzinfo=UTC)
SOON, LATER = NINE + timedelta(minutes=5), NINE + timedelta(minutes=10)
DISPLAYS = st.fixed_dictionaries(
    {name: st.sampled_from(values) for name, values in CHOICES.items()}
)


def test_what_counts_as_unchosen_is_what_everybody_begins_with() -> None:
    begun = Display().as_dict()
    assert {name: begun[name] for name in UNCHOSEN} == UNCHOSEN


@given(DISPLAYS, DISPLAYS)
def test_the_comfort_of_a_workshop_never_replaces_a_choice(
    own: dict[str, str], comfort: dict[str, str]
) -> None:
    found = at_ease(own, comfort)
    if any(own[name] != value for name, value in UNCHOSEN.items()):
        assert found == own
    else:
        assert found == {**comfort, "language": own["language"]}


@pytest.mark.parametrize(
    ("every", "answered", "offered"), [(4, 4, True), (4, 5, False), (5, 10, True), (4, 0, False)]
)
def test_a_break_is_offered_after_so_many_questions(
    every: int, answered: int, offered: bool
) -> None:
    assert break_is_near(every, answered) is offered


def test_no_break_is_offered_where_none_was_planned() -> None:
    assert not any(break_is_near(None, answered) for answered in range(20))


@pytest.mark.parametrize(
    ("paused", "active", "done", "expected"),
    [
        (None, None, False, Stage.BEGINS),
        (None, NINE - timedelta(days=1), False, Stage.BEGINS),
        (None, SOON, False, Stage.GOES_ON),
        (LATER, SOON, False, Stage.PAUSES),
        (SOON, LATER, False, Stage.GOES_ON),
        (SOON, None, False, Stage.PAUSES),
        (SOON, None, True, Stage.DONE),
    ],
)
def test_where_somebody_stands(
    paused: datetime | None, active: datetime | None, done: bool, expected: Stage
) -> None:
    assert stage(NINE, paused, active, done=done) is expected
