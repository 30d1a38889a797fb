"""The figures of a structure: true, protected, narrowed by the address, kept in files."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update
from tablib import Databook

from pixlearn.accounts.store import Learner
from pixlearn.db import db, now, transaction
from pixlearn.diagnostic.store import Attempt
from tests.real_content import real_catalogue
from tests.web.browsing import Browser
from tests.web.counsellor.people import (
    a_learner,
    a_structure,
    agreed_a_month_ago,
    answers,
    finished_lesson,
    signed_in,
    somebody_at_work,
    summed_up,
)
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

HERE = "/referent/statistiques"
LESSONS = real_catalogue().teaching.lessons
AT_LEVEL_2, UNDER_WAY = 6, 5


@dataclass(frozen=True)
class Place:
    """A structure, and its référent's browser."""

    app: Flask
    structure: UUID
    staff: UUID

    def browser(self) -> Browser:
        """A session that begins now."""
        return signed_in(self.app, staff=self.staff)

    def text(self, address: str = HERE) -> str:
        """What the page says, with plain spaces."""
        text = self.browser().page(address).main_text
        return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())

    def somebody(self, level: int | None, *, ended: bool = True) -> UUID:
        """One more person who shares, at this level."""
        learner = a_learner("Zéphyrine", shares_with=self.structure)
        answers(learner, [("GES.1.1", 1.0)], ended_how="confiance" if ended else None)
        summed_up(learner, level=level, ended_at=now() if ended else None)
        return learner


@pytest.fixture
def place(app: Flask) -> Place:
    """Six people at level 2, five under way; others share elsewhere, or with nobody."""
    with app.app_context(), transaction():
        here, elsewhere = a_structure("Mission locale du Val"), a_structure("Cap emploi Nord")
        staff = somebody_at_work(here, "Amadou Ba", counsels=False, refers=True)
        place = Place(app, here, staff)
        for _ in range(AT_LEVEL_2):
            learner = place.somebody(2)
            finished_lesson(learner, "P1.1")
            agreed_a_month_ago(learner, here)
        finished_lesson(learner, "P1.2")
        for _ in range(UNDER_WAY):
            place.somebody(None, ended=False)
        answers(a_learner("Barnabé"), [("GES.1.1", 1.0)])
        for _ in range(UNDER_WAY):
            answers(a_learner("Barnabé", shares_with=elsewhere), [("GES.1.1", 1.0)])
    return place


def test_only_those_who_share_here_are_counted(place: Place) -> None:
    assert "Ont commencé un point de départ : 11 personnes." in place.text()


def test_nobody_is_named(place: Place) -> None:
    assert "Zéphyrine" not in place.browser().page(HERE).html


def test_a_part_that_gives_another_away_is_hidden(place: Place) -> None:
    """Nobody is at levels 1 and 3: with the five under way shown, subtraction would say it."""
    text = place.text()
    assert "Niveau 2 : Je me débrouille 6 personnes" in text
    assert "Point de départ en cours caché" in text


def test_the_share_that_finished_is_said_when_its_parts_are_shown(place: Place) -> None:
    with place.app.app_context(), transaction():
        for level in (1, 3, None):
            for _ in range(5):
                place.somebody(level)
    assert "L'ont fini : 21 personnes, soit 81 %." in place.text()


def test_a_lesson_of_few_people_is_left_out(place: Place) -> None:
    text = place.browser().page(HERE).main_text
    assert LESSONS["P1.1"].text.title in text
    assert LESSONS["P1.2"].text.title not in text


def test_professionals_who_try_are_not_counted(place: Place) -> None:
    with place.app.app_context(), transaction():
        db.session.execute(update(Learner).values(practice=True))
    assert "pas encore assez de personnes" in place.text()


def test_a_period_without_anybody_says_so(place: Place) -> None:
    with time_machine.travel(datetime(2030, 5, 15, tzinfo=UTC), tick=False):
        text = place.text(f"{HERE}?du=2030-05&au=2030-05")
    assert "De mai 2030 à mai 2030" in text
    assert "pas encore assez de personnes" in text


def test_what_no_list_offers_narrows_nothing(place: Place) -> None:
    address = f"{HERE}?du=1999-01&au=99-99&atelier={UUID(int=4)}"
    assert "11 personnes" in place.text(address)


def test_faces_are_counted_and_protected(place: Place) -> None:
    with place.app.app_context(), transaction():
        db.session.execute(update(Attempt).values(satisfaction=3))
    text = place.text()
    assert "Ont répondu à la fin : 11 personnes." in text
    assert "Bien caché" in text


def test_the_csv_file_holds_the_figures_of_the_page(place: Place) -> None:
    data = place.browser().get(f"{HERE}/fichier/csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert ["Point de départ en cours", "caché"] in rows
    assert [LESSONS["P1.1"].text.title, "6"] in rows


def test_the_ods_file_opens(place: Place) -> None:
    book = Databook()
    book.load(place.browser().get(f"{HERE}/fichier/ods").data, "ods")
    assert book.sheets()[0].title == "Où en sont les personnes"


def test_another_kind_of_file_does_not_exist(place: Place) -> None:
    assert place.browser().get(f"{HERE}/fichier/exe").status_code == 404


def test_more_people_take_no_more_statements(place: Place) -> None:
    browser = place.browser()
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as few:
        browser.page(HERE)
    with place.app.app_context(), transaction():
        for _ in range(10):
            place.somebody(1)
    with counted_statements(engine) as many:
        browser.page(HERE)
    assert len(many) == len(few)
