"""The order of the day: each person once, the most urgent first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pixlearn.casework.waiting import Cause, Waiting, Why, one_line_each

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LINES = st.builds(
    Waiting,
    learner_id=st.integers(1, 5).map(lambda number: UUID(int=number)),
    first_name=st.none() | st.sampled_from(["Ana", "Bo"]),
    card_number=st.none() | st.integers(1, 9),
    shares=st.booleans(),
    whys=st.lists(
        st.builds(
            Why,
            cause=st.sampled_from(list(Cause)),
            since=st.integers(0, 60).map(lambda days: NOON - timedelta(days=days)),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
)


@given(st.lists(LINES))
def test_each_person_stands_once_and_no_reason_is_lost(lines: list[Waiting]) -> None:
    day = one_line_each(lines)
    ids = [line.learner_id for line in day]
    assert len(ids) == len(set(ids)) == len({line.learner_id for line in lines})
    for line in day:
        told = {why for one in lines if one.learner_id == line.learner_id for why in one.whys}
        assert set(line.whys) == told


@given(st.lists(LINES))
def test_the_most_urgent_reason_comes_first_in_a_line_and_in_the_day(lines: list[Waiting]) -> None:
    order = list(Cause)
    day = one_line_each(lines)
    for line in day:
        causes = [order.index(why.cause) for why in line.whys]
        assert causes == sorted(causes)
    firsts = [order.index(line.cause) for line in day]
    assert firsts == sorted(firsts)


def test_the_oldest_hand_is_first_and_who_left_last_is_first() -> None:
    def line(number: int, cause: Cause, days: int) -> Waiting:
        why = Why(cause, since=NOON - timedelta(days=days))
        return Waiting(UUID(int=number), "Ana", None, True, (why,))

    hands = one_line_each([line(1, Cause.HAND, 1), line(2, Cause.HAND, 2)])
    assert [one.learner_id.int for one in hands] == [2, 1]
    away = one_line_each([line(1, Cause.AWAY, 40), line(2, Cause.AWAY, 15)])
    assert [one.learner_id.int for one in away] == [2, 1]
