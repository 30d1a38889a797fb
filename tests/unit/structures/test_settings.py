"""Settings of a structure are read whatever its row holds."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.structures.rules import MOST_PEOPLE
from pixlearn.structures.settings import LONGEST_CONTACT, StructureSettings

ANYTHING = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["contact", "places", "other"]), ANYTHING))
def test_whatever_is_kept_can_be_used(kept: dict[str, Any]) -> None:
    found = StructureSettings.read(kept)
    assert len(found.contact) <= LONGEST_CONTACT
    assert 1 <= found.places <= MOST_PEOPLE


@settings(deadline=None)
@given(st.text(max_size=LONGEST_CONTACT), st.integers(1, MOST_PEOPLE))
def test_what_is_kept_is_read_again(contact: str, places: int) -> None:
    chosen = StructureSettings(contact, places)
    assert StructureSettings.read(chosen.to_keep()) == chosen
