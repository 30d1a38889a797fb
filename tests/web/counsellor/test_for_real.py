"""« Vu en vrai »: who may say it, how it is taken back, and where it is read."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.privacy.service import refuse_to_share
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, answers, finished_lesson, signed_in
from tests.web.guards.asking import token_of
from tests.web.learner.reader import form_with
from tests.web.parsed_page import ParsedPage, text_of
from tests.web.statements import counted_statements

RIGHT = [(skill, 1.0) for skill in ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")]
SEEN, NOT_SEEN = "Vu en vrai aujourd'hui", "Ce n'était pas vu"


@pytest.fixture
def sonia(place: Place) -> UUID:
    """Somebody who shares, and finished a lesson."""
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        answers(learner, RIGHT)
        finished_lesson(learner, "P3.5", ticked=True)
    return learner


def press(browser: Browser, learner: UUID, words: str) -> ParsedPage:
    """Press a button of the person's page; the page that follows."""
    page = browser.page(f"/conseiller/apprenants/{learner}")
    return browser.go_on(browser.send(page, words, form_with(page, words)))


def test_a_counsellor_confirms_what_they_saw_with_the_day_and_their_name(
    counsellor: Browser, sonia: UUID
) -> None:
    page = press(counsellor, sonia, SEEN)
    assert "par Claire Petit" in page.main_text
    assert SEEN not in page.main_text


def test_the_learner_reads_it_on_lesson_and_skill(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    press(counsellor, sonia, SEEN)
    page = signed_in(place.app, learner=sonia).page("/progression")
    seen = [text_of(each) for each in page.all("li") if "vu en vrai le" in text_of(each)]
    assert any("Joindre un document" in line for line in seen)
    assert any("Je sais joindre un document" in line for line in seen)
    assert "Claire Petit" not in page.main_text


def test_it_is_taken_back_within_a_day(counsellor: Browser, sonia: UUID) -> None:
    press(counsellor, sonia, SEEN)
    assert SEEN in press(counsellor, sonia, NOT_SEEN).main_text


def test_after_a_day_it_stays(place: Place, counsellor: Browser, sonia: UUID) -> None:
    press(counsellor, sonia, SEEN)
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        later = signed_in(place.app, staff=place.counsellor)
        fields = {"csrf_token": token_of(later), "lecon": "P3.5", "action": "pas_vu"}
        later.post(f"/conseiller/apprenants/{sonia}/en-vrai", data=fields)
        page = later.page(f"/conseiller/apprenants/{sonia}")
    assert "par Claire Petit" in page.main_text
    assert NOT_SEEN not in page.main_text


def test_nothing_is_scored_by_it(place: Place, counsellor: Browser, sonia: UUID) -> None:
    before = counsellor.page(f"/conseiller/apprenants/{sonia}").one("section", id="progression")
    tags = [text_of(each) for each in before.iter("span") if "tag" in each.get("class", "")]
    page = press(counsellor, sonia, SEEN)
    after = page.one("section", id="progression")
    assert [text_of(each) for each in after.iter("span") if "tag" in each.get("class", "")] == tags


def test_a_lesson_that_is_not_finished_cannot_be_seen(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}")
    form = form_with(page, SEEN)
    sent = counsellor.send(page, SEEN, form, lecon="P3.4")
    assert sent.status_code == 404


def test_without_consent_the_form_finds_nobody(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}")
    with place.app.app_context(), transaction():
        refuse_to_share(sonia, place.structure)
    assert counsellor.send(page, SEEN, form_with(page, SEEN)).status_code == 404


@pytest.mark.both
def test_a_page_with_every_lesson_takes_12_statements(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Karim", shares_with=place.structure)
        for lesson in catalogue().teaching.lessons:
            finished_lesson(learner, lesson)
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        counsellor.page(f"/conseiller/apprenants/{learner}")
    assert len(sent) <= 12, sent
