"""Limits on wrong secrets: slow down, never block for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pixlearn.accounts import secret
from pixlearn.accounts.secret import Tried
from pixlearn.accounts.store import FailedTry
from pixlearn.config import Settings
from pixlearn.db import db, now, transaction
from tests.web.account.people import with_password
from tests.web.browsing import filled_fields, page_of
from tests.web.counsellor.people import a_structure, somebody_at_work
from tests.web.learner.reader import Reader
from tests.web.learner.ways import (
    Card,
    enter_by_card,
    enter_by_code,
    enter_workshop,
    make_card,
    nameless_cards,
    open_room,
)

pytestmark = pytest.mark.both

NewReader = Callable[[], Reader]
WAIT = 429


@pytest.fixture
def new_reader(app: Flask) -> NewReader:
    """Somebody with a new browser."""
    return lambda: Reader(app, app.test_client())  # type: ignore[arg-type]


@pytest.fixture
def card(new_reader: NewReader) -> Card:
    """A card that a person holds."""
    owner = new_reader()
    owner.begin()
    return make_card(owner)


@pytest.fixture
def guesser(new_reader: NewReader, card: Card) -> Reader:
    """Somebody who has typed the code of that card, and not its digits."""
    reader = new_reader()
    type_code(reader, card)
    return reader


def type_code(reader: Reader, card: Card) -> None:
    reader.go("/entrer")
    reader.press("Continuer", code=card.code)


def wrong_digits(card: Card) -> str:
    return f"{(int(card.digits) + 1) % 10_000:04}"


def guess(reader: Reader, digits: str, **request: object) -> TestResponse:
    """Send digits with the form of the page."""
    form = filled_fields(reader.page.main_form())
    form["digits"] = digits
    return reader.browser.post("/entrer/chiffres", data=form, **request)  # type: ignore[arg-type]


def test_five_wrong_digits_then_wait_a_minute(guesser: Reader, card: Card) -> None:
    statuses = [guess(guesser, wrong_digits(card)).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [WAIT]


def test_while_waiting_the_right_digits_wait_too_and_then_open(guesser: Reader, card: Card) -> None:
    for _ in range(5):
        guess(guesser, wrong_digits(card))
    response = guess(guesser, card.digits)
    assert response.status_code == WAIT
    assert "Attendez 1 minute" in page_of(response).main_text
    assert 0 < int(response.headers["Retry-After"]) <= 61
    with time_machine.travel(now() + timedelta(seconds=62), tick=False):
        assert guess(guesser, card.digits).status_code == 303


def test_the_wait_doubles_up_to_15_minutes(guesser: Reader, card: Card) -> None:
    moment = now()
    waits = []
    for _ in range(5):
        guess(guesser, wrong_digits(card))
    for _ in range(6):
        with time_machine.travel(moment, tick=False):
            waits.append(int(guess(guesser, wrong_digits(card)).headers["Retry-After"]))
        moment += timedelta(seconds=waits[-1] + 1)
        with time_machine.travel(moment, tick=False):
            assert guess(guesser, wrong_digits(card)).status_code == 422
    minutes = [round(wait / 60) for wait in waits]
    assert minutes == [1, 2, 4, 8, 15, 15]


def fail_twenty_times(guesser: Reader, card: Card) -> None:
    moment = now()
    for _ in range(20):
        with time_machine.travel(moment, tick=False):
            assert guess(guesser, wrong_digits(card)).status_code == 422
        moment += timedelta(minutes=16)


def test_after_20_in_a_day_only_the_qr_code_opens(
    guesser: Reader, card: Card, new_reader: NewReader
) -> None:
    fail_twenty_times(guesser, card)
    with time_machine.travel(now() + timedelta(hours=6), tick=False):
        type_code(guesser, card)
        response = guess(guesser, card.digits)
        assert response.status_code == WAIT
        assert "le carré dessiné sur votre carte" in page_of(response).main_text
        owner = new_reader()
        enter_by_card(owner, card)
        assert owner.path.startswith("/diagnostic/")


def test_the_day_after_the_digits_open_again(guesser: Reader, card: Card) -> None:
    fail_twenty_times(guesser, card)
    with time_machine.travel(now() + timedelta(hours=30), tick=False):
        type_code(guesser, card)
        assert guess(guesser, card.digits).status_code == 303


def test_a_success_forgets_the_failures_before(
    guesser: Reader, card: Card, new_reader: NewReader
) -> None:
    for _ in range(4):
        guess(guesser, wrong_digits(card))
    assert guess(guesser, card.digits).status_code == 303
    other = new_reader()
    enter_by_code(other, card.code, wrong_digits(card))
    assert guess(other, wrong_digits(card)).status_code == 422


def test_a_wrong_code_and_wrong_digits_get_the_same_words(
    card: Card, new_reader: NewReader
) -> None:
    known, unknown = new_reader(), new_reader()
    enter_by_code(known, card.code, wrong_digits(card))
    enter_by_code(unknown, "0000 0000", card.digits)
    assert known.page.main_text == unknown.page.main_text


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every secret that reached the hash."""
    reached: list[str] = []
    really = secret.try_secret

    def watched(pepper: str, stored: str | None, typed: str) -> Tried:
        reached.append(typed)
        return really(pepper, stored, typed)

    monkeypatch.setattr(secret, "try_secret", watched)
    return reached


