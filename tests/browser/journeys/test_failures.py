"""A slow network, a hasty finger, a network that goes away: nothing is lost, nothing sent twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.journeys.answering import one_of
from tests.browser.journeys.beginner import Beginner
from tests.browser.journeys.database import ask, learner, outcomes
from tests.browser.visitor import PATIENCE, Visitor

SENT = """
return performance.getEntriesByType("resource").filter(
  (entry) => entry.initiatorType === "fetch" && entry.name.endsWith("/point-de-depart/1")).length;
"""
BAD_GATEWAY = """
const usual = fetch;
window.fetch = async () => {
  window.fetch = usual;
  const headers = {"Content-Type": "text/html"};
  return new Response("<h1>Bad Gateway</h1>", {status: 502, headers});
};
"""
ANY_SPEED = -1


@pytest.fixture
def somebody(visitor: Visitor) -> Iterator[Visitor]:
    """Somebody with a word to write, on a network that can be made slow."""
    Beginner(visitor).comes_to_the_first_question()
    ask(visitor, one_of("ecrire_court"))
    visitor.fill(visitor.find("[name=reponse]"), "quelque chose")
    yield visitor
    visitor.driver.delete_network_conditions()


def network(visitor: Visitor, *, latency: int = 0, offline: bool = False) -> None:
    """Give the phone a network: milliseconds before an answer, or none at all."""
    visitor.driver.set_network_conditions(offline=offline, latency=latency, throughput=ANY_SPEED)


def way_on(visitor: Visitor) -> WebElement:
    """The button that leads on."""
    return visitor.find("main [data-way-on]")


def says_so(visitor: Visitor) -> None:
    """Wait for the words about the network; the page is as it was, and can be sent again."""
    wait = WebDriverWait(visitor.driver, PATIENCE)
    wait.until(lambda _: visitor.focused.get_attribute("role") == "alert")
    assert "Vos réponses sont encore là." in visitor.focused.text
    assert way_on(visitor).text == "Valider ma réponse"
    assert visitor.find("[name=reponse]").get_attribute("value") == "quelque chose"


def test_the_button_says_that_the_answer_leaves_and_keeps_the_focus(somebody: Visitor) -> None:
    network(somebody, latency=1500)
    before, button = somebody.find("main"), way_on(somebody)
    button.click()
    assert button.text == "Envoi…"
    assert somebody.focused == button
    assert somebody.find("form[data-main]").get_attribute("aria-busy") == "true"
    somebody.wait_for_another(before)


def test_a_double_tap_sends_one_answer(somebody: Visitor) -> None:
    who = learner(somebody)
    network(somebody, latency=1500)
    before, button = somebody.find("main"), way_on(somebody)
    ActionChains(somebody.driver, duration=0).double_click(button).perform()
    somebody.wait_for_another(before)
    assert somebody.path.startswith("/diagnostic/point-de-depart/2")
    assert len(outcomes(somebody, who)) == 1
    assert somebody.driver.execute_script(SENT) == 1


def test_without_network_the_page_keeps_the_words_and_tries_again(somebody: Visitor) -> None:
    network(somebody, offline=True)
    way_on(somebody).click()
    says_so(somebody)
    network(somebody)
    somebody.press("Réessayer")
    assert somebody.path.startswith("/diagnostic/point-de-depart/2")


def test_an_answer_that_is_no_page_of_ours_is_a_failure_too(somebody: Visitor) -> None:
    somebody.driver.execute_script(BAD_GATEWAY)
    way_on(somebody).click()
    says_so(somebody)
    somebody.press("Réessayer")
    assert somebody.path.startswith("/diagnostic/point-de-depart/2")
