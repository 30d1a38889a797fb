"""What became of proposals: when to ask, whose word holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from pixlearn.orientation.rules import (
    Kind,
    Proposed,
    State,
    Why,
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