def addresses() -> Iterator[dict[str, str]]:
    """50 addresses in turn, each also lying about where it comes from."""
    for number in cycle(range(50)):
        yield {"REMOTE_ADDR": f"10.0.0.{number}", "HTTP_X_FORWARDED_FOR": f"192.0.2.{number}"}


def test_a_day_of_guesses_from_50_addresses_tries_20_digits_at_most(
    app: Flask, guesser: Reader, card: Card, hashes: list[str]
) -> None:
    attacker = FlaskClient(app)
    for name in ("pixlearn",):
        cookie = guesser.browser.get_cookie(name)
        assert cookie is not None
        attacker.set_cookie(name, cookie.value)
    form = filled_fields(guesser.page.main_form())
    places = addresses()
    moment = now()
    for number in range(600):
        form["digits"] = f"{number:04}" if f"{number:04}" != card.digits else "9999"
        with time_machine.travel(moment + timedelta(minutes=2.3 * number), tick=False):
            attacker.post("/entrer/chiffres", data=form, environ_overrides=next(places))
    assert len(hashes) <= 20


def test_a_room_signs_in_while_another_address_attacks(
    app: Flask, settings: Settings, guesser: Reader, card: Card, new_reader: NewReader
) -> None:
    attack = {"REMOTE_ADDR": "203.0.113.9"}
    for _ in range(40):
        guess(guesser, wrong_digits(card), environ_overrides=attack)
    stack = nameless_cards(app, settings, open_room(app).structure, count=15)
    for one in stack:
        learner = new_reader()
        enter_by_code(learner, one.code, one.digits)
        assert learner.path == "/ecouter"


def test_one_address_waits_after_30_failures_on_many_cards(new_reader: NewReader) -> None:
    reader = new_reader()
    statuses = []
    for number in range(31):
        reader.go("/entrer")
        response = reader.browser.send(reader.page, code=f"{100_000 + number}")
        statuses.append(response.status_code)
    assert statuses == [422] * 30 + [WAIT]


