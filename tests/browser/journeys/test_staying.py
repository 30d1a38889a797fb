"""Before a session ends, one press stays signed in, and what was written stays on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.professional_ways import PERSON
from tests.browser.visitor import PATIENCE, Visitor
from tests.browser.ways import then

# What waits for more than five minutes comes at once; the five minutes after the warning stay.
IMPATIENT = """
const wait = window.setTimeout;
window.setTimeout = (act, delay, ...more) => wait(act, delay > 300000 ? 0 : delay, ...more);
"""


@pytest.fixture
def warned(visitor: Visitor) -> Iterator[Visitor]:
    """A counsellor who writes a note when the warning comes."""
    command = "Page.addScriptToEvaluateOnNewDocument"
    added = visitor.driver.execute_cdp_cmd(command, {"source": IMPATIENT})
    then(PERSON, 'main a[href$="/notes"]')(visitor)
    yield visitor
    visitor.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def test_one_press_stays_and_the_text_is_there(warned: Visitor) -> None:
    note = warned.find("main textarea")
    note.send_keys("Vient le mardi.")
    offered = warned.find("#time-left button")
    assert offered.text.replace("\xa0", " ") == "Rester connecté"
    warned.tap(offered)
    wait = WebDriverWait(warned.driver, PATIENCE)
    wait.until(lambda _: offered not in warned.driver.find_elements(By.CSS_SELECTOR, "button"))
    assert "Vous êtes déconnecté" not in warned.find("#time-left").text.replace("’", "'")
    assert warned.find("#time-left button").is_displayed()  # the next five minutes, warned again
    assert note.get_attribute("value") == "Vient le mardi."
    assert warned.complaints() == []
