"""A look that cannot be written: nobody's page shows, and what shows says what is true."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import OperationalError

from pixlearn.accounts.store import Learner, hold
from pixlearn.db import db, transaction
from pixlearn.privacy.store import Look
from pixlearn.web.counsellor import looks
from pixlearn.web.learner import first_name
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in
from tests.web.parsed_page import ParsedPage, text_of
from tests.web.statements import counted_statements


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
    monkeypatch.setattr(looks, "transaction", partial(transaction, 0.05))
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
    monkeypatch.setattr(looks, "record_look", no_room)
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


def looks_kept(place: Place) -> list[str]:
    """The view of each look that was noted."""
    with place.app.app_context():
        return list(db.session.execute(select(Look.view).order_by(Look.view)).scalars())


PAGES_OF_PEOPLE = (
    ("/conseiller/", 0),  # she waits for nobody
    ("/conseiller/apprenants", 1),
    ("/conseiller/apprenants/{one}", 1),
    ("/conseiller/apprenants/{one}/fiche", 1),
    ("/conseiller/apprenants/{one}/notes", 1),
    ("/conseiller/apprenants/{one}/proposer", 1),
    ("/conseiller/apprenants/{one}/propositions", 1),
    ("/conseiller/apprenants/{one}/message", 1),
    ("/conseiller/apprenants/{one}/situation", 1),
    ("/conseiller/apprenants/{one}/suivi", 1),
    ("/conseiller/apprenants/{one}/rapprocher?q=Son", 2),
    ("/conseiller/rapprocher", 1),
    ("/conseiller/rapprocher/{one}/{other}", 1),
    ("/conseiller/cartes/{one}", 1),
    ("/conseiller/cartes/refaire?pour={one},{other}", 1),
    ("/conseiller/proposer?pour={one},{other}", 1),
)


@pytest.mark.parametrize(("path", "statements"), PAGES_OF_PEOPLE)
@pytest.mark.both
def test_a_page_writes_nothing_but_its_looks_once_it_is_read(
    place: Place, counsellor: Browser, sonia: UUID, path: str, statements: int
) -> None:
    with place.app.app_context(), transaction():
        other = a_learner("Sonia", shares_with=place.structure)
        engine = db.engine
    with counted_statements(engine) as sent:
        counsellor.page(path.format(one=sonia, other=other))
    first = next((at for at, one in enumerate(sent) if not one.startswith("SELECT")), len(sent))
    assert ["INSERT INTO look"] * statements == [one[:16] for one in sent[first:]]


@contextmanager
def waiting_to_write(
    monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]
) -> Iterator[list[str]]:
    """Do something at the moment that a page has been read and rendered, and wants to write."""
    reached: list[str] = []

    def at_last() -> AbstractContextManager[None]:
        reached.append("ready")
        if len(reached) == 1:
            then()
        return transaction()

    monkeypatch.setattr(looks, "transaction", at_last)
    yield reached


@pytest.mark.both
@pytest.mark.parametrize("path", ["/conseiller/apprenants", "/conseiller/apprenants/{one}"])
def test_a_page_is_read_while_others_write(
    place: Place, counsellor: Browser, sonia: UUID, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    other = somebody_else_writes(place, sonia)
    other.__enter__()
    with waiting_to_write(monkeypatch, lambda: other.__exit__(None, None, None)) as ready:
        page = counsellor.page(path.format(one=sonia))
    assert ready == ["ready"]
    assert "Sonia" in page.html
    assert len(looks_kept(place)) == 1


@pytest.mark.both
def test_a_look_does_not_wait_for_an_answer_on_postgresql(
    place: Place, counsellor: Browser, sonia: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.app.app_context():
        if db.engine.dialect.name == "sqlite":
            pytest.skip("SQLite has one writer at a time")
        with transaction():
            hold(sonia)
            monkeypatch.setattr(looks, "transaction", partial(transaction, 0.05))
            with place.app.app_context():
                assert counsellor.page("/conseiller/apprenants").heading == "Apprenants"


@pytest.mark.both
def test_somebody_who_has_just_gone_is_not_shown(
    place: Place, counsellor: Browser, sonia: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erase() -> None:
        with place.app.app_context(), db.engine.begin() as connection:
            connection.execute(delete(Learner).where(Learner.id == sonia))

    with waiting_to_write(monkeypatch, erase):
        page = counsellor.page("/conseiller/apprenants")
    assert "Sonia" not in page.html
    assert looks_kept(place) == []
