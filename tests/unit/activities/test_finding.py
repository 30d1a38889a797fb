"""Finding things on a screen: one tap, walks."""

import pytest

from pixlearn.activities import Moved, Problem, Refused, Scored, guess_of, read_answer, show_item
from tests.unit.activities.activity_examples import SCENES, TAP, WALK, item


def press(found, zone, path=""):
    return read_answer(found, SCENES, {}, {"zone": [zone], "chemin": [path]})


def test_the_first_tap_answers_a_one_tap_question():
    assert press(TAP, "pub") == Scored(1.0, {"chemin": ["pub"]})
    assert press(TAP, "rdv") == Scored(0.0, {"chemin": ["rdv"]})


def test_a_walk_goes_on_until_the_goal():
    first = press(WALK, "rdv")
    assert first == Moved({"chemin": "rdv"})
    view = show_item(WALK, SCENES, first.state)
    assert view.scene.title == "Votre rendez-vous"
    assert view.scene.live
    assert view.path == "rdv"
    assert view.taps_left == 3
    assert press(WALK, "repondre", "rdv") == Scored(1.0, {"chemin": ["rdv", "repondre"]})


def test_going_back_is_allowed_and_a_late_goal_is_reached():
    assert press(WALK, "repondre", "rdv.retour.rdv").outcome == 1.0


def test_a_walk_ends_at_twice_the_expected_taps():
    assert isinstance(press(WALK, "pub", "pub.pub"), Moved)
    assert press(WALK, "pub", "pub.pub.pub").outcome == 0.0


def test_a_zone_that_opens_nothing_is_said():
    assert show_item(WALK, SCENES, {"chemin": "pub"}).walk_note
    assert not show_item(WALK, SCENES, {"chemin": "rdv"}).walk_note
    assert not show_item(WALK, SCENES).walk_note


@pytest.mark.parametrize("path", ["nulle.part", "rdv.nulle", "...", "rdv." * 500])
def test_a_path_written_by_hand_is_cut_where_it_stops_being_true(path):
    assert show_item(WALK, SCENES, {"chemin": path}).scene is not None


def test_a_finished_path_in_the_address_starts_again():
    assert show_item(WALK, SCENES, {"chemin": "rdv.repondre"}).scene.title == "Boîte de réception"


def test_nothing_pressed_or_an_unknown_zone_is_refused():
    assert press(WALK, "").problems[0].problem is Problem.NOTHING_CHOSEN
    assert press(WALK, "repondre").problems[0].problem is Problem.UNKNOWN_CHOICE
    assert isinstance(press(TAP, "x"), Refused)


def test_the_guess_follows_from_the_screen_unless_the_author_gives_one():
    assert guess_of(TAP, SCENES) == pytest.approx(0.4 / 2)
    given = item("trouver_a_l_ecran", depart="mail/boite", but={"zone": "pub"}, gestes=1, g=0.08)
    assert guess_of(given, SCENES) == 0.08


@pytest.mark.parametrize(
    ("goal", "taps", "expected"),
    [
        ({"scene": "mail/reponse"}, 2, None),
        ({"scene": "mail/reponse"}, 3, "le chemin le plus court fait 2"),
        ({"zone": "absente"}, 1, "pas de zone « absente »"),
        ({}, 1, "« but » nomme"),
        ({"scene": "mail/boite"}, 1, "« but » nomme"),
        ({"scene": "mail/message", "zone": "retour"}, 2, None),
    ],
)
def test_the_goal_is_checked_against_the_screens(goal, taps, expected):
    found = item("trouver_a_l_ecran", depart="mail/boite", but=goal, gestes=taps)
    sentences = [trouble.sentence for trouble in found.troubles(SCENES)]
    assert sentences == [] if expected is None else expected in sentences[0]


def test_a_goal_that_no_way_reaches_is_told():
    found = item("trouver_a_l_ecran", depart="mail/message", but={"scene": "mail/boite"}, gestes=1)
    assert not list(found.troubles(SCENES))
    closed = item("trouver_a_l_ecran", depart="mail/reponse", but={"scene": "mail/boite"}, gestes=1)
    assert any("arriver au but" in trouble.sentence for trouble in closed.troubles(SCENES))
