"""How long a second factor vouches for who sits there."""

from datetime import UTC, datetime, timedelta

import pytest

from pixlearn.accounts.rules import just_now

MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "vouches"), [(None, False), (0, True), (14.9, True), (15, False), (600, False)]
)
def test_a_second_factor_vouches_for_fifteen_minutes(ago: float | None, vouches: bool) -> None:
    given_at = None if ago is None else MOMENT - timedelta(minutes=ago)
    assert just_now(given_at, MOMENT) is vouches
