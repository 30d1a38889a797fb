"""What holds for every kind of item, whatever is posted."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.activities import (
    KINDS,
    ItemView,
    Moved,
    Refused,
    Retry,
    Scored,
    given_in_words,
    guess_of,
    needs_typing,
    new_gesture,
    read_answer,
    show_item,
    solution_in_words,
)
from tests.unit.activities.activity_examples import ALL, DECIDE, FORM, ORDER, SCENES, TAP, WALK

NAMES = st.sampled_from(
    [
        "choix", "ordre", "deplace", "monter", "descendre", "zone", "chemin", "decision", "reponse",
        "nom", "naissance-jour", "naissance-mois", "naissance-annee", "ville", "telephone", "a",
        "objet", "message", "piece", "valeurs", "fausses",
    ]
)  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["0", "1", "2", "0.1.2.3", "3.1.0.2", "rdv", "pub", "rdv.pub", "repondre", "Vert-Bois",
         "cv", "²", "١", "\0", "a" * 250, "b" * 2500]
    ),
)  # fmt: skip
FORMS = st.dictionaries(NAMES | st.text(max_size=5), st.lists(VALUES, max_size=3), max_size=6)
STATES = st.dictionaries(NAMES, VALUES, max_size=4)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
STORED = st.dictionaries(NAMES, JSONS, max_size=4)


@given(st.sampled_from(ALL), STATES, FORMS, st.none() | STORED)
def test_any_form_is_one_of_four_answers(item, state, form, draft):
    match read_answer(item, SCENES, state, form, draft):
        case Scored(outcome, given):
            assert 0 <= outcome <= 1
            assert "\0" not in str(given)
            assert all(isinstance(line, str) for line in given_in_words(item, SCENES, given))
            show_item(item, SCENES, given=given)
        case Moved(moved):
            assert moved
            show_item(item, SCENES, moved)
        case Retry(kept, problems):
            assert problems
            show_item(item, SCENES, state, draft=kept)
        case Refused(problems):
            assert problems
            show_item(item, SCENES, state, draft=draft, form=form, faults=problems)


@given(st.sampled_from(ALL), STATES, st.none() | FORMS, st.none() | STORED, st.none() | STORED)
def test_any_address_and_any_stored_value_can_be_shown(item, state, form, draft, given):
    view = show_item(item, SCENES, state, draft=draft, form=form, given=given)
    assert view.kind == item.type
    given_in_words(item, SCENES, given or {})


def test_a_view_has_no_field_for_the_solution():
    names = {field.name for field in dataclasses.fields(ItemView)}
    assert not names & {"solution", "right", "accepted", "feedback", "goal"}


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.type)
def test_every_item_has_a_guess_and_a_solution(item):
    assert 0.01 <= guess_of(item, SCENES) <= 0.25
    assert solution_in_words(item, SCENES)


def test_kinds_that_ask_for_a_keyboard_or_a_new_gesture():
    assert {item.type for item in ALL if needs_typing(item)} == {
        "ecrire_court",
        "remplir_formulaire",
        "envoyer_email",
    }
    assert {kind for kind in KINDS if new_gesture(kind)} == {
        "mettre_en_ordre",
        "trouver_a_l_ecran",
        "remplir_formulaire",
        "envoyer_email",
    }


def test_solutions_are_told_in_words():
    assert solution_in_words(WALK, SCENES) == ("Mission locale", "Répondre")
    assert solution_in_words(TAP, SCENES) == ("Soldes Mode",)
    assert solution_in_words(ORDER, SCENES)[0] == "J'ouvre."
    assert solution_in_words(DECIDE, SCENES) == ("J'attends.", "On me presse.")
    assert solution_in_words(FORM, SCENES)[1] == "Naissance : 14/03/1980"
