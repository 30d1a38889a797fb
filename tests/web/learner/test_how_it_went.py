"""One face at the end of the diagnostic: never needed, kept once, told to nobody by name."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pixlearn.db import db, transaction
from pixlearn.diagnostic.store import Attempt
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_learner, a_structure, answers, signed_in

RESULT = "/diagnostic/point-de-depart/resultat"


@pytest.fixture
def at_the_end(app: Flask) -> Browser:
    """Somebody at their result, who shares with a structure."""
    with app.app_context(), transaction():
        learner = a_learner("Zoé", shares_with=a_structure("Mission locale du Val"))
        answers(learner, [("GES.1.1", 1.0)])
    return signed_in(app, learner=learner)


def press(browser: Browser, word: str) -> None:
    """Answer with the face of this word."""
    page = browser.page(RESULT)
    browser.send(page, word, form=page.one("form", action=RESULT))


def kept(app: Flask) -> int | None:
    with app.app_context():
        return db.session.execute(select(Attempt.satisfaction)).scalar_one()


def test_a_face_is_kept_with_one_press(app: Flask, at_the_end: Browser) -> None:
    press(at_the_end, "Moyen")
    assert kept(app) == 2


def test_the_question_is_asked_once(at_the_end: Browser) -> None:
    press(at_the_end, "Bien")
    assert "Pas bien" not in at_the_end.page(RESULT).main_text


def test_no_face_is_kept_that_is_not_offered(app: Flask, at_the_end: Browser) -> None:
    page = at_the_end.page(RESULT)
    token = page.one("input", name_="csrf_token").get("value")
    at_the_end.post(RESULT, data={"csrf_token": token, "visage": "9"})
    assert kept(app) is None
