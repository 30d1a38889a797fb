"""A word before the time is up, one press to stay, and a password that can be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from tests.web.account.people import Professional, with_password
from tests.web.browsing import Browser, filled_fields
from tests.web.counsellor.conftest import Place

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def claire(place: Place) -> Professional:
    """A counsellor with a password."""
    return with_password(place.app, place.counsellor)


def test_one_press_stays_signed_in_without_another_page(claire: Professional) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        browser = claire.in_browser()
        page = browser.page("/conseiller/ateliers/nouveau")
        clock.shift(timedelta(minutes=26))
        form = {"csrf_token": filled_fields(page.main_form())["csrf_token"]}
        stayed = browser.post("/rester", data=form)
        assert stayed.get_data(as_text=True) == f"{30 * 60} {10 * 3600 - 26 * 60}"
        clock.shift(timedelta(minutes=29))
        assert browser.get("/conseiller/").status_code == 200


def test_the_page_knows_how_long_and_says_it_without_scripts(claire: Professional) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        browser = claire.in_browser()
        clock.shift(timedelta(minutes=4))
        page = browser.page("/conseiller/")
    assert page.by_id["time-left"].get("data-rest") == str(26 * 60)
    assert "Après 30 minutes sans rien faire, vous êtes déconnecté" in page.html


def test_on_an_own_phone_there_is_no_such_word(beginner_page: str) -> None:
    assert "time-left" not in beginner_page


@pytest.fixture
def beginner_page(app: Flask) -> str:
    """The first page of somebody who learns on their own phone."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.send(browser.page("/"))
    return browser.page("/ecouter").html


def test_a_session_that_is_over_is_not_prolonged(claire: Professional) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        browser = claire.in_browser()
        page = browser.page("/conseiller/ateliers/nouveau")
        clock.shift(timedelta(minutes=31))
        form = {"csrf_token": filled_fields(page.main_form())["csrf_token"]}
        assert browser.post("/rester", data=form).status_code == 303


@pytest.mark.parametrize("path", ["/connexion", "/mon-compte/mot-de-passe"])
def test_each_password_can_be_shown(claire: Professional, path: str) -> None:
    browser = claire.browser() if path == "/connexion" else claire.in_browser()
    page = browser.page(path)
    fields = {one.get("id") for one in page.all("input") if one.get("type") == "password"}
    buttons = [one for one in page.all("button") if one.get("data-reveal")]
    assert {one.get("data-reveal") for one in buttons} == fields
    assert all(one.get("type") == "button" and not one.get("name") for one in buttons)
    assert "work.js" in page.html
