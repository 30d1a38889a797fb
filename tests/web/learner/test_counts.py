"""Budgets: statements of an answer, bytes of a page, as they are really sent."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.mastery.store import Answer
from pixlearn.tracks.rules import item_at
from tests.web.browsing import filled_fields, page_of
from tests.web.counsellor.people import place_after_all
from tests.web.learner.answering import Manner, dont_know, right
from tests.web.learner.reader import Reader, ask
from tests.web.learner.test_lessons import LESSONS, begin, place_of
from tests.web.learner.ways import make_card
from tests.web.parsed_page import ParsedPage
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

STATEMENTS = 12 + 1  # one more: whether another tab was quicker, so that the write lock is short
FIRST_VISIT = 40_000  # bytes in all, compressed
PAGE_AND_STYLE = 14_000
NEXT_QUESTION = 6_000
GZIP = {"Accept-Encoding": "gzip"}


def statements_of_an_answer(reader: Reader, manner: Manner) -> list[str]:
    """What the request that answers sends to the database, with the page that follows."""
    item, number = reader.item, reader.number
    with reader.app.app_context():
        engine = db.engine
    for _ in range(20):
        move = manner(item, filled_fields(reader.page.main_form()))
        with counted_statements(engine) as sent:
            reader.follow(reader.send(move))
        if reader.path.split("?")[0] != f"/diagnostic/point-de-depart/{number}":
            reader.past_try()
            return sent
    raise AssertionError(f"{item.id}: no answer")


def old_answers(app: Flask, reader: Reader, count: int) -> None:
    """Answers of former times, as many as asked."""
    items = catalogue().asked_items
    with app.app_context(), transaction():
        first = place_after_all(reader.learner_id)
        for sequence in range(first, first + count):
            item = items[sequence % len(items)]
            db.session.add(
                Answer(
                    id=uuid4(),
                    learner_id=reader.learner_id,
                    submission_id=uuid4(),
                    source_id=uuid4(),
                    item_id=item.id,
                    content_hash=catalogue().content_hash(item.id),
                    skill_id=item.skill,
                    outcome=1.0,
                    guess=0.1,
                    how="seul",
                    given={},
                    sequence=sequence,
                    supersedes_id=None,
                )
            )


@pytest.mark.parametrize("manner", [right, dont_know])
def test_every_answer_takes_13_statements_at_most(beginner: Reader, manner: Manner) -> None:
    counts = {}
    while not beginner.path.endswith("resultat"):
        sent = statements_of_an_answer(beginner, manner)
        counts[len(sent)] = sent
    most = max(counts)
    assert most <= STATEMENTS, "\n".join(counts[most])


def test_a_changed_answer_takes_13_statements_at_most(beginner: Reader) -> None:
    beginner.answer(right)
    beginner.go("/diagnostic/point-de-depart/1?changer=1")
    sent = statements_of_an_answer(beginner, dont_know)
    assert len(sent) <= STATEMENTS, "\n".join(sent)


def test_the_number_of_earlier_answers_changes_nothing(app: Flask, beginner: Reader) -> None:
    beginner.answer(right)
    before = len(statements_of_an_answer(beginner, right))
    old_answers(app, beginner, 300)
    assert len(statements_of_an_answer(beginner, right)) <= before


def test_an_answer_that_also_notes_the_presence_takes_13_at_most(beginner: Reader) -> None:
    beginner.answer(right)
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        sent = statements_of_an_answer(beginner, right)
    assert len(sent) <= STATEMENTS, "\n".join(sent)


def test_a_lesson_takes_13_statements_at_most_from_step_to_end(
    app: Flask, beginner: Reader
) -> None:
    """Also where an answer earns badges; more answers of former times change nothing."""
    old_answers(app, beginner, 300)
    with app.app_context():
        engine = db.engine
    begin(beginner, *LESSONS[0])
    found = catalogue().teaching.tracks[LESSONS[0][0]].lessons[0]
    most: list[str] = []
    while place_of(beginner) != "retenir":
        item = item_at(found, place_of(beginner))
        todo = item is not None and "C'est gardé." not in beginner.page.main_text
        with counted_statements(engine) as sent:
            if item is not None and todo:
                move = right(item, filled_fields(beginner.page.main_form()))
                beginner.follow(beginner.send(move))
            else:
                beginner.go_on()
        most = max(most, sent, key=len)
    assert len(most) <= STATEMENTS, "\n".join(most)


def sent_bytes(browser: FlaskClient, path: str) -> bytes:
    """The body as it travels, compressed."""
    response = browser.get(path, headers=GZIP)
    assert response.status_code == 200, f"{path}: {response.status}"
    return response.get_data()


def files_of(page: ParsedPage) -> dict[str, list[str]]:
    """What a browser fetches with a page: styles, then scripts and pictures."""
    links = [link.get("href", "") for link in page.all("link")]
    return {
        "style": [path for path in links if ".css" in path],
        "rest": [path for path in links if ".css" not in path]
        + [each.get("src", "") for each in page.all("script", "img", "audio") if each.get("src")],
    }


@pytest.fixture
def light(beginner: Reader) -> FlaskClient:
    """The beginner's session in a client that looks at bytes, not at pages."""
    client = FlaskClient(beginner.app)
    cookie = beginner.browser.get_cookie("pixlearn")
    assert cookie is not None
    client.set_cookie("pixlearn", cookie.value)
    return client


def test_every_question_is_light(app: Flask, beginner: Reader, light: FlaskClient) -> None:
    heavy = {}
    for item in catalogue().asked_items:
        ask(app, beginner.learner_id, item.id)
        size = len(sent_bytes(light, "/diagnostic/point-de-depart/1"))
        if size > NEXT_QUESTION:
            heavy[item.id] = size
    assert not heavy


def test_a_first_visit_of_any_question_is_light(
    app: Flask, beginner: Reader, light: FlaskClient
) -> None:
    heaviest = 0
    for item in catalogue().asked_items:
        ask(app, beginner.learner_id, item.id)
        heaviest = max(heaviest, len(sent_bytes(light, "/diagnostic/point-de-depart/1")))
    files = files_of(page_of(beginner.browser.get("/diagnostic/point-de-depart/1")))
    style = sum(len(sent_bytes(light, path)) for path in files["style"])
    rest = sum(len(sent_bytes(light, path)) for path in files["rest"])
    assert heaviest + style <= PAGE_AND_STYLE
    assert heaviest + style + rest <= FIRST_VISIT


@pytest.mark.parametrize(
    "path",
    ["/", "/ecouter", "/entrer", "/affichage", "/aide", "/ma-carte", "/diagnostic/pause"],
)
def test_a_first_visit_of_other_pages_is_light_too(
    beginner: Reader, light: FlaskClient, path: str
) -> None:
    make_card(beginner)
    files = files_of(page_of(beginner.browser.get(path)))
    page = len(sent_bytes(light, path))
    style = sum(len(sent_bytes(light, each)) for each in files["style"])
    rest = sum(len(sent_bytes(light, each)) for each in files["rest"])
    assert page + style <= PAGE_AND_STYLE
    assert page + style + rest <= FIRST_VISIT
