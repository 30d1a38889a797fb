"""Putting steps in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.activities import Moved, Refused, Scored, read_answer, show_item
from pixlearn.activities.put_in_order import right_pairs, shuffled
from tests.unit.activities.activity_examples import ORDER, SCENES, item

item_ids = st.text("abcdefgh.-0123456789", min_size=1, max_size=12)


@given(item_ids, st.integers(3, 5))
def test_the_shuffle_is_always_the_same_and_has_nothing_right(item_id, count):
    order = shuffled(item_id, count)
    assert sorted(order) == list(range(count))
    assert right_pairs(order) == 0
    assert shuffled(item_id, count) == order


def test_an_untouched_screen_scores_nothing():
    view = show_item(ORDER, SCENES)
    assert read_answer(ORDER, SCENES, {}, {"ordre": [view.order]}).outcome == 0


@pytest.mark.parametrize(
    ("order", "outcome"),
    [("0.1.2.3", 1.0), ("1.2.3.0", 2 / 3), ("1.0.2.3", 1 / 3), ("3.2.1.0", 0.0)],
)
def test_neighbours_in_the_right_order_are_counted(order, outcome):
    answer = read_answer(ORDER, SCENES, {}, {"ordre": [order]})
    assert answer.outcome == pytest.approx(outcome)


def test_a_line_moves_up_and_its_new_place_is_told():
    moved = read_answer(ORDER, SCENES, {}, {"ordre": ["3.2.1.0"], "monter": ["1"]})
    assert moved == Moved({"ordre": "3.1.2.0", "deplace": "1"})
    view = show_item(ORDER, SCENES, moved.state)
    assert [line.value for line in view.lines] == ["3", "1", "2", "0"]
    assert (view.moved, view.moved_place) == ("Je réponds.", 2)


@given(st.permutations(["0", "1", "2", "3"]), st.sampled_from("0123"))
def test_up_then_down_comes_back_unless_the_line_was_at_an_end(order, line):
    up = read_answer(ORDER, SCENES, {}, {"ordre": [".".join(order)], "monter": [line]})
    down = read_answer(ORDER, SCENES, {}, {"ordre": [up.state["ordre"]], "descendre": [line]})
    if order[0] == line:
        assert up.state["ordre"] == ".".join(order)
    else:
        assert down.state["ordre"] == ".".join(order)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"ordre": ["0.1.2"]},
        {"ordre": ["0.1.2.2"]},
        {"ordre": ["0.1.2.3.x"]},
        {"ordre": ["0.1.2.3"], "monter": ["7"]},
    ],
)
def test_an_altered_order_is_refused_and_the_page_still_shows(form):
    assert isinstance(read_answer(ORDER, SCENES, {}, form), Refused)
    assert len(show_item(ORDER, SCENES, form=form).lines) == 4


def test_a_changed_answer_comes_back_in_its_order():
    answer = read_answer(ORDER, SCENES, {}, {"ordre": ["2.0.1.3"]})
    assert isinstance(answer, Scored)
    assert show_item(ORDER, SCENES, given=answer.given).order == "2.0.1.3"


def test_the_ends_know_that_they_are_ends():
    lines = show_item(ORDER, SCENES, {"ordre": "0.1.2.3"}).lines
    assert [(line.first, line.last) for line in lines] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]


def test_the_order_shown_depends_on_the_item():
    steps = ["Un.", "Deux.", "Trois.", "Quatre.", "Cinq."]
    orders = {
        show_item(item("mettre_en_ordre", id=f"it-{n}", etapes=steps), SCENES).order
        for n in range(12)
    }
    assert len(orders) > 6
