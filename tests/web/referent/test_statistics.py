"""The figures of a structure's closed months: true, frozen, in files that can be read alone."""

from __future__ import annotations

import csv
import io

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update
from tablib import Databook

from pixlearn.accounts.store import Learner
from pixlearn.db import db, transaction
from pixlearn.diagnostic.store import Attempt
from pixlearn.figures.statistics import ClosedMonth
from pixlearn.privacy.service import agree_to_share, refuse_to_share
from pixlearn.records.retention import erase
from tests.real_content import real_catalogue
from tests.web.counsellor.people import a_learner, a_structure, answers, finished_lesson
from tests.web.referent.figures_place import HERE, Place, on
from tests.web.statements import counted_statements

LESSONS = real_catalogue().teaching.lessons
LEVELS = "Les niveaux"
LEVEL_1, LEVEL_2, LEVEL_3 = (
    "Niveau 1 : Je découvre",
    "Niveau 2 : Je me débrouille",
    "Niveau 3 : Je suis autonome",
)


@pytest.fixture
def place(app: Flask) -> Place:
    """In November, eight people at level 1, six at level 2 with a lesson, three under way."""
    place = Place.at(app, "2026-11-02")
    with on("2026-11-10"):
        for _ in range(8):
            place.somebody(1)
        for _ in range(6):
            learner = place.somebody(2)
            with app.app_context(), transaction():
                finished_lesson(learner, "P1.1")
        with app.app_context(), transaction():
            finished_lesson(learner, "P1.2")
        for _ in range(3):
            place.somebody(None, ended=False)
    return place


def test_before_a_month_is_over_the_page_says_when_figures_come(place: Place) -> None:
    with on("2026-11-20"):
        assert "Vos premiers chiffres arrivent le" in place.text()
        assert "décembre 2026" in place.text()


def test_a_get_closes_nothing(place: Place) -> None:
    with on("2026-12-03"):
        place.text()
    with place.app.app_context():
        assert db.session.execute(select(ClosedMonth.id)).first() is None


def test_a_month_that_nobody_closed_is_closed_by_a_press(place: Place) -> None:
    with on("2026-12-03"):
        browser = place.browser()
        page = browser.page(HERE)
        page = browser.go_on(browser.send(page, "Arrêter les chiffres"))
        assert "Chiffres arrêtés au 30 novembre 2026" in page.main_text.replace("\xa0", " ")


def test_level_1_is_shown_whoever_has_too_few_answers(place: Place) -> None:
    """Seen with 188 people: the first figure that a funder asks was the one that was hidden."""
    with on("2026-11-12"):
        for _ in range(5):
            place.somebody(3)
        place.somebody(None)  # finished, with too few answers for a level
    place.close("2026-12-01")
    with on("2026-12-01"):
        figures = place.published()
    assert figures[LEVELS, LEVEL_1] == "8"
    assert figures[LEVELS, LEVEL_2] == "6"
    assert figures[LEVELS, LEVEL_3] == "5"


def test_who_is_few_waits_for_the_months_that_follow(place: Place) -> None:
    """Nobody at level 3: with level 2 shown, whoever knows how many came would find that."""
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert place.published()[LEVELS, LEVEL_2] == "en attente"
    with on("2026-12-10"):
        for _ in range(5):
            place.somebody(3)
    place.close("2027-01-02")
    with on("2027-01-02"):
        assert place.published()[LEVELS, LEVEL_2] == "6"
        assert place.published("?du=2026-12&au=2026-12")[LEVELS, LEVEL_1] == "en attente"


def test_nobody_is_named(place: Place) -> None:
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert "Zéphyrine" not in place.browser().page(HERE).html


def test_only_those_who_share_here_are_counted(place: Place) -> None:
    with on("2026-11-15"), place.app.app_context(), transaction():
        elsewhere = a_structure("Cap emploi Nord")
        for where in (None, elsewhere):
            for _ in range(9):
                answers(a_learner("Barnabé", shares_with=where), [("GES.1.1", 1.0)])
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert place.published()[LEVELS, LEVEL_1] == "8"


def test_professionals_who_try_are_not_counted(place: Place) -> None:
    with place.app.app_context(), transaction():
        db.session.execute(update(Learner).values(practice=True))
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert "pas encore assez de personnes" in place.text()


