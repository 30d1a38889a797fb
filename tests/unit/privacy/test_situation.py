"""What a form about a person's situation may say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pixlearn.privacy.rules import CONTACTS, EQUIPMENT, PROJECTS, Situation, situation_from

words = st.text(max_size=12)


def test_what_no_form_has_is_not_told() -> None:
    assert situation_from("pigeon", "fortune", ["fauteuil"]) == Situation()


def test_nothing_ticked_is_not_told_but_none_of_these_is() -> None:
    assert situation_from("", "", []).equipment is None
    assert situation_from("", "", ["rien"]).equipment == ()
    assert situation_from("", "", ["rien", "ordinateur"]).equipment == ("ordinateur",)


@given(words, words, st.lists(words | st.sampled_from(EQUIPMENT)))
def test_only_known_values_are_kept(contact: str, project: str, equipment: list[str]) -> None:
    kept = situation_from(contact, project, equipment)
    assert kept.contact in (None, *CONTACTS)
    assert kept.project in (None, *PROJECTS)
    assert set(kept.equipment or ()) <= set(EQUIPMENT) & set(equipment)
