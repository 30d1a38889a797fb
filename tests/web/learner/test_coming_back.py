"""Home names what was open; a break leads back to the very step; coming back is greeted once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from pixlearn.db import db
from tests.web.browsing import page_of
from tests.web.learner.reader import Reader, links_of
from tests.web.learner.test_lessons import LESSONS, begin
from tests.web.learner.ways import enter_by_card, enter_workshop, make_card, open_room
from tests.web.statements import counted_statements

NewReader = Callable[[], Reader]
TRACK, LESSON = LESSONS[0]


def way_on(reader: Reader) -> str:
    """Where « Je continue » of home leads."""
    return next(href for words, href in links_of(reader.go("/")).items() if "Je continue" in words)


def test_home_claims_no_place_for_somebody_who_has_done_nothing(reader: Reader, app: Flask) -> None:
    enter_workshop(reader, open_room(app).code)
    words = reader.go("/").main_text
    assert "On commence ?" in words
    assert "Pour commencer : geste 1." in words
    assert "Vous étiez ici" not in words


def test_home_names_the_question_that_waits(beginner: Reader) -> None:
    beginner.answer()
    assert "Vous étiez ici : question 2." in beginner.go("/").main_text


def test_home_names_the_step_of_the_lesson_and_opens_it(beginner: Reader) -> None:
    beginner.answer_all()
    begin(beginner, TRACK, LESSON)
    beginner.press("Continuer")
    assert way_on(beginner) == f"/parcours/{TRACK}/{LESSON}/etape-2"
    assert ", étape 2." in beginner.page.main_text
    path = [each for each in beginner.page.all("ol") if each.get("class") == "path"]
    assert "Vous êtes ici" in "".join(path[0].itertext())


def test_after_the_diagnostic_home_proposes_the_next_lesson(beginner: Reader) -> None:
    beginner.answer_all()
    assert way_on(beginner).startswith("/parcours/")


def test_home_takes_few_statements(app: Flask, beginner: Reader) -> None:
    beginner.answer_all()
    begin(beginner, TRACK, LESSON)
    with app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        beginner.go("/")
    assert len(sent) <= 11, "\n".join(sent)


def test_a_break_in_a_lesson_says_so_and_leads_back_to_the_step(beginner: Reader) -> None:
    begin(beginner, TRACK, LESSON)
    beginner.press("Continuer")
    beginner.go(links_of(beginner.page)["Faire une pause"])
    assert beginner.page.heading == "Votre travail est gardé"
    assert ", étape 2." in beginner.page.main_text
    assert "Je fais ma carte" in links_of(beginner.page)
    beginner.press("Je continue")
    assert beginner.path == f"/parcours/{TRACK}/{LESSON}/etape-2"


def test_a_break_in_a_lesson_does_not_open_an_ended_diagnostic_again(beginner: Reader) -> None:
    beginner.answer()
    beginner.go("/diagnostic/arreter")
    beginner.press("J'arrête")
    begin(beginner, TRACK, LESSON)
    beginner.go(links_of(beginner.page)["Faire une pause"])
    beginner.press("Je continue")
    assert beginner.browser.get("/diagnostic").location == "/diagnostic/point-de-depart/resultat"


def test_a_break_in_a_workshop_leads_back_to_the_step_too(app: Flask, beginner: Reader) -> None:
    beginner.go(f"/atelier/{open_room(app).code}")
    beginner.press("J'entre dans l'atelier")
    begin(beginner, TRACK, LESSON)
    here = beginner.path
    beginner.press("Faire une pause")
    beginner.press("Je continue")
    assert beginner.path == here


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "/nothing-here", "https://evil.example"])
def test_a_break_leads_nowhere_else(beginner: Reader, elsewhere: str) -> None:
    page = beginner.go("/diagnostic/pause")
    response = beginner.browser.send(page, "Je continue", vers=elsewhere)
    assert response.location.startswith("/diagnostic/")


def test_coming_back_by_card_is_greeted_once_instead_of_noted(
    beginner: Reader, new_reader: NewReader
) -> None:
    beginner.answer()
    card = make_card(beginner, "Ali")
    other = new_reader()
    enter_by_card(other, card)
    assert "Bonjour Ali, on reprend." in other.page.main_text
    assert "C'est noté" not in other.page.main_text
    assert "on reprend" not in other.go(other.path).main_text


def test_coming_back_after_the_diagnostic_lands_where_proposals_show(
    beginner: Reader, new_reader: NewReader
) -> None:
    beginner.answer_all()
    card = make_card(beginner)
    other = new_reader()
    enter_by_card(other, card)
    assert other.path == "/"


def test_back_to_a_gesture_that_is_done_says_so_at_its_own_address(beginner: Reader) -> None:
    page = beginner.go("/diagnostic/point-de-depart/gestes/2")
    assert (beginner.path, page.heading) == (
        "/diagnostic/point-de-depart/gestes/2",
        "Vous êtes déjà plus loin",
    )


def test_a_closed_workshop_says_so_at_its_door(reader: Reader) -> None:
    response = reader.browser.get("/atelier/000000")
    assert response.status_code == 404
    assert page_of(response).heading == "Cet atelier est fermé"


def test_after_a_no_sharing_says_what_is_so_and_does_not_ask_again(
    app: Flask, beginner: Reader
) -> None:
    beginner.go(f"/atelier/{open_room(app).code}")
    beginner.press("J'entre dans l'atelier")
    beginner.press("Non, je garde pour moi")
    assert "ne voit pas votre progression" in beginner.page.main_text
    assert "Oui, je partage" not in beginner.page.main_text
    beginner.go(links_of(beginner.page)["Changer d'avis"])
    assert "Oui, je partage" in beginner.page.main_text


@pytest.mark.parametrize("path", ["/", "/entrer", "/carte/unknown", "/connexion", "/atelier/1"])
def test_a_browser_without_cookies_is_told_what_to_do(reader: Reader, path: str) -> None:
    response = reader.browser.post(path)
    page = page_of(response)
    assert response.status_code == 400
    assert "un autre navigateur" in page.main_text
    assert "Réessayer" not in page.main_text


def test_an_old_form_in_a_browser_with_cookies_can_be_sent_again(reader: Reader) -> None:
    reader.go("/")
    response = reader.browser.post("/", data={"csrf_token": "old"})
    assert "Réessayer" in page_of(response).main_text
