"""Help for somebody who searches: when it comes, of which screen it speaks, and where it leads."""

from __future__ import annotations

import pytest

from pixlearn.mastery.rules import Given
from pixlearn.tracks.rules import GUESS_AFTER_HINT
from tests.web.learner.answering import Move
from tests.web.learner.reader import Reader, buttons_of, links_of
from tests.web.learner.test_lessons import begin, place_of
from tests.web.parsed_page import text_of

DEAD = "Ce bouton n'ouvre rien ici. Essayez un autre bouton."


@pytest.fixture
def walker(beginner: Reader) -> Reader:
    """At the activity: from the home screen to a document joined to an e-mail, 3 presses."""
    begin(beginner, "mes-emails", "lire-un-email")
    while place_of(beginner) != "activite":
        beginner.go_on()
    return beginner


def tap(reader: Reader, *zones: str) -> None:
    for zone in zones:
        reader.follow(reader.send(Move({}, ("zone", zone))))


def test_a_dead_button_says_so_at_once_and_keeps_the_screen(walker: Reader) -> None:
    tap(walker, "telephone")
    assert DEAD in walker.page.main_text
    [note] = [one for one in walker.page.all("p") if one.get("data-focus") is not None]
    assert (text_of(note), note.get("role")) == (DEAD, "status")
    assert "Messages" in " ".join(buttons_of(walker.page))


def test_one_fruitless_tap_brings_no_help(walker: Reader) -> None:
    tap(walker, "telephone")
    assert "Montrez-moi" not in walker.page.main_text


def test_two_fruitless_taps_bring_the_hint_the_way_and_a_person(walker: Reader) -> None:
    tap(walker, "telephone", "photos")
    text = walker.page.main_text
    offered = ("Pas encore.", "Montrez-moi", "Demander à quelqu'un")
    assert sorted(offered, key=text.index) == list(offered)


def test_taps_that_bring_nearer_bring_no_help(walker: Reader) -> None:
    tap(walker, "telephone", "email")
    assert "Montrez-moi" not in walker.page.main_text


def test_help_speaks_of_the_screen_one_is_on(walker: Reader) -> None:
    tap(walker, "telephone", "email", "hotel")
    text = walker.page.main_text
    assert "Ce n'est pas cet écran. Cherchez la flèche « Retour »." in text
    assert "enveloppe" not in text


def test_the_way_is_shown_to_who_asks_and_then_a_find_is_one_after_a_hint(walker: Reader) -> None:
    tap(walker, "telephone", "photos")
    walker.press("Montrez-moi")
    assert walker.page.heading == "Voici comment faire"
    assert "On appuie sur" in walker.page.main_text
    walker.go(links_of(walker.page)["J'essaie encore"])
    tap(walker, "email", "centre", "programme")
    [found] = [one for one in walker.answers() if one.item_id == "act-P3.2"]
    assert (found.outcome, found.guess, found.way) == (1.0, GUESS_AFTER_HINT, Given.ALONE)


def test_fruitless_taps_are_never_scored(walker: Reader) -> None:
    tap(walker, "telephone", "photos", "email", "centre", "programme")
    [found] = [one for one in walker.answers() if one.item_id == "act-P3.2"]
    assert found.outcome == 1.0
    assert found.guess < GUESS_AFTER_HINT


def test_a_walk_that_is_over_stays_on_its_screen(walker: Reader) -> None:
    tap(walker, *["telephone"] * 4, "email", "hotel")
    assert "chemin=email.hotel" in walker.path
    assert "Ce n'est pas cet écran." in walker.page.main_text


def test_asking_somebody_leads_back_to_the_same_screen(walker: Reader) -> None:
    tap(walker, "telephone", "email", "hotel")
    there = walker.path
    page = walker.go(links_of(walker.page)["Demander à quelqu'un"])
    assert page.heading == "Demander à quelqu'un"
    assert "conseiller numérique" in page.main_text
    assert links_of(page)["Je reviens à ma page"] == there


def test_who_does_not_know_stays_on_the_screen(walker: Reader) -> None:
    tap(walker, "email", "hotel")
    walker.press("Je ne sais pas")
    assert "chemin=email.hotel" in walker.path
    assert "Ce n'est pas cet écran." in walker.page.main_text
