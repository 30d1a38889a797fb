"""Before, at the end of and after a track: how one feels, what was done, what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_learner, answers, finished_lesson, signed_in
from tests.web.learner.answering import right
from tests.web.learner.reader import Reader, buttons_of, form_with, links_of
from tests.web.parsed_page import ParsedPage, text_of
from tests.web.statements import counted_statements

TRACK = "/parcours/mes-emails"
LESSONS = [f"P3.{number}" for number in range(1, 7)]
RIGHT = [(skill, 1.0) for skill in ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")]


@pytest.fixture
def karim(app: Flask) -> UUID:
    """Somebody at the end of the diagnostic."""
    with app.app_context(), transaction():
        learner = a_learner("Karim")
        answers(learner, RIGHT)
    return learner


@pytest.fixture
def done(app: Flask, karim: UUID) -> Callable[..., Browser]:
    """Karim's browser, after these lessons."""

    def finish(*lessons: str, ticked: bool = False) -> Browser:
        with app.app_context(), transaction():
            for lesson in lessons:
                finished_lesson(karim, lesson, ticked=ticked)
        return signed_in(app, learner=karim)

    return finish


def way_on(page: ParsedPage) -> str:
    """Where the one filled link leads."""
    [link] = [each for each in page.one("main").iter("a") if "data-way-on" in each.attrib]
    return link.get("href", "")


