"""Passkeys on the server: only a key's own answer to this session's question opens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from pixlearn.config import Settings
from tests.web.account.a_passkey import Passkey
from tests.web.account.people import Professional, with_password
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.parsed_page import ParsedPage

ORIGIN, HOST = "http://localhost:8000", "localhost"


@pytest.fixture(autouse=True)
def named(app: Flask, settings: Settings) -> Iterator[None]:
    """The app at an address with a name."""
    app.extensions["pixlearn_settings"] = replace(settings, public_url=ORIGIN)
    yield
    app.extensions["pixlearn_settings"] = settings


@pytest.fixture
def claire(place: Place) -> Professional:
    """A counsellor with a password."""
    return with_password(place.app, place.counsellor)


def options_on(page: ParsedPage) -> dict[str, Any]:
    """What the page tells the browser to do with a key."""
    form = next(form for form in page.all("form") if form.get("data-passkey"))
    found: dict[str, Any] = json.loads(form.get("data-passkey", ""))
    return found


def send(browser: Browser, page: ParsedPage, answer: str) -> int:
    """Send an answer by the page's form for keys; the status that comes."""
    form = next(form for form in page.all("form") if form.get("data-passkey"))
    return browser.send(page, form=form, passkey=answer).status_code


def made(browser: Browser, key: Passkey) -> int:
    """Make a key; the status that comes."""
    page = browser.page("/mon-compte/cle")
    return send(browser, page, key.made(options_on(page)))


def test_a_passkey_opens_the_second_step(claire: Professional) -> None:
    key = Passkey(ORIGIN, HOST)
    assert made(claire.in_browser(), key) == 303
    for _ in range(2):
        browser = claire.browser()
        page = claire.after_password(browser)
        assert send(browser, page, key.used(options_on(page))) == 303
        assert browser.get("/conseiller/").status_code == 200


def test_the_answer_to_another_session_opens_nothing(claire: Professional) -> None:
    key = Passkey(ORIGIN, HOST)
    made(claire.in_browser(), key)
    here, elsewhere = claire.browser(), claire.browser()
    answer = key.used(options_on(claire.after_password(elsewhere)))
    assert send(here, claire.after_password(here), answer) == 422


def test_an_answer_serves_once(claire: Professional) -> None:
    key = Passkey(ORIGIN, HOST)
    browser = claire.in_browser()
    made(browser, key)
    page = browser.page("/mon-compte/verification")
    answer = key.used(options_on(page))
    assert send(browser, page, answer) == 303
    assert send(browser, browser.page("/mon-compte/verification"), answer) == 422


def test_a_key_of_somebody_else_opens_nothing(claire: Professional, place: Place) -> None:
    paul = with_password(place.app, place.counsellor_elsewhere)
    theirs, other = Passkey(ORIGIN, HOST), Passkey(ORIGIN, HOST)
    made(claire.in_browser(), theirs)
    made(paul.in_browser(), other)
    browser = claire.browser()
    page = claire.after_password(browser)
    assert send(browser, page, other.used(options_on(page))) == 422


def test_a_key_made_for_another_site_is_not_kept(claire: Professional) -> None:
    assert (
        made(claire.in_browser(), Passkey("http://elsewhere.example", "elsewhere.example")) == 422
    )


def test_a_copied_key_that_counts_backwards_opens_nothing(claire: Professional) -> None:
    key = Passkey(ORIGIN, HOST, served=5)
    made(claire.in_browser(), key)
    key.served = 3
    browser = claire.browser()
    page = claire.after_password(browser)
    assert send(browser, page, key.used(options_on(page))) == 422


@pytest.mark.parametrize(
    "answer",
    [
        "no JSON",
        "[]",
        "{}",
        "null",
        '{"id": 1, "rawId": 2, "type": "public-key", "response": 3}',
        '{"id": "é", "rawId": "é", "type": "public-key", "response": {}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA",'
        ' "attestationObject": "AA", "authenticatorData": "AA", "signature": "AA"}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30",'
        ' "attestationObject": "oWNmbXRkbm9uZQ", "authenticatorData": "", "signature": ""}}',
        "[" * 5000,
    ],
)
def test_what_is_no_answer_comes_back(claire: Professional, answer: str) -> None:
    browser = claire.in_browser()
    page = browser.page("/mon-compte/cle")
    assert send(browser, page, answer) == 422
    made(browser, Passkey(ORIGIN, HOST))
    page = browser.page("/mon-compte/verification")
    assert send(browser, page, answer) == 422


def test_a_key_that_is_removed_opens_nothing(claire: Professional) -> None:
    browser = claire.in_browser()
    made(browser, Passkey(ORIGIN, HOST))
    browser.send(browser.page("/mon-compte/"), press="Retirer")
    assert "Deuxième étape" not in claire.after_password(claire.browser()).main_text


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "https://[::1]"])
def test_at_an_address_without_a_name_no_passkey_is_offered(
    claire: Professional, app: Flask, settings: Settings, address: str
) -> None:
    app.extensions["pixlearn_settings"] = replace(settings, public_url=address)
    browser = claire.browser()
    claire.after_password(browser)
    assert "clé d'accès" not in browser.page("/mon-compte/").main_text
    assert browser.get("/mon-compte/cle").status_code == 404
