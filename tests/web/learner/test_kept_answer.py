"""An answer typed on a shared computer past its time: it comes back to the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from pixlearn.content.current import catalogue
from tests.web.browsing import filled_fields
from tests.web.learner.reader import Reader, ask
from tests.web.learner.ways import Card, enter_by_card, enter_by_code, make_card

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
LETTER = "Bonjour,\nje viendrai jeudi à 10 h.\nMerci, Sonia"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    """The moment, which stands still until a test moves it."""
    with time_machine.travel(MONDAY, tick=False) as stopped:
        yield stopped


@pytest.fixture
def sonia(app: Flask, beginner: Reader) -> Card:
    """Sonia, on a shared computer, before an e-mail to write."""
    card = make_card(beginner)
    beginner.go("/appareil")
    beginner.press("D'autres")
    beginner.go("/diagnostic")
    item = next(one for one in catalogue().asked_items if one.type == "envoyer_email")
    ask(app, beginner.learner_id, item.id)
    beginner.go("/diagnostic/point-de-depart/1")
    return card


def sends_too_late(beginner: Reader, clock: time_machine.Coordinates) -> None:
    fields = {**filled_fields(beginner.page.main_form()), "message": LETTER}
    clock.shift(timedelta(minutes=16))
    answer = beginner.browser.post(beginner.path, data=fields)
    beginner.page = beginner.browser.page(answer.location)


def test_the_door_says_why_and_the_card_brings_the_letter_back(
    beginner: Reader, sonia: Card, clock: time_machine.Coordinates
) -> None:
    sends_too_late(beginner, clock)
    assert "déconnecté après 15 minutes sans rien faire" in beginner.page.main_text
    assert "Ce que vous avez écrit est gardé" in beginner.page.main_text
    page = enter_by_card(beginner, sonia)
    assert "Ce que vous avez écrit est gardé ici" in page.main_text
    assert filled_fields(page.main_form())["message"].strip("\n") == LETTER


def test_the_code_and_the_digits_bring_it_back_too(
    beginner: Reader, sonia: Card, clock: time_machine.Coordinates
) -> None:
    sends_too_late(beginner, clock)
    enter_by_code(beginner, sonia.code, sonia.digits)
    assert LETTER.splitlines()[1] in beginner.page.html


def test_somebody_else_at_this_computer_does_not_read_it(
    beginner: Reader, sonia: Card, clock: time_machine.Coordinates
) -> None:
    sends_too_late(beginner, clock)
    beginner.go("/")
    beginner.press("Je commence")
    assert "viendrai" not in beginner.page.html
    assert "Son texte ne vous est pas montré" in beginner.page.main_text
    beginner.go("/diagnostic")
    assert "viendrai" not in beginner.page.html