def test_with_the_limits_off_nobody_waits(
    app: Flask, settings: Settings, guesser: Reader, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    relaxed = replace(settings, limits=False)
    monkeypatch.setitem(app.extensions, "pixlearn_settings", relaxed)
    statuses = {guess(guesser, wrong_digits(card)).status_code for _ in range(25)}
    assert statuses == {422}
    assert guess(guesser, card.digits).status_code == 303


def thirty_wrong_codes(new_reader: NewReader, **request: object) -> Reader:
    """A phone of the room that types workshop codes which open nothing."""
    reader = new_reader()
    reader.go("/entrer")
    form = filled_fields(reader.page.main_form())
    for number in range(31):
        form["code"] = f"{100_000 + number}"
        last = reader.browser.post("/entrer", data=form, **request)  # type: ignore[arg-type]
    assert last.status_code == WAIT
    return reader


def test_thirty_wrong_codes_keep_nobody_else_of_the_room_out(
    app: Flask, card: Card, new_reader: NewReader
) -> None:
    with app.app_context(), transaction():
        staff = somebody_at_work(a_structure("Val"), "Claire", counsels=True, refers=False)
    claire = with_password(app, staff)
    room = open_room(app, "Mission locale du Nord")
    thirty_wrong_codes(new_reader)
    owner, beginner, neighbour = new_reader(), new_reader(), new_reader()
    enter_by_code(owner, card.code, card.digits)
    assert owner.path.startswith("/diagnostic/")
    beginner.begin()
    neighbour.go("/entrer")
    neighbour.press("Continuer", code=room.code)
    neighbour.press("J'entre")
    assert neighbour.path == "/ecouter"
    assert claire.browser().get("/connexion").status_code == 200
    assert "Aujourd'hui" in claire.after_password(claire.browser()).main_text


def test_wrong_secrets_go_on_waiting_after_thirty_wrong_codes(
    card: Card, new_reader: NewReader
) -> None:
    thirty_wrong_codes(new_reader)
    guesser = new_reader()
    guesser.go("/entrer")
    guesser.press("Continuer", code=card.code)
    assert guess(guesser, wrong_digits(card)).status_code == WAIT
    assert [guess(guesser, wrong_digits(card)).status_code for _ in range(5)] == [WAIT] * 5
    assert guess(guesser, card.digits).status_code == WAIT, "each was counted on the card"


def test_from_a_waiting_address_10_000_guesses_try_20_digits_at_most(
    guesser: Reader, card: Card, new_reader: NewReader, hashes: list[str]
) -> None:
    thirty_wrong_codes(new_reader)
    form = filled_fields(guesser.page.main_form())
    moment = now()
    for number in range(400):
        form["digits"] = f"{number:04}" if f"{number:04}" != card.digits else "9999"
        with time_machine.travel(moment + timedelta(minutes=3.5 * number), tick=False):
            FlaskClient.post(guesser.browser, "/entrer/chiffres", data=form)
    assert len(hashes) <= 20


def test_where_people_sit_in_an_open_workshop_ten_times_more_mistakes_are_heard(
    app: Flask, new_reader: NewReader
) -> None:
    enter_workshop(new_reader(), open_room(app).code)
    reader = new_reader()
    reader.go("/entrer")
    form = filled_fields(reader.page.main_form())
    statuses = []
    for number in range(40):
        form["code"] = f"{100_000 + number}"
        statuses.append(reader.browser.post("/entrer", data=form).status_code)
    assert statuses == [422] * 40


def test_guessing_workshop_codes_ends_even_with_the_right_one(
    app: Flask, new_reader: NewReader
) -> None:
    room = open_room(app)
    with app.app_context(), transaction():
        db.session.add_all(FailedTry(key="address:127.0.0.1") for _ in range(300))
    reader = new_reader()
    reader.go("/entrer")
    form = filled_fields(reader.page.main_form())
    form["code"] = room.code
    assert reader.browser.post("/entrer", data=form).status_code == WAIT


def test_sixty_begin_from_one_address_and_the_next_one_is_told_to_wait(
    app: Flask, new_reader: NewReader
) -> None:
    address = {"REMOTE_ADDR": "198.51.100.7"}
    with app.app_context(), transaction():
        db.session.add_all(FailedTry(key="start:198.51.100.7") for _ in range(59))
    assert _begins(new_reader(), address).status_code == 303
    told = _begins(new_reader(), address)
    assert told.status_code == WAIT
    assert told.headers["Retry-After"] == "600"
    page = page_of(told)
    assert page.heading == "Beaucoup de personnes viennent de commencer ici"
    assert "Son code vous fait entrer tout de suite." in page.main_text
    assert _begins(new_reader(), {"REMOTE_ADDR": "198.51.100.8"}).status_code == 303


def test_ten_minutes_later_one_may_begin_there_again(app: Flask, new_reader: NewReader) -> None:
    address = {"REMOTE_ADDR": "198.51.100.7"}
    with app.app_context(), transaction():
        db.session.add_all(FailedTry(key="start:198.51.100.7") for _ in range(60))
    with time_machine.travel(now() + timedelta(minutes=11), tick=False):
        assert _begins(new_reader(), address).status_code == 303


def _begins(reader: Reader, address: dict[str, str]) -> TestResponse:
    form = filled_fields(reader.go("/").main_form())
    return reader.browser.post("/", data=form, environ_overrides=address)


def test_the_cookie_does_not_tell_the_code_that_was_typed(guesser: Reader, card: Card) -> None:
    with guesser.browser.session_transaction() as session:
        kept = session["card_code"]
    assert card.code.replace(" ", "") not in kept


def test_a_code_left_on_a_computer_opens_nothing_half_an_hour_later(
    guesser: Reader, card: Card
) -> None:
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        answer = guess(guesser, card.digits)
    assert (answer.status_code, answer.location) == (303, "/entrer")