def test_no_lesson_hides_behind_a_page_of_its_track(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/parcours/")]
    taken = {rule.split("/")[3] for rule in rules if rule.count("/") == 3}
    slugs = {lesson.text.slug for lesson in catalogue().teaching.lessons.values()}
    assert not taken & slugs
    assert {"confiance", "bilan"} <= taken


# How one feels, before and after.


def test_the_first_lesson_of_a_track_asks_how_one_feels(beginner: Reader) -> None:
    beginner.go(f"{TRACK}/joindre-un-document")
    beginner.press("Je commence la leçon")
    assert beginner.page.heading == "Avant de commencer, comment vous sentez-vous ?"
    beginner.press("Continuer", visage="1")
    assert beginner.path == f"{TRACK}/joindre-un-document/etape-1"
    assert "Avant : Pas à l'aise" in text_of(
        beginner.go("/progression").one("section", id="progression")
    )


def test_the_question_is_asked_once_a_track(beginner: Reader) -> None:
    for lesson, asked in (("joindre-un-document", True), ("mon-adresse-email", False)):
        beginner.go(f"{TRACK}/{lesson}")
        beginner.press("Je commence la leçon")
        assert ("/confiance" in beginner.path) is asked


@pytest.mark.parametrize("face", [{}, {"visage": "4"}, {"visage": "x"}])
def test_one_goes_on_without_an_answer(beginner: Reader, face: dict[str, str]) -> None:
    beginner.go(f"{TRACK}/joindre-un-document")
    beginner.press("Je commence la leçon")
    beginner.press("Continuer", **face)
    assert beginner.path.endswith("/etape-1")
    assert "Se sentir à l'aise" not in beginner.go("/progression").main_text


def test_an_answer_may_be_changed(beginner: Reader) -> None:
    for face in ("1", "3"):
        beginner.go(f"{TRACK}/confiance")
        beginner.press("Continuer", visage=face)
    words = beginner.go("/progression").main_text
    assert "Avant : À l'aise" in words
    assert "Pas à l'aise" not in words


def test_a_moment_that_does_not_exist_has_no_page(beginner: Reader) -> None:
    assert beginner.browser.get(f"{TRACK}/confiance?moment=pendant").status_code == 404


def test_after_comes_once_the_track_is_finished(done: Callable[..., Browser]) -> None:
    browser = done(*LESSONS[:5])
    assert browser.page(f"{TRACK}/confiance?moment=apres").heading == "Ce qu'il vous reste"
    browser = done(LESSONS[5])
    page = browser.page(f"{TRACK}/confiance?moment=apres")
    page = browser.go_on(browser.send(page, "Continuer", visage="3"))
    assert "Après : À l'aise" in page.main_text


# The end of a track.


def test_a_track_under_way_says_kindly_what_is_left(done: Callable[..., Browser]) -> None:
    page = done(*LESSONS[:4]).page(f"{TRACK}/bilan")
    assert page.heading == "Ce qu'il vous reste"
    assert "Il reste 2 leçons. Prenez votre temps." in page.main_text
    assert way_on(page) in links_of(page).values()


def test_a_finished_track_says_what_one_can_do_and_one_next_step(
    done: Callable[..., Browser],
) -> None:
    page = done(*LESSONS, ticked=True).page(f"{TRACK}/bilan")
    assert page.heading == "Vous avez fini ce parcours"
    assert "Je sais répondre à un" in page.main_text
    assert "Fait en vrai" in page.main_text
    assert "Parce que vous voulez" in page.main_text
    assert way_on(page).startswith("/parcours/")
    assert not way_on(page).startswith(TRACK)


def test_the_end_of_a_track_asks_how_one_feels_now(done: Callable[..., Browser]) -> None:
    browser = done(*LESSONS)
    page = browser.page(f"{TRACK}/bilan")
    words = "Garder ma réponse"
    page = browser.go_on(browser.send(page, words, form_with(page, words), visage="2"))
    assert "Après : Ça dépend" in page.main_text
    assert words not in buttons_of(page)


def test_with_every_lesson_done_the_badges_are_the_way_on(done: Callable[..., Browser]) -> None:
    page = done(*catalogue().teaching.lessons).page(f"{TRACK}/bilan")
    assert way_on(page) == "/badges"


@pytest.mark.both
def test_the_end_of_a_track_takes_12_statements(app: Flask, done: Callable[..., Browser]) -> None:
    browser = done(*catalogue().teaching.lessons)
    with app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        browser.page(f"{TRACK}/bilan")
    assert len(sent) <= 12, sent


# Today.


def test_today_tells_what_was_done_today_only(app: Flask, done: Callable[..., Browser]) -> None:
    browser = done("P3.5", ticked=True)
    words = browser.page("/bilan").main_text
    assert "Joindre un document" in words
    assert "Je sais répondre à un" in words
    assert "Votre point de départ est fait." in words
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        words = browser.page("/bilan").main_text
    assert "Leçons finies" not in words
    assert "Cette page se remplit quand vous avancez." in words
    assert "Parce que vous voulez" in words


def test_today_before_the_end_of_the_diagnostic_leads_to_its_next_question(
    beginner: Reader,
) -> None:
    beginner.answer(right)
    page = beginner.go("/bilan")
    assert way_on(page) == "/diagnostic/point-de-depart/2"
    assert "Je sais appuyer sur un bouton pour valider." in page.main_text


# The result and the tracks.


def test_the_result_says_why_this_lesson_and_another_one_quietly(beginner: Reader) -> None:
    page = beginner.answer_all(right)
    assert "Parce que vous voulez" in page.main_text
    assert "Ou bien, parce que vous voulez" in page.main_text


def test_the_proposed_track_comes_first_with_its_reason(beginner: Reader) -> None:
    beginner.answer_all(right)
    lesson = links_of(beginner.page)["Je commence la leçon"]
    cards = [text_of(each) for each in beginner.go("/parcours").one("main").iter("li")]
    first = next(card for card in cards if "Pour vous" in card)
    assert cards.index(first) == 0
    assert "Parce que vous voulez" in first
    assert links_of(beginner.page)[first].split("/")[2] == lesson.split("/")[2]


@pytest.mark.parametrize("track", [f"P{number}" for number in range(1, 8)])
def test_each_reason_ends_a_sentence_that_begins_because(app: Flask, track: str) -> None:
    tracks = {one.id: one for one in catalogue().teaching.tracks.values()}
    reason = tracks[track].text.reason
    assert reason.startswith("vous ")
    assert len(f"Parce que {reason}".split()) <= 15
    assert not reason.endswith(".")
