"""The end of a workshop: who is named, what is told of whom, and who may read it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.db import db, now, transaction
from pixlearn.privacy.store import Look
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import workshop_of
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, answers, finished_lesson, signed_in
from tests.web.parsed_page import ParsedPage, text_of
from tests.web.statements import counted_statements

RIGHT = [(skill, 1.0) for skill in ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")]


@pytest.fixture
def workshop(place: Place) -> UUID:
    """A workshop of today."""
    with place.app.app_context(), transaction():
        return open_workshop(place.structure, "Atelier du lundi", shared_computers=False).id


def seated(place: Place, workshop: UUID, name: str, *, shares: bool = True) -> UUID:
    """Somebody who came today, answered and finished a lesson."""
    with place.app.app_context(), transaction():
        learner = a_learner(name, shares_with=place.structure if shares else None)
        answers(learner, RIGHT)
        finished_lesson(learner, "P3.5", ticked=True)
        take_seat(learner, workshop_of(place.structure, workshop))
    return learner


def card_of(page: ParsedPage, name: str) -> str:
    """The words about one person."""
    return next(words for words in map(text_of, page.all("article")) if f" · {name} " in words)


def test_each_person_who_shares_has_three_things_and_a_next_step(
    place: Place, counsellor: Browser, workshop: UUID
) -> None:
    seated(place, workshop, "Sonia")
    words = card_of(counsellor.page(f"/conseiller/ateliers/{workshop}/bilan"), "Sonia")
    assert "Fait en vrai : Joindre un document" in words
    assert "Leçon finie : Joindre un document" in words
    assert words.count("Je sais") == 1
    assert "La suite : «" in words


def test_of_who_does_not_share_only_the_name_is_told(
    place: Place, counsellor: Browser, workshop: UUID
) -> None:
    seated(place, workshop, "Karim", shares=False)
    page = counsellor.page(f"/conseiller/ateliers/{workshop}/bilan")
    assert card_of(page, "Karim") == "1 · Karim Ne partage pas. Vous voyez seulement le prénom."
    assert "Joindre" not in page.main_text


def test_another_day_is_not_told(place: Place, counsellor: Browser, workshop: UUID) -> None:
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        seated(place, workshop, "Sonia")
    page = counsellor.page(f"/conseiller/ateliers/{workshop}/bilan")
    assert "Rien n'est encore noté pour ce jour." in card_of(page, "Sonia")


def test_somebody_under_way_has_the_other_questions_next(
    place: Place, counsellor: Browser, workshop: UUID
) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Lina", shares_with=place.structure)
        answers(learner, RIGHT[:2], ended_how=None)
        take_seat(learner, workshop_of(place.structure, workshop))
    words = card_of(counsellor.page(f"/conseiller/ateliers/{workshop}/bilan"), "Lina")
    assert "La suite : les autres questions du point de départ." in words


def test_the_look_at_each_person_who_shares_is_kept(
    place: Place, counsellor: Browser, workshop: UUID
) -> None:
    sonia = seated(place, workshop, "Sonia")
    seated(place, workshop, "Karim", shares=False)
    counsellor.page(f"/conseiller/ateliers/{workshop}/bilan")
    with place.app.app_context():
        rows = db.session.execute(select(Look.learner_id, Look.view)).all()
    assert [tuple(row) for row in rows] == [(sonia, "workshop")]
    words = signed_in(place.app, learner=sonia).page("/mes-donnees").main_text
    assert "Claire Petit a vu ce que vous avez fait en atelier." in words


def test_another_structure_finds_no_such_page(
    place: Place, stranger: Browser, workshop: UUID
) -> None:
    seated(place, workshop, "Sonia")
    assert stranger.get(f"/conseiller/ateliers/{workshop}/bilan").status_code == 404


def test_an_empty_workshop_says_so(counsellor: Browser, workshop: UUID) -> None:
    page = counsellor.page(f"/conseiller/ateliers/{workshop}/bilan")
    assert "Personne n'est venu." in page.main_text


@pytest.mark.both
def test_twenty_people_take_12_statements(
    place: Place, counsellor: Browser, workshop: UUID
) -> None:
    for number in range(20):
        seated(place, workshop, f"Personne {number}", shares=number % 4 != 0)
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        page = counsellor.page(f"/conseiller/ateliers/{workshop}/bilan")
    assert len(sent) <= 12, sent
    assert page.main_text.count("Fait en vrai") == 15
