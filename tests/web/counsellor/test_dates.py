"""Dates as people type them, and the calendar file of a meeting that moves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from icalendar import Calendar, Event
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.db import db, transaction
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import Workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in
from tests.web.parsed_page import text_of

NEW = "/conseiller/ateliers/nouveau"
MOMENT = datetime(2026, 12, 1, 9, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def moment() -> object:
    """The first of December 2026, in the morning."""
    with time_machine.travel(MOMENT, tick=False):
        yield


@pytest.fixture
def at_work(moment: object, place: Place) -> Browser:
    """The counsellor, signed in that morning."""
    return signed_in(place.app, staff=place.counsellor)


def prepared(browser: Browser, place: Place, day: str, month: str, year: str) -> datetime:
    """When the workshop meets that this date was written for."""
    written = {"date__jour": day, "date__mois": month, "date__annee": year, "heure": "14 h"}
    response = browser.send(browser.page(NEW), "Garder", **written)
    assert response.status_code == 303, page_of(response).main_text
    with place.app.app_context():
        return db.session.execute(select(Workshop.starts_at)).scalar_one()


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("10", "12", "26"),
        ("10", "décembre", "2026"),
        ("10", "dec", "26"),
        ("10", "DÉC.", "2026"),
        ("10/12/2026", "", ""),
        ("10", "12", " 2026 "),
    ],
)
def test_a_day_is_understood(
    place: Place, at_work: Browser, day: str, month: str, year: str
) -> None:
    assert prepared(at_work, place, day, month, year) == datetime(2026, 12, 10, 13, tzinfo=UTC)


def test_the_first_may_be_written_as_it_is_said(place: Place, at_work: Browser) -> None:
    assert prepared(at_work, place, "1er", "janvier", "27") == datetime(2027, 1, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("10", "12", "0202", "Vérifiez l'année : vous avez écrit 202."),
        ("10", "12", "9999", "Vérifiez l'année : vous avez écrit 9999."),
        ("10", "12", "2062", "Vérifiez l'année"),
        ("31", "2", "2027", "Écrivez une date"),
        ("10", "jui", "2027", "Écrivez une date"),
        ("9" * 40, "12", "2026", "Écrivez une date"),
        ("10", "12", "9" * 40, "Écrivez une date"),
    ],
)
def test_another_is_refused_in_words(
    at_work: Browser, day: str, month: str, year: str, words: str
) -> None:
    written = {"date__jour": day, "date__mois": month, "date__annee": year, "heure": "14 h"}
    response = at_work.send(at_work.page(NEW), "Garder", **written)
    assert response.status_code == 422
    assert words in page_of(response).main_text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_title_made_of_the_day_follows_the_day(place: Place, at_work: Browser) -> None:
    prepared(at_work, place, "10", "12", "2026")
    with place.app.app_context():
        title = db.session.execute(select(Workshop.title)).scalar_one()
    assert title == "Atelier du 10 décembre 2026"


def test_a_workshop_kept_with_an_absurd_year_breaks_no_page(place: Place, at_work: Browser) -> None:
    end_of_time = datetime(9999, 12, 31, 22, 30, tzinfo=UTC)
    with place.app.app_context(), transaction():
        workshop = open_workshop(place.structure, "Atelier", shared_computers=False)
        workshop.starts_at = workshop.next_at = end_of_time
        learner, path = a_learner("Sonia"), f"/conseiller/ateliers/{workshop.id}"
        take_seat(learner, workshop)
    assert at_work.get(f"{path}/bilan").status_code == 200
    assert at_work.get(f"{path}/prochaine-date.ics").status_code == 200
    phone = signed_in(place.app, learner=learner)
    assert phone.get("/prochain-atelier.ics").status_code == 200


def meeting(browser: Browser, path: str) -> Event:
    """The meeting in the calendar file."""
    calendar = Calendar.from_ical(browser.get(f"{path}/prochaine-date.ics").data)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return event


def meets_again(browser: Browser, path: str, day: str) -> Event:
    """Set the next date of a workshop; the meeting in its file."""
    written = {"date__jour": day, "date__mois": "12", "date__annee": "2026", "heure": "14 h"}
    browser.send(browser.page(f"{path}/bilan"), "Garder cette date", **written)
    return meeting(browser, path)


@pytest.fixture
def path(place: Place, at_work: Browser) -> str:
    """A workshop of that morning, called by its day, to which somebody came."""
    found = str(at_work.send(at_work.page("/conseiller/ateliers")).location)
    with place.app.app_context(), transaction():
        workshop = db.session.execute(select(Workshop)).scalar_one()
        take_seat(a_learner("Sonia"), workshop)
    return found


def test_a_meeting_that_moves_moves_in_the_calendar(at_work: Browser, path: str) -> None:
    first, moved = (meets_again(at_work, path, day) for day in ("8", "7"))
    assert first["UID"] == moved["UID"]
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (0, 1)


def test_the_week_after_is_another_meeting(at_work: Browser, place: Place, path: str) -> None:
    first = meets_again(at_work, path, "8")
    with time_machine.travel(datetime(2026, 12, 8, 15, tzinfo=UTC), tick=False):
        later = signed_in(place.app, staff=place.counsellor)
        second = meets_again(later, path, "15")
    assert first["UID"] != second["UID"]
    assert second["SEQUENCE"] == 0


def test_the_file_says_when_it_was_made_and_is_called_by_its_own_day(
    at_work: Browser, path: str
) -> None:
    found = meets_again(at_work, path, "8")
    assert found["DTSTAMP"].dt == MOMENT
    assert found["SUMMARY"] == "Atelier du 8 décembre 2026"


def test_the_closing_page_does_not_say_its_day_twice(at_work: Browser, path: str) -> None:
    page = at_work.page(f"{path}/bilan")
    [step] = [text_of(one) for one in page.all("p") if one.get("class") == "step"]
    assert step.replace("\xa0", " ") == "Atelier du 1er décembre 2026"
