"""One fact has one day, on every page and paper: that of the structure the person comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.db import db, transaction
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import Structure
from tests.web.browsing import Browser
from tests.web.counsellor.people import (
    a_learner,
    a_structure,
    answers,
    finished_lesson,
    signed_in,
    somebody_at_work,
)

RIGHT = [(skill, 1.0) for skill in ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")]
# A place, a moment at which its day is not that of Paris or not that of UTC, and its day.
WHERE = [
    ("Pacific/Tahiti", "2026-12-01T05:30:00+00:00", "30 novembre 2026"),
    ("Pacific/Noumea", "2026-11-30T20:00:00+00:00", "1er décembre 2026"),
    ("America/Martinique", "2026-12-01T02:30:00+00:00", "30 novembre 2026"),
    ("Europe/Paris", "2026-11-30T23:30:00+00:00", "1er décembre 2026"),
]


@dataclass(frozen=True)
class Session:
    """A workshop where somebody has done much, at this very moment."""

    app: Flask
    day: str
    workshop: UUID
    sonia: UUID
    learner: Browser
    counsellor: Browser

    def read(self, browser: Browser, address: str) -> str:
        """The words of a page."""
        return browser.page(address).main_text.replace("\xa0", " ").replace("\u2011", "-")


@pytest.fixture(params=WHERE, ids=lambda one: one[0])
def session(app: Flask, request: pytest.FixtureRequest) -> Iterator[Session]:
    zone, moment, day = request.param
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        with app.app_context(), transaction():
            here = a_structure("Mission locale")
            db.session.execute(select(Structure)).scalar_one().time_zone = zone
            staff = somebody_at_work(here, "Claire Petit", counsels=True, refers=False)
            workshop = open_workshop(here, "Emploi", shared_computers=False)
            sonia, karim = (a_learner(name, shares_with=here) for name in ("Sonia", "Karim"))
            for learner in (sonia, karim):
                take_seat(learner, workshop)
                answers(learner, RIGHT)
                finished_lesson(learner, "P3.5", ticked=True)
            workshop_id = workshop.id
        yield Session(
            app,
            day,
            workshop_id,
            sonia,
            signed_in(app, learner=sonia),
            signed_in(app, staff=staff),
        )


def test_what_was_done_today_stands_on_the_learners_page_of_the_day(session: Session) -> None:
    words = session.read(session.learner, "/bilan")
    assert session.day in words
    assert "Joindre un document" in words


def test_the_closing_page_of_the_workshop_tells_it_too(session: Session) -> None:
    words = session.read(session.counsellor, f"/conseiller/ateliers/{session.workshop}/bilan")
    assert session.day in words
    assert "Leçon finie : Joindre un document" in words


def test_what_the_group_did_is_counted(session: Session) -> None:
    words = session.read(session.counsellor, f"/conseiller/ateliers/{session.workshop}/groupe")
    assert "2 leçons finies" in words


def test_a_paper_proves_nothing_later_than_itself(session: Session) -> None:
    response = session.learner.send(session.learner.page("/attestation"))
    code = str(response.location).rpartition("/")[2]
    for address in (str(response.location), f"/verifier/{code}"):
        words = session.read(session.learner, address)
        days = {day for _, _, day in WHERE if day in words}
        assert days == {session.day}, address


def test_the_interview_sheet_and_the_person_say_the_same_day(session: Session) -> None:
    for address in (f"/conseiller/apprenants/{session.sonia}/fiche", "/conseiller/"):
        words = session.read(session.counsellor, address)
        days = {day for _, _, day in WHERE if day in words}
        assert days <= {session.day}, address
    assert session.day in session.read(
        session.counsellor, f"/conseiller/apprenants/{session.sonia}/fiche"
    )


def test_a_new_workshop_is_called_by_the_day_of_the_place(session: Session) -> None:
    form = session.counsellor.page("/conseiller/ateliers/nouveau")
    title = form.one("input", name_="titre").get("value") or ""
    assert title.replace("\xa0", " ") == f"Atelier du {session.day}"
