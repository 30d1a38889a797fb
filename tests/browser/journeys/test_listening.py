"""« Écouter »: put in by the script when the device has a French voice, and never by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.browser.journeys.answering import one_of, question
from tests.browser.journeys.beginner import Beginner
from tests.browser.journeys.database import ask
from tests.browser.visitor import Visitor, plain

Voice = Callable[[str], Visitor]
DEVICE = """
window.heard = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [{lang: "LANGUAGE"}],
  speak: ({text, lang, rate}) => heard.push({text, lang, rate}),
  cancel: () => { window.heard = []; },
  addEventListener: () => {},
}});
"""


@pytest.fixture
def device(visitor: Visitor) -> Iterator[Voice]:
    """Gives the visitor a device with a voice of some language; it keeps what it was given."""
    with ExitStack() as undo:

        def speaking(language: str) -> Visitor:
            source = {"source": DEVICE.replace("LANGUAGE", language)}
            command = visitor.driver.execute_cdp_cmd
            added = command("Page.addScriptToEvaluateOnNewDocument", source)
            undo.callback(command, "Page.removeScriptToEvaluateOnNewDocument", added)
            return visitor

        yield speaking


def heard(visitor: Visitor) -> list[dict[str, Any]]:
    """What the device is saying."""
    said = visitor.driver.execute_script("return heard")
    assert isinstance(said, list)
    return said


def test_the_question_and_its_choices_are_read_and_stopped(device: Voice) -> None:
    visitor = device("fr-FR")
    beginner = Beginner(visitor)
    beginner.begins(listening=True)
    beginner.does_the_gestures()
    visitor.send("main [name=action][value=passer]")
    ask(visitor, one_of("choisir_image"))
    assert heard(visitor) == []
    button = visitor.find("main .listen")
    assert (button.text, button.get_attribute("aria-pressed")) == ("Écouter la question", "false")
    button.click()
    texts = [plain(each["text"]) for each in heard(visitor)]
    words = [plain(each.text) for each in visitor.driver.find_elements("css selector", ".choice")]
    assert texts[0] == plain(question(visitor).speech or visitor.heading)
    assert len(texts) >= 1 + len(words)
    assert {(each["lang"], each["rate"]) for each in heard(visitor)} == {("fr-FR", 0.8)}
    assert (button.text, button.get_attribute("aria-pressed")) == ("Arrêter", "true")
    button.click()
    assert heard(visitor) == []
    assert (button.text, button.get_attribute("aria-pressed")) == ("Écouter la question", "false")


def test_the_voice_stops_with_the_page_and_the_next_one_waits(device: Voice) -> None:
    visitor = device("fr-FR")
    Beginner(visitor).begins(listening=True)
    visitor.find("main .listen").click()
    assert heard(visitor)
    visitor.press("J'appuie ici")
    assert heard(visitor) == []
    visitor.find("main .listen").click()
    assert plain(heard(visitor)[0]["text"]) == plain(visitor.heading)


@pytest.mark.parametrize(("language", "listening"), [("en-GB", True), ("fr-FR", False)])
def test_no_button_without_a_french_voice_or_without_asking(
    device: Voice, language: str, listening: bool
) -> None:
    visitor = device(language)
    Beginner(visitor).begins(listening=listening)
    assert visitor.driver.find_elements("css selector", ".listen") == []
