"""Likely pairs of files, and the order of answers once two files are one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from pixlearn.records.joining import (
    Candidate,
    Likeness,
    Numbered,
    in_one_line,
    likely_pairs,
    places_of,
)

DAY_ONE = datetime(2026, 1, 1, tzinfo=UTC)
WORKSHOP = UUID(int=7)


def day(number: int) -> datetime:
    return DAY_ONE + timedelta(days=number)


def candidate(
    name: str, began: int, seen: int, answers: int = 20, **more: frozenset[UUID]
) -> Candidate:
    return Candidate(uuid4(), name, day(began), day(seen), answers, **more)


@st.composite
def files(draw: st.DrawFn) -> list[Numbered]:
    """Answers of one file in order, some of which replace the one before."""
    found: list[Numbered] = []
    moment, sequence = draw(st.integers(0, 50)), 0
    for step, again in draw(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12)):
        moment += step
        former = found[-1] if found and again else None
        sequence = former.sequence if former else sequence + 1
        found.append(Numbered(uuid4(), day(moment), sequence, former.id if former else None))
    return found


@given(files(), files())
def test_numbers_go_up_without_a_gap(kept: list[Numbered], former: list[Numbered]) -> None:
    numbers = in_one_line(kept, former)
    roots = [one for one in (*kept, *former) if one.supersedes is None]
    assert sorted(numbers[one.id] for one in roots) == list(range(1, len(roots) + 1))


@given(files(), files())
def test_an_answer_that_replaces_another_has_its_number(
    kept: list[Numbered], former: list[Numbered]
) -> None:
    numbers = in_one_line(kept, former)
    for one in (*kept, *former):
        if one.supersedes is not None:
            assert numbers[one.id] == numbers[one.supersedes]


@given(files(), files())
def test_each_file_keeps_its_order(kept: list[Numbered], former: list[Numbered]) -> None:
    numbers = in_one_line(kept, former)
    for file in (kept, former):
        own = [numbers[one.id] for one in file]
        assert own == sorted(own)


@given(files(), files())
def test_answers_of_both_follow_one_another_by_date(
    kept: list[Numbered], former: list[Numbered]
) -> None:
    numbers = in_one_line(kept, former)
    roots = [one for one in (*kept, *former) if one.supersedes is None]
    dates = [one.at for one in sorted(roots, key=lambda one: numbers[one.id])]
    assert dates == sorted(dates)


def test_places_have_no_gap_and_what_replaces_something_gone_has_its_own() -> None:
    old, new, again, orphan = uuid4(), uuid4(), uuid4(), uuid4()
    answers = [
        Numbered(old, day(3), 4, None),
        Numbered(again, day(4), 4, old),
        Numbered(new, day(5), 9, None),
        Numbered(orphan, day(6), 9, uuid4()),
    ]
    assert places_of(answers) == {old: 1, again: 1, new: 2, orphan: 3}


def test_a_lost_card_looks_like_one_file_after_the_other() -> None:
    before, after = candidate("sonia", 0, 10, answers=8), candidate("sonia", 12, 20)
    (pair,) = likely_pairs([before, after])
    assert (pair.kept, pair.former) == (after, before)
    assert pair.why == (Likeness.ONE_AFTER_THE_OTHER,)


def test_two_people_who_come_on_the_same_days_are_not_proposed() -> None:
    assert likely_pairs([candidate("sonia", 0, 30), candidate("sonia", 1, 29)]) == []


def test_another_name_or_none_is_no_pair() -> None:
    assert likely_pairs([candidate("sonia", 0, 1), candidate("mehdi", 2, 3)]) == []
    assert likely_pairs([candidate("", 0, 1), candidate("", 2, 3)]) == []


def test_the_likeliest_pair_comes_first() -> None:
    together = {"workshops": frozenset({WORKSHOP})}
    twice = candidate("zoe", 0, 9, **together), candidate("zoe", 9, 9, answers=1, **together)
    pairs = likely_pairs([candidate("ali", 0, 1), candidate("ali", 2, 3), *twice])
    assert [pair.kept.name for pair in pairs] == ["zoe", "ali"]
    assert set(pairs[0].why) == set(Likeness)
