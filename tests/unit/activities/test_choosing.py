"""Choosing one thing, choosing several, deciding in two stages."""

import pytest
from pydantic import ValidationError

from pixlearn.activities import Fault, Moved, Problem, Refused, Scored, read_answer, show_item
from tests.unit.activities.activity_examples import CHOOSE, DECIDE, SCENES, SEVERAL, item


@pytest.mark.parametrize(("value", "outcome"), [("0", 0.0), ("1", 1.0), ("2", 0.0)])
def test_one_choice_is_right_or_not(value, outcome):
    answer = read_answer(CHOOSE, SCENES, {}, {"choix": [value]})
    assert isinstance(answer, Scored)
    assert answer.outcome == outcome


def test_what_was_chosen_is_kept_in_words():
    assert read_answer(CHOOSE, SCENES, {}, {"choix": ["1"]}).given == {"choix": ["Objet"]}


def test_an_empty_choice_is_refused():
    assert read_answer(CHOOSE, SCENES, {}, {}) == Refused((Fault("choix", Problem.NOTHING_CHOSEN),))


@pytest.mark.parametrize("values", [["3"], ["-1"], ["²"], ["0", "1"], [""]])
def test_a_choice_that_is_not_on_the_page_is_refused(values):
    refused = Refused((Fault("choix", Problem.UNKNOWN_CHOICE),))
    assert read_answer(CHOOSE, SCENES, {}, {"choix": values}) == refused


def test_a_changed_answer_is_shown_chosen():
    view = show_item(CHOOSE, SCENES, given={"choix": ["Objet"]})
    assert [choice.chosen for choice in view.choices] == [False, True, False]


@pytest.mark.parametrize(
    ("values", "outcome"), [(["0", "1"], 1.0), (["0", "2"], 0.0), (["2", "3"], 0.0)]
)
def test_wrong_ticks_are_taken_from_right_ones(values, outcome):
    assert read_answer(SEVERAL, SCENES, {}, {"choix": values}).outcome == outcome


def test_three_right_of_four_with_one_wrong_is_a_half():
    words = ["Un", "Deux", "Trois", "Quatre"]
    choices = [{"mot": word, "bonne": True} for word in words]
    four = item("choisir_plusieurs", nombre=4, choix=[*choices, {"mot": "Cinq"}])
    assert read_answer(four, SCENES, {}, {"choix": ["0", "1", "2", "4"]}).outcome == 0.5


@pytest.mark.parametrize("values", [["0"], ["0", "1", "2"], ["0", "0"]])
def test_another_number_of_ticks_is_asked_again_and_kept(values):
    form = {"choix": values}
    answer = read_answer(SEVERAL, SCENES, {}, form)
    assert answer == Refused((Fault("choix", Problem.CHOOSE_N),))
    view = show_item(SEVERAL, SCENES, form=form, faults=answer.problems)
    assert {choice.value for choice in view.choices if choice.chosen} == set(values)
    assert view.how_many == 2


def test_the_decision_comes_first_then_its_clue():
    first = show_item(DECIDE, SCENES)
    assert (first.stage, first.clue_prompt) == ("decision", None)
    moved = read_answer(DECIDE, SCENES, {}, {"choix": ["1"]})
    assert moved == Moved({"decision": "1"})
    second = show_item(DECIDE, SCENES, moved.state)
    assert second.stage == "indice"
    assert second.choices[0].word == "On me presse."
    assert second.decision == "1"


@pytest.mark.parametrize(
    ("decision", "clue", "outcome"),
    [("1", "0", 1.0), ("1", "1", 0.5), ("0", "0", 0.5), ("2", "2", 0.0)],
)
def test_decision_and_clue_are_half_each(decision, clue, outcome):
    form = {"choix": [clue], "decision": [decision]}
    assert read_answer(DECIDE, SCENES, {}, form).outcome == outcome


def test_an_unknown_decision_is_refused():
    form = {"choix": ["0"], "decision": ["9"]}
    assert isinstance(read_answer(DECIDE, SCENES, {}, form), Refused)
    assert show_item(DECIDE, SCENES, {"decision": "9"}).stage == "decision"


def test_the_clue_may_be_read_from_the_address():
    assert read_answer(DECIDE, SCENES, {"decision": "1"}, {"choix": ["0"]}).outcome == 1.0


@pytest.mark.parametrize("right", [0, 2])
def test_one_right_choice_is_needed(right):
    choices = [{"mot": f"Choix {n}", "bonne": n < right} for n in range(3)]
    with pytest.raises(ValidationError, match="attendu"):
        item("choisir_image", choix=choices)


def test_a_choice_written_twice_is_refused():
    with pytest.raises(ValidationError, match="deux fois"):
        item("choisir_image", choix=[{"mot": "Un", "bonne": True}, {"mot": "Un"}, {"mot": "Deux"}])