def test_a_lesson_of_few_people_is_left_out(place: Place) -> None:
    place.close("2026-12-01")
    with on("2026-12-01"):
        text = place.browser().page(HERE).main_text
    assert LESSONS["P1.1"].text.title in text
    assert LESSONS["P1.2"].text.title not in text


def test_what_is_closed_does_not_change_any_more(place: Place) -> None:
    """Neither when people stop sharing, nor when they are erased, nor by closing again."""
    place.close("2026-12-01")
    with on("2026-12-01"):
        before = place.published()
    with on("2026-12-02"), place.app.app_context(), transaction():
        people = list(db.session.execute(select(Learner.id).order_by(Learner.id)).scalars())
        for one in people[:9]:
            refuse_to_share(one, place.structure)
        erase(people[9:])
    place.close("2026-12-03")
    with on("2026-12-03"):
        assert place.published() == before


def test_people_who_come_back_to_sharing_are_not_counted_twice(place: Place) -> None:
    place.close("2026-12-01")
    with on("2026-12-10"), place.app.app_context(), transaction():
        for one in list(db.session.execute(select(Learner.id)).scalars()):
            agree_to_share(one, place.structure)
    place.close("2027-01-02")
    with on("2027-01-02"):
        assert place.published()[LEVELS, LEVEL_1] == "8"


def test_the_people_of_a_month_are_counted_before_they_are_erased(place: Place) -> None:
    """The daily command closes first: work of 25 months ago goes in the same run."""
    place.close("2029-01-05")
    with on("2029-01-05"):
        assert place.published()[LEVELS, LEVEL_1] == "8"


def test_a_month_ends_at_midnight_where_the_structure_is(app: Flask) -> None:
    place = Place.at(app, "2026-11-02")
    with time_machine.travel("2026-11-30T23:30:00+00:00", tick=False):  # in Paris, December
        for level in (1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3):
            place.somebody(level)
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert "pas encore assez de personnes" in place.text()


def test_faces_are_counted_and_protected(place: Place) -> None:
    with place.app.app_context(), transaction():
        db.session.execute(update(Attempt).values(satisfaction=3))
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert not [line for line in place.published() if line[1] == "Bien"]


def test_what_no_list_offers_narrows_nothing(place: Place) -> None:
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert place.published("?du=1999-01&au=99-99&atelier=4") == place.published()


def test_the_care_to_take_is_said_once(place: Place) -> None:
    place.close("2026-12-01")
    with on("2026-12-01"):
        assert place.text().count("À lire avec prudence") == 1


def test_each_line_of_the_csv_file_can_be_read_alone(place: Place) -> None:
    place.close("2026-12-01")
    with on("2026-12-01"):
        data = place.browser().get(f"{HERE}/fichier/csv?du=2026-11").data
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == {
        "Structure": "Mission locale du Val",
        "Premier mois": "2026-11",
        "Dernier mois": "2026-11",
        "Arrêté au": "30 novembre 2026",
        "Tableau": LEVELS,
        "Ligne": LEVEL_1,
        "Valeur": "8",
        "Unité": "nombre de personnes",
        "Personnes dans le tableau": "8",
    }


def test_the_ods_file_says_of_whom_and_when_it_is(place: Place) -> None:
    place.close("2026-12-01")
    book = Databook()
    with on("2026-12-01"):
        book.load(place.browser().get(f"{HERE}/fichier/ods").data, "ods")
    about, first, *_ = book.sheets()
    assert ("Structure", "Mission locale du Val") in list(about)
    assert ("Arrêté au", "30 novembre 2026") in list(about)
    assert first.title == LEVELS


def test_another_kind_of_file_does_not_exist(place: Place) -> None:
    assert place.browser().get(f"{HERE}/fichier/exe").status_code == 404


def test_more_people_take_no_more_statements(place: Place) -> None:
    place.close("2026-12-01")
    with place.app.app_context():
        engine = db.engine
    with on("2026-12-20"):
        browser = place.browser()
        with counted_statements(engine) as few:
            browser.page(HERE)
        for _ in range(10):
            place.somebody(1)
    place.close("2027-01-01")
    with on("2027-01-01"):
        browser = place.browser()
        with counted_statements(engine) as many:
            browser.page(HERE)
    assert len(many) == len(few)
