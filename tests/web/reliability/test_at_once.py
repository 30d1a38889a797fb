"""Many requests at the same moment, and a database that is locked."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from pixlearn.accounts.store import Learner
from pixlearn.config import Settings
from pixlearn.db import db
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.learner.answering import DONT_KNOW, SKIP, right, wrong
from tests.web.learner.reader import Reader, links_of
from tests.web.learner.ways import enter_workshop, make_card, nameless_cards, open_room

pytestmark = pytest.mark.both

AT_ONCE = 20
Request = Callable[[FlaskClient], TestResponse]


def same_browser(reader: Reader) -> FlaskClient:
    """One more connection of the same browser."""
    client = FlaskClient(reader.app)
    cookie = reader.browser.get_cookie("pixlearn")
    assert cookie is not None
    client.set_cookie("pixlearn", cookie.value)
    return client


def at_once(reader: Reader, requests: list[Request]) -> list[TestResponse]:
    """Send all requests at the same moment, each from a thread of its own."""
    start = threading.Barrier(len(requests))

    def send(request: Request) -> TestResponse:
        client = same_browser(reader)
        start.wait()
        return request(client)

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def test_the_same_answer_20_times_at_once_is_one_row_and_one_next_page(
    beginner: Reader,
) -> None:
    form = beginner.form_data(DONT_KNOW)
    answers = at_once(
        beginner, [lambda client: client.post("/diagnostic/point-de-depart/1", data=form)] * AT_ONCE
    )
    assert {(each.status_code, each.location) for each in answers} == {(303, answers[0].location)}
    assert len(beginner.item_answers()) == 1


def test_of_different_answers_at_once_one_stays(beginner: Reader) -> None:
    forms = [beginner.form_data(move) for move in (DONT_KNOW, SKIP)] * 5
    requests: list[Request] = [
        lambda client, form=form: client.post("/diagnostic/point-de-depart/1", data=form)  # type: ignore[misc]
        for form in forms
    ]
    assert {each.status_code for each in at_once(beginner, requests)} == {303}
    assert len(beginner.item_answers()) == 1


def test_the_same_change_at_once_is_one_row(beginner: Reader) -> None:
    beginner.answer(wrong)
    beginner.go(links_of(beginner.page)["Changer ma réponse"])
    form = beginner.form_data(SKIP)
    address = beginner.page.main_form().get("action", "")
    answers = at_once(beginner, [lambda client: client.post(address, data=form)] * 8)
    assert {each.status_code for each in answers} == {303}
    assert len(beginner.item_answers()) == 2


def test_sharing_at_once_is_one_sharing(app: Flask, beginner: Reader) -> None:
    enter_workshop(beginner, open_room(app).code)
    beginner.go("/partage")
    form = filled_fields(beginner.page.main_form())
    form.update({"partage": "oui", "age": "plus"})
    answers = at_once(beginner, [lambda client: client.post("/partage", data=form)] * 8)
    assert {each.status_code for each in answers} == {303}


def test_sitting_down_at_once_takes_one_seat(app: Flask, beginner: Reader) -> None:
    room = open_room(app)
    beginner.go(f"/atelier/{room.code}")
    form = filled_fields(beginner.page.main_form())
    path = beginner.path
    answers = at_once(beginner, [lambda client: client.post(path, data=form)] * 8)
    assert {each.status_code for each in answers} == {303}


def test_a_nameless_card_taken_at_once_is_one_learner(
    app: Flask, settings: Settings, beginner: Reader
) -> None:
    card, _ = nameless_cards(app, settings, open_room(app).structure)
    beginner.go(card.path)
    form = filled_fields(beginner.page.main_form())
    answers = at_once(beginner, [lambda client: client.post(card.path, data=form)] * 8)
    assert {each.status_code for each in answers} == {303}
    with app.app_context():
        assert db.session.execute(select(func.count(Learner.id))).scalar_one() == 2


def test_two_learners_at_once_do_not_disturb_each_other(app: Flask) -> None:
    readers = []
    for _ in range(4):
        browser = app.test_client()
        assert isinstance(browser, Browser)
        readers.append(Reader(app, browser))
    for reader in readers:
        reader.begin()

    def walk(reader: Reader) -> int:
        reader.answer_all(right)
        return len(reader.asked)

    with ThreadPoolExecutor(len(readers)) as pool:
        counts = list(pool.map(walk, readers))
    assert [len(reader.item_answers()) for reader in readers] == counts


@contextmanager
def locked(reader: Reader, seconds: float) -> Iterator[None]:
    """Another connection holds what an answer needs to write, for so long."""
    learner, held = reader.learner_id, threading.Event()

    def hold() -> None:
        with reader.app.app_context():
            if db.engine.dialect.name == "sqlite":
                other = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
                other.execute("BEGIN IMMEDIATE")
                held.set()
                time.sleep(seconds)
                other.execute("ROLLBACK")
                other.close()
                return
            with db.engine.begin() as connection:
                row = select(Learner.id).where(Learner.id == learner)
                connection.execute(row.with_for_update())
                held.set()
                time.sleep(seconds)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    try:
        yield
    finally:
        thread.join()


def test_a_lock_of_3_seconds_is_waited_for(beginner: Reader) -> None:
    with locked(beginner, 3):
        response = beginner.send(DONT_KNOW)
    assert response.status_code == 303
    assert len(beginner.item_answers()) == 1


def test_a_lock_of_10_seconds_gives_a_clear_503_with_the_form_kept(beginner: Reader) -> None:
    began = time.monotonic()
    with locked(beginner, 10):
        response = beginner.send(DONT_KNOW)
        waited = time.monotonic() - began
        assert response.status_code == 503
        assert waited < 9.5
        assert beginner.browser.get("/progression").status_code == 200
    page = page_of(response)
    kept = filled_fields(page.main_form())
    assert kept["action"] == "ne_sait_pas"
    assert "Réessayer" in page.main_text
    again = beginner.browser.send(page)
    assert again.status_code == 303
    assert [row.how for row in beginner.item_answers()] == ["ne_sait_pas"]


def test_reading_goes_on_while_the_database_is_locked(beginner: Reader) -> None:
    make_card(beginner)
    with locked(beginner, 2):
        began = time.monotonic()
        for path in ("/", "/diagnostic/point-de-depart/1", "/progression", "/ma-carte", "/aide"):
            assert beginner.browser.get(path).status_code in {200, 303}
        assert time.monotonic() - began < 2
