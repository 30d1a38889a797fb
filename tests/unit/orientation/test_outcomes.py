"""What became of proposals: when to ask, how many were followed, what is missing nearby."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.orientation.rules import (
    Followed,
    Kind,
    Missing,
    Proposed,
    State,
    Why,
    followed_rate,
    missing_offers,
)

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
AGREED = Proposed(
    id=uuid4(),
    kind=Kind.PARTNER,
    target="partenaire:epn",
    title="Un espace public numérique",
    on_date=None,
    modality=None,
    word=None,
    reasons=(),
    grid_version=None,
    by=None,
    state=State.AGREED,
    made_at=NOW - timedelta(days=40),
    answered_at=NOW - timedelta(days=30),
)
PROPOSALS = st.lists(
    st.builds(
        replace,
        st.just(AGREED),
        state=st.sampled_from(State),
        answered_at=st.none() | st.integers(0, 60).map(lambda days: NOW - timedelta(days=days)),
        done_learner=st.none() | st.booleans(),
        done_staff=st.none() | st.booleans(),
        why_learner=st.none() | st.sampled_from(Why),
        why_staff=st.none() | st.sampled_from(Why),
    )
)


def test_it_is_asked_30_days_after_a_yes() -> None:
    assert AGREED.to_ask_learner(NOW)
    assert AGREED.to_ask_staff(NOW)
    assert not AGREED.to_ask_learner(NOW - timedelta(seconds=1))


@pytest.mark.parametrize("state", [state for state in State if state is not State.AGREED])
def test_nothing_else_than_a_yes_is_asked_about(state: State) -> None:
    assert not replace(AGREED, state=state).due(NOW)


def test_each_is_asked_once() -> None:
    told = replace(AGREED, done_learner=False)
    assert not told.to_ask_learner(NOW)
    assert told.to_ask_staff(NOW)
    skipped = replace(AGREED, why_staff=Why.SKIPPED)
    assert skipped.to_ask_learner(NOW)
    assert not skipped.to_ask_staff(NOW)


def test_the_persons_word_holds() -> None:
    assert replace(AGREED, done_learner=True, done_staff=False).done is True
    assert replace(AGREED, done_staff=False).done is False
    assert AGREED.done is None


def test_the_rate_is_among_those_somebody_told_of() -> None:
    followed = followed_rate(
        [
            AGREED,
            replace(AGREED, done_learner=True),
            replace(AGREED, done_staff=True),
            replace(AGREED, done_learner=False),
            replace(AGREED, state=State.LATER, done_learner=True),
        ],
        NOW,
    )
    assert followed == Followed(due=4, told=3, done=2)
    assert followed.rate == pytest.approx(2 / 3)
    assert followed_rate([AGREED], NOW).rate is None


@given(PROPOSALS)
def test_a_rate_is_a_share(proposals: list[Proposed]) -> None:
    followed = followed_rate(proposals, NOW)
    assert followed.done <= followed.told <= followed.due <= len(proposals)
    assert followed.rate is None or 0 <= followed.rate <= 1


def test_missing_offers_are_counted_the_most_often_first() -> None:
    nothing = replace(AGREED, done_learner=False, why_learner=Why.NO_OFFER)
    other = replace(nothing, title="Une formation", kind=Kind.OUTSIDE)
    far = replace(AGREED, done_learner=False, why_learner=Why.TOO_FAR)
    by_staff = replace(nothing, why_learner=None, why_staff=Why.NO_OFFER)
    assert missing_offers([other, nothing, far, by_staff]) == (
        Missing(Kind.PARTNER, "Un espace public numérique", 2),
        Missing(Kind.OUTSIDE, "Une formation", 1),
    )


def test_what_was_done_after_all_is_not_missing() -> None:
    assert missing_offers([replace(AGREED, done_learner=True, why_staff=Why.NO_OFFER)]) == ()
