"""How long one waits after wrong secrets, and how long a session lives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.accounts.rules import (
    LONGEST_WAIT,
    OWN_PHONE,
    PROFESSIONAL,
    SHARED_DEVICE,
    SHARED_IN_WORKSHOP,
    SessionLife,
    address_must_wait,
    alive,
    network_of,
    session_life,
    short_secret_off,
    wait_left,
)

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
failures = st.lists(
    st.integers(0, 86_400).map(lambda ago: MOMENT - timedelta(seconds=ago)), max_size=25
)


@pytest.mark.parametrize(
    ("count", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (19, 15)]
)
def test_the_wait_begins_at_five_and_doubles_up_to_15_minutes(count: int, minutes: int) -> None:
    assert wait_left([MOMENT] * count, MOMENT) == timedelta(minutes=minutes)


@given(failures)
def test_nobody_waits_longer_than_15_minutes(when: list[datetime]) -> None:
    assert timedelta(0) <= wait_left(when, MOMENT) <= LONGEST_WAIT


@given(failures, st.integers(0, 3600))
def test_waiting_shortens_the_wait(when: list[datetime], seconds: int) -> None:
    later = MOMENT + timedelta(seconds=seconds)
    assert wait_left(when, later) <= wait_left(when, MOMENT)


def test_twenty_failures_a_day_end_the_short_secret() -> None:
    assert [short_secret_off(count) for count in (19, 20)] == [False, True]


def test_a_room_has_ten_times_more_room_for_mistakes() -> None:
    assert [address_must_wait(n, workshop_admitted=False) for n in (29, 30)] == [False, True]
    assert [address_must_wait(n, workshop_admitted=True) for n in (299, 300)] == [False, True]


@pytest.mark.parametrize(
    ("professional", "shared", "workshop", "life"),
    [
        (False, False, False, OWN_PHONE),
        (False, False, True, OWN_PHONE),
        (False, True, False, SHARED_DEVICE),
        (False, True, True, SHARED_IN_WORKSHOP),
        (True, False, False, PROFESSIONAL),
        (True, True, True, PROFESSIONAL),
    ],
)
def test_a_session_lives_as_its_place_allows(
    professional: bool, shared: bool, workshop: bool, life: SessionLife
) -> None:
    found = session_life(professional=professional, shared_device=shared, workshop_open=workshop)
    assert found == life


@given(st.sampled_from([OWN_PHONE, SHARED_DEVICE, PROFESSIONAL]), st.integers(0, 200_000))
def test_a_session_ends_by_rest_or_by_age(life: SessionLife, minutes: int) -> None:
    later = MOMENT + timedelta(minutes=minutes)
    assert alive(life, began=MOMENT, used=MOMENT, moment=later) == (later - MOMENT < life.idle)
    assert alive(life, began=MOMENT, used=later, moment=later) == (later - MOMENT < life.total)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
    ],
)
def test_an_ipv6_line_counts_as_one_address(address: str, network: str) -> None:
    assert network_of(address) == network
