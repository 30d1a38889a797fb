"""Settings of a structure are read whatever its row holds."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.structures.rules import BREAKS, MOST_PEOPLE, UNCHOSEN
from pixlearn.structures.settings import (
    EXPORTERS,
    LENGTHS,
    LONGEST_CONTACT,
    LONGEST_DIAGNOSTIC,
    RETENTIONS,
    House,
    StructureSettings,
)

NAMES = [one.name for one in fields(StructureSettings)]
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.lists(st.integers())
    | st.dictionaries(st.text(), st.integers())
)
CHOSEN = st.builds(
    StructureSettings,
    diagnostic=st.text(max_size=LONGEST_DIAGNOSTIC),
    contact=st.text(max_size=LONGEST_CONTACT),
    places=st.integers(1, MOST_PEOPLE),
    minutes=st.sampled_from(LENGTHS),
    comfort=st.dictionaries(st.sampled_from(sorted(UNCHOSEN)), st.text()),
    break_every=st.none() | st.sampled_from(BREAKS),
    helper=st.booleans(),
    retention=st.sampled_from(RETENTIONS),
    exporters=st.sampled_from(EXPORTERS),
    logo=st.text(max_size=64),
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*NAMES, "other"]), ANYTHING))
def test_whatever_is_kept_can_be_used(kept: dict[str, Any]) -> None:
    found = StructureSettings.read(kept)
    assert len(found.contact) <= LONGEST_CONTACT
    assert len(found.diagnostic) <= LONGEST_DIAGNOSTIC
    assert 1 <= found.places <= MOST_PEOPLE
    assert found.minutes in LENGTHS
    assert found.retention in RETENTIONS
    assert found.exporters in EXPORTERS
    assert found.break_every in {None, *BREAKS}


@settings(deadline=None)
@given(CHOSEN)
def test_what_is_kept_is_read_again(chosen: StructureSettings) -> None:
    assert StructureSettings.read(json.loads(json.dumps(chosen.to_keep()))) == chosen


@pytest.mark.parametrize("zone", ["", "Europe/London", "/etc/passwd", "America/Cayenne"])
def test_the_hours_are_those_of_a_french_place(zone: str) -> None:
    house = House(uuid4(), "Mission locale", zone, StructureSettings())
    assert house.zone.key in {"Europe/Paris", "America/Cayenne"}
