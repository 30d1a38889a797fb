"""The list of learners and the page of one person."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pixlearn.db import db, now, transaction
from pixlearn.mastery.rules import Given
from pixlearn.privacy.store import Look
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, answers, summed_up
from tests.web.parsed_page import text_of
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

RIGHT = [(skill, 1.0) for skill in ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")]


def looks(place: Place) -> list[tuple[str, str]]:
    """Whom the looks kept so far are about, and the view of each."""
    with place.app.app_context():
        rows = db.session.execute(select(Look.learner_id, Look.view).order_by(Look.created_at))
        return [(str(learner), view) for learner, view in rows]


def test_the_list_says_each_level_in_words(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        people = {
            name: a_learner(name, shares_with=place.structure)
            for name in ("Ana", "Bilal", "Chloé", "Dan")
        }
        nameless = a_learner(None, shares_with=place.structure)
        summed_up(people["Ana"], level=1, ended_at=now())
        summed_up(people["Bilal"], level=2, ended_at=now(), to_confirm=True)
        summed_up(people["Chloé"], level=3, ended_at=None)
        summed_up(people["Dan"], level=None, ended_at=now())
        summed_up(nameless, level=3, ended_at=now())
    page = counsellor.page("/conseiller/apprenants")
    rows = {text_of(row[0]): text_of(row) for row in page.all("tr")}
    assert "Je découvre" in rows["Ana"]
    assert "Voir Ana" in rows["Ana"]
    assert "aujourd'hui" in rows["Ana"]
    assert "À confirmer en entretien" in rows["Bilal"]
    assert "Je me débrouille" in rows["Bilal"]
    assert "En cours" in rows["Chloé"]
    assert "autonome" not in rows["Chloé"]
    assert "Trop peu de réponses" in rows["Dan"]
    assert "Je suis autonome" in rows["Sans prénom"]


def test_each_line_that_is_shown_is_one_look(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        shown = {str(a_learner(name, shares_with=place.structure)) for name in "AB"}
        a_learner("C")
    counsellor.page("/conseiller/apprenants")
    assert sorted(looks(place)) == sorted((learner, "list") for learner in shown)


def test_a_list_of_500_takes_8_statements(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        for number in range(500):
            learner = a_learner(f"Personne {number}", shares_with=place.structure)
            summed_up(learner, level=2, ended_at=now())
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        page = counsellor.page("/conseiller/apprenants?page=10")
    assert len(sent) <= 8, sent
    assert len(list(page.all("tr"))) == 51
    assert "Page 10 sur 10" in page.main_text
    assert len(looks(place)) == 50


def test_a_page_number_that_makes_no_sense_gives_the_nearest(counsellor: Browser) -> None:
    for asked in ("0", "-3", "99999999999999999999", "abc"):
        page = counsellor.page(f"/conseiller/apprenants?page={asked}")
        assert page.heading == "Apprenants"


def test_an_empty_list_says_how_people_come(counsellor: Browser) -> None:
    page = counsellor.page("/conseiller/apprenants")
    assert "Ouvrir un atelier" in page.main_text
    assert not list(page.all("table"))


def test_a_persons_page_is_one_look_and_few_statements(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        answers(learner, RIGHT * 40)
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        page = counsellor.page(f"/conseiller/apprenants/{learner}")
    assert len(sent) <= 12, sent
    assert page.heading == "Sonia"
    assert looks(place) == [(str(learner), "person")]


def test_a_persons_page_says_how_the_diagnostic_was_done(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        alone = a_learner("Sonia", shares_with=place.structure)
        answers(alone, RIGHT)
        together = a_learner("Karim", shares_with=place.structure)
        answers(together, RIGHT, way=Given.TOGETHER, ended_how="arret")
        under_way = a_learner("Lina", shares_with=place.structure)
        answers(under_way, RIGHT, ended_how=None)
        nothing = a_learner("Théo", shares_with=place.structure)

    words = counsellor.page(f"/conseiller/apprenants/{alone}").main_text
    assert "En autonomie, complet" in words
    assert "% des savoir-faire, dont 5 montrés" in words
    words = counsellor.page(f"/conseiller/apprenants/{together}").main_text
    assert "Avec quelqu'un, arrêté avant la fin" in words
    assert "Fait avec quelqu'un" in words
    assert "%" not in words
    words = counsellor.page(f"/conseiller/apprenants/{under_way}").main_text
    assert "En cours" in words
    assert "%" not in words
    words = counsellor.page(f"/conseiller/apprenants/{nothing}").main_text
    assert "Pas encore commencé" in words


def test_no_answer_of_a_person_is_shown(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        answers(learner, RIGHT)
    page = counsellor.page(f"/conseiller/apprenants/{learner}")
    assert "what the person wrote" not in page.html
