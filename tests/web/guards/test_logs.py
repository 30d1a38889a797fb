"""What is logged for real people: acts and refusals by ids, and nothing that anybody typed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from pixlearn.accounts.rules import show_code
from pixlearn.accounts.secret import card_secrets
from pixlearn.config import Settings
from pixlearn.web.logs import JsonLines
from tests.web.browsing import Browser, page_of
from tests.web.guards.asking import token_of
from tests.web.guards.sites import production
from tests.web.guards.world import SEED, World

CARD = card_secrets(SEED, 0)
TYPED = "Philomène-Anastasie"
FROM = {"REMOTE_ADDR": "203.0.113.57"}


class Log:
    """The lines written so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Log:
    """An empty log."""
    return Log()


@pytest.fixture
def site(settings: Settings, world: World, log: Log) -> Iterator[Flask]:
    """The site of real people; what it logs goes to `log`."""
    with production(settings) as app:
        for handler in logging.getLogger().handlers:
            if isinstance(handler.formatter, JsonLines):
                assert isinstance(handler, logging.StreamHandler)
                handler.setStream(log.stream)

        @app.post("/essai-de-faute/<word>")
        def faulty(word: str) -> str:
            raise ValueError(f"{word} {TYPED}")

        yield app


@pytest.fixture
def visitor(site: Flask) -> Browser:
    """Somebody at one address."""
    browser = site.test_client()
    assert isinstance(browser, Browser)
    browser.environ_base.update(FROM)
    return browser


def all_ways(visitor: Browser, world: World) -> Iterator[str]:
    """Walk through the ways in, with right and wrong secrets; yield what was typed or opened."""
    code = show_code(CARD.code)
    yield from (code, CARD.code)
    digits = visitor.go_on(visitor.send(visitor.page("/entrer"), code=code))
    visitor.send(digits, digits="4711", partage="oui")
    yield "4711"
    visitor.send(digits, digits=CARD.digits)
    visitor.send(visitor.page("/ma-carte"), prenom=TYPED)
    visitor.get(f"/nulle-part/{TYPED}?secret=in-the-query")
    yield from (TYPED, "in-the-query")
    visitor.send(visitor.page("/sortir"))
    visitor.get(f"/carte/{CARD.token}")  # ended by the new card
    visitor.get("/carte/unknown-token-of-somebody")
    yield from (CARD.token, "unknown-token-of-somebody")
    visitor.send(visitor.page(f"/atelier/{world.workshop_code}"))
    yield world.workshop_code
    for _ in range(2):  # a card first, then out
        visitor.send(visitor.page("/sortir"))
    visitor.send(visitor.page("/entrer"), code="999999")
    form = {"email": "somebody@structure.example", "password": "a-wrong-password"}
    visitor.send(visitor.page("/connexion"), **form)
    yield from form.values()
    visitor.send(visitor.page("/"))
    token = token_of(visitor)
    cookies = [cookie.value for cookie in visitor._cookies.values()]
    visitor.post(f"/essai-de-faute/{TYPED}", data={"csrf_token": token, "mot": TYPED})
    yield from (token, *cookies)


def test_nothing_personal_is_logged(visitor: Browser, world: World, log: Log) -> None:
    planted = set(all_ways(visitor, world))
    assert len(log.lines) >= 12
    for word in planted | {"203.0.113.57", "Zéphyrine", "/carte/", "Mozilla", "Werkzeug/"}:
        assert word, "nothing was planted"
        assert word not in log.text


def test_each_line_says_when_what_and_who_by_ids(visitor: Browser, world: World, log: Log) -> None:
    for _ in all_ways(visitor, world):
        pass
    for line in log.lines:
        assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)
        assert {"level", "logger", "message", "request", "endpoint", "method"} <= set(line)
        read = line["method"] == "GET" and line.get("status", 500) < 400
        assert line["address"] == (None if read else "203.0.113.0/24")
    acts = [(line["endpoint"], line.get("status"), line["account"]) for line in log.lines]
    learner = str(world.learner)
    assert ("public.check_digits", 422, None) in acts  # a wrong secret
    assert ("public.check_digits", 303, learner) in acts  # signing in
    assert ("learner.make_card", 303, learner) in acts
    assert "public.leave" in [endpoint for endpoint, _, _ in acts]
    assert ("public.card_door", 404, None) in acts
    assert ("public.check_sign_in", 422, None) in acts
    assert ("faulty", 500) in [(endpoint, status) for endpoint, status, _ in acts]


def test_a_fault_is_logged_by_its_kind_and_its_places(visitor: Browser, log: Log) -> None:
    token = token_of(visitor)
    response = visitor.post(f"/essai-de-faute/{TYPED}", data={"csrf_token": token})
    assert response.status_code == 500
    fault = next(line for line in log.lines if line["level"] == "error")
    assert fault["error"] == "builtins.ValueError"
    assert fault["places"][-1].endswith(" faulty")
    assert fault["request"] == response.headers["X-Request-Id"]
    assert fault["request"][:6].upper() in page_of(response).main_text


def test_reading_is_measured_and_who_reads_is_not_told(visitor: Browser, log: Log) -> None:
    visitor.send(visitor.page("/entrer"), code=show_code(CARD.code))
    visitor.send(visitor.page("/entrer/chiffres"), digits=CARD.digits)
    log.stream.seek(0)
    log.stream.truncate()
    for path in ("/", "/aide", "/progression", "/static/app.css", "/sante/vie"):
        visitor.get(path)
    assert [line["endpoint"] for line in log.lines] == [
        "public.home", "public.help", "learner.progression",
    ]  # fmt: skip
    for line in log.lines:
        assert (line["account"], line["address"]) == (None, None)
        assert line["lock_ms"] == 0


def test_each_request_says_what_it_took(visitor: Browser, log: Log) -> None:
    visitor.send(visitor.page("/"))  # a start
    read, begun = log.lines[0], log.lines[-1]
    assert begun["method"] == "POST"
    assert begun["statements"] > read["statements"] >= 0
    assert begun["ms"] >= begun["lock_ms"] > 0


def test_what_comes_with_a_request_breaks_no_line(visitor: Browser, log: Log) -> None:
    visitor.get('/nulle-part/%0a%22"\r\n{"level": "forged"}')
    visitor.post("/entrer", data={"code": "\n{}"}, headers={"User-Agent": 'a"b'})
    assert [line["status"] for line in log.lines] == [404, 400]
    assert "forged" not in log.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("203.0.113.57", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("unknown", None),
    ],
)
def test_an_address_loses_its_end(
    visitor: Browser, log: Log, address: str, shown: str | None
) -> None:
    visitor.get("/nulle-part", environ_base={"REMOTE_ADDR": address})
    assert log.lines[-1]["address"] == shown


def test_each_answer_has_its_own_number(visitor: Browser) -> None:
    numbers = {visitor.get("/aide").headers["X-Request-Id"] for _ in range(5)}
    assert len(numbers) == 5
