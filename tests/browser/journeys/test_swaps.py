"""With scripts, an answer changes <main> alone, and all the rest of a page load still happens."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from pixlearn.activities import Item
from tests.browser.journeys.answering import answer, one_of, one_walk, question, way_of
from tests.browser.journeys.beginner import Beginner
from tests.browser.journeys.database import ask
from tests.browser.visitor import PATIENCE, Visitor, plain

MARK = "document.querySelector('header').dataset.mark = 'here'"


@pytest.fixture
def learner(visitor: Visitor) -> Visitor:
    """Somebody at their first question, with a mark on the page's header."""
    Beginner(visitor).comes_to_the_first_question()
    return visitor


def asked(learner: Visitor, item: Item) -> None:
    """Show a question, and mark the page."""
    ask(learner, item)
    learner.driver.execute_script(MARK)


def page_is_the_same(learner: Visitor) -> bool:
    """Whether the header still is the very same element: only <main> has changed."""
    return learner.find("header").get_attribute("data-mark") == "here"


def has_focus(learner: Visitor, css: str) -> None:
    """Wait until what a CSS selector finds, or something in it, has the focus."""
    WebDriverWait(learner.driver, PATIENCE).until(
        lambda driver: driver.execute_script(
            "return document.querySelector(arguments[0])?.contains(document.activeElement)", css
        ),
        f"{css} has not the focus, but {learner.focused.get_attribute('outerHTML')[:200]}",
    )


def test_an_answer_changes_main_title_address_and_focus(learner: Visitor) -> None:
    asked(learner, one_of("choisir_image"))
    answer(learner, question(learner))
    has_focus(learner, "h1")
    assert page_is_the_same(learner)
    assert learner.path.startswith("/diagnostic/point-de-depart/2")
    assert plain(learner.heading) in plain(learner.driver.title)
    assert learner.driver.execute_script("return scrollY") == 0


def test_an_error_takes_the_focus_and_leads_to_the_field(learner: Visitor) -> None:
    asked(learner, one_of("ecrire_court"))
    learner.press("Valider ma réponse")
    has_focus(learner, "[role=alert]")
    assert page_is_the_same(learner)
    assert learner.driver.title.startswith("Erreur – ")
    assert learner.path == "/diagnostic/point-de-depart/1"
    learner.tap(learner.find("[role=alert] a"))
    has_focus(learner, "[name=reponse]")
    learner.driver.refresh()
    assert not learner.driver.title.startswith("Erreur")


def test_what_was_written_stays_after_an_error(learner: Visitor) -> None:
    asked(learner, one_of("remplir_formulaire"))
    field = learner.find(
        "main form[data-main] input[type=text], main form[data-main] input[type=email]"
    )
    name = field.get_attribute("name")
    learner.fill(field, "zz")
    learner.press("Valider ma réponse")
    has_focus(learner, "[role=alert]")
    assert learner.find(f"[name={name}]").get_attribute("value") == "zz"
    learner.driver.refresh()
    assert learner.find(f"[name={name}]").get_attribute("value") == "zz"


def test_a_moved_line_keeps_the_focus_and_is_told(learner: Visitor) -> None:
    asked(learner, one_of("mettre_en_ordre"))
    line = learner.find("main li:nth-child(2) p").text
    learner.send("main li:nth-child(2) [name=monter]")
    has_focus(learner, "main li:first-child")
    assert learner.focused.tag_name == "button"
    assert line.split("\n")[-1] in learner.find("main li:first-child").text
    assert page_is_the_same(learner)
    told = learner.find("#status").get_attribute("textContent") or ""
    assert plain(told) == plain(learner.find("[data-status]").text)
    learner.driver.refresh()
    assert line.split("\n")[-1] in learner.find("main li:first-child").text


def test_an_opened_screen_takes_the_focus_and_back_closes_it(learner: Visitor) -> None:
    walk = one_walk()
    asked(learner, walk)
    first_screen = learner.find("main .device").get_attribute("aria-label")
    learner.send(f'main .device button[value="{way_of(walk)[0]}"]')
    has_focus(learner, "main .device")
    assert page_is_the_same(learner)
    assert learner.find("main .device").get_attribute("aria-label") != first_screen
    learner.driver.back()
    WebDriverWait(learner.driver, PATIENCE).until(
        lambda _: learner.find("main .device").get_attribute("aria-label") == first_screen
    )
    answer(learner, walk)
    assert "/diagnostic/point-de-depart/2" in learner.path


def test_back_and_forward_show_the_right_page_and_work(learner: Visitor) -> None:
    asked(learner, one_of("choisir_image"))
    first = learner.heading
    answer(learner, question(learner))
    second = (learner.path, learner.heading)
    learner.driver.back()
    wait_for_heading(learner, first)
    assert learner.path == "/diagnostic/point-de-depart/1"
    assert "Votre réponse est gardée" in learner.find("main").text
    learner.driver.forward()
    wait_for_heading(learner, second[1])
    assert learner.path == second[0]
    answer(learner, question(learner))
    assert learner.path != second[0]


def wait_for_heading(learner: Visitor, words: str) -> None:
    """Wait until the h1 says so: a step in the history gives no other sign."""
    WebDriverWait(learner.driver, PATIENCE).until(
        lambda driver: driver.find_element(By.CSS_SELECTOR, "h1").text == words
    )
