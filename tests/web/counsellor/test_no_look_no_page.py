"""A look that cannot be written: nobody's page shows, and what shows says what is true."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from pixlearn.accounts.store import Learner
from pixlearn.db import db, transaction
from pixlearn.web.counsellor import person
from pixlearn.web.learner import first_name
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in
from tests.web.parsed_page import ParsedPage, text_of


@pytest.fixture
def sonia(place: Place) -> UUID:
    """Somebody who shares."""
    with place.app.app_context(), transaction():
        return a_learner("Sonia", shares_with=place.structure)


def no_room(*_of_the_look: object) -> None:
    """What SQLite says when the disk is full."""
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"
    raise OperationalError("INSERT", {}, full)


@contextmanager
def somebody_else_writes(place: Place, learner: UUID) -> Iterator[None]:
    """Hold what a look at this person needs to be written."""
    with place.app.app_context():
        engine = db.engine
    with engine.connect().execution_options(pixlearn_writing=True) as other:
        other.execute(select(Learner.id).where(Learner.id == learner).with_for_update())
        yield
        other.rollback()


def asked_again(page: ParsedPage) -> list[str]:
    """Where « Réessayer » leads."""
    links = [each for each in page.one("main").iter("a") if text_of(each) == "Réessayer"]
    return [each.get("href", "") for each in links]


@pytest.mark.both
def test_while_the_database_is_busy(
    place: Place, counsellor: Browser, sonia: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person, "A_LOOK", 0.05)
    path = f"/conseiller/apprenants/{sonia}?tout=1"
    with somebody_else_writes(place, sonia):
        response = counsellor.get(path)
    page = page_of(response)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "Sonia" not in page.html
    assert "Attendez un peu. Puis appuyez sur « Réessayer »." in page.main_text.replace("\xa0", " ")
    assert asked_again(page) == [path]
    assert counsellor.page(path).heading == "Sonia"


def test_when_the_disk_is_full_a_counsellor_is_told_whom_to_tell(
    counsellor: Browser, sonia: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person, "record_look", no_room)
    page = counsellor.page(f"/conseiller/apprenants/{sonia}", status=503)
    assert "Sonia" not in page.html
    assert "plus de place" in page.heading
    assert "prévenez la personne qui s'occupe de ce site" in page.main_text.replace("’", "'")
    assert "votre conseiller" not in page.main_text


def test_when_the_disk_is_full_a_learner_finds_again_what_was_written(
    place: Place, sonia: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = signed_in(place.app, learner=sonia)
    monkeypatch.setattr(first_name, "name_learner", no_room)
    response = own.send(own.page("/mon-prenom"), prenom="Sonia B.")
    page = page_of(response)
    assert response.status_code == 503
    assert "plus de place" in page.heading
    assert "prévenez votre conseiller" in page.main_text
    assert page.main_form().get("action") == "/mon-prenom"
    assert "Sonia B." in [field.get("value") for field in page.main_form().iter("input")]
