"""« J'essaie comme un apprenant »: a professional's own profile, which nothing counts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.practice import profile_of
from pixlearn.accounts.store import Card, Device, Learner, Seat, SignedIn, Staff
from pixlearn.accounts.team import end_sessions
from pixlearn.cli.answers import pseudonymous_answers
from pixlearn.db import Base, db, now, transaction
from pixlearn.mastery.store import Answer
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import answers, signed_in
from tests.web.learner.reader import Reader, form_with

DOOR = "/essai/"
BAND = "Vous essayez comme un apprenant."
BACK = "Revenir à mon espace"


@pytest.fixture
def reader(place: Place, counsellor: Browser) -> Reader:
    """The counsellor, who has just begun to try."""
    found = Reader(place.app, counsellor)
    found.go(DOOR)
    found.press("Je commence mon essai")
    return found


def staff_of(place: Place) -> Staff:
    """The counsellor's row, inside an app context."""
    return db.session.execute(select(Staff).where(Staff.id == place.counsellor)).scalar_one()


def count(model: type[Base]) -> int:
    """How many rows there are, inside an app context."""
    return len(db.session.execute(select(model.id)).all())


def test_the_counsellor_takes_the_diagnostic_in_the_same_browser(reader: Reader) -> None:
    assert reader.path == "/ecouter"
    reader.press("Non")
    reader.do_gestures()
    reader.answer_all()
    assert len(reader.item_answers()) > 5


@pytest.mark.parametrize("path", ["/ecouter", "/parcours", "/aide", "/badges"])
def test_a_line_on_top_says_that_nothing_is_counted(reader: Reader, path: str) -> None:
    assert BAND in reader.go(path).html.replace("\xa0", " ")


def test_a_learner_never_reads_that_line(app: Flask, place: Place) -> None:
    learner = Reader(app, app.test_client())  # type: ignore[arg-type]
    learner.begin()
    assert BAND not in learner.page.html.replace("\xa0", " ")


def test_one_press_leads_back_to_the_counsellors_pages(reader: Reader) -> None:
    reader.press(BACK)
    assert reader.path == "/conseiller/"


def test_the_referent_tries_too(place: Place) -> None:
    reader = Reader(place.app, signed_in(place.app, staff=place.referent))
    reader.go(DOOR)
    reader.press("Je commence mon essai")
    reader.press(BACK)
    assert reader.path == "/referent/"


def test_the_try_goes_on_where_it_was(reader: Reader) -> None:
    reader.press("Non")
    first = reader.learner_id
    reader.press(BACK)
    reader.go(DOOR)
    reader.press("Je continue mon essai")
    assert reader.learner_id == first


def test_while_trying_nothing_of_the_counsellors_opens(reader: Reader) -> None:
    for path in ("/conseiller/", "/conseiller/apprenants", "/mon-compte/mot-de-passe"):
        assert reader.browser.get(path).status_code == 404


def test_each_change_of_role_ends_the_token_before(place: Place, counsellor: Browser) -> None:
    reader = Reader(place.app, counsellor)
    former = copy_of(counsellor, place.app)
    reader.go(DOOR)
    reader.press("Je commence mon essai")
    assert former.get("/conseiller/").status_code == 303
    trying = copy_of(counsellor, place.app)
    reader.press(BACK)
    assert trying.get("/ecouter").location.startswith("/?")
    assert trying.get("/conseiller/").status_code == 303


def copy_of(browser: Browser, app: Flask) -> Browser:
    """Another browser with the cookie as it stands now."""
    with browser.session_transaction() as session:
        token = session["_user_id"]
    other = app.test_client()
    assert isinstance(other, Browser)
    with other.session_transaction() as session:
        session["_user_id"] = token
    return other


def test_a_try_lasts_no_longer_than_the_counsellors_session(reader: Reader) -> None:
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        assert reader.browser.get("/ecouter").status_code == 303
        assert reader.browser.get("/conseiller/").location.startswith("/connexion")


def test_it_ends_with_the_sessions_of_the_account(place: Place, reader: Reader) -> None:
    with place.app.app_context(), transaction():
        end_sessions(staff_of(place))
    assert reader.browser.get("/ecouter").status_code == 303


def test_signing_out_while_trying_ends_both(reader: Reader) -> None:
    reader.go("/sortir")
    reader.browser.send(reader.page)
    assert reader.browser.get("/conseiller/").location.startswith("/connexion")


@pytest.mark.parametrize(
    ("path", "written"),
    [("/ma-carte", {"prenom": "Claire"}), ("/appareil", {}), ("/atelier/{code}", {})],
)
def test_nothing_real_is_made(
    place: Place, reader: Reader, path: str, written: dict[str, str]
) -> None:
    with place.app.app_context(), transaction():
        code = open_workshop(place.structure, "Atelier", shared_computers=False).code
    page = reader.go(path.format(code=code))
    response = reader.browser.send(page, **written)
    assert response.status_code == 409
    assert "Pas pendant l'essai" in page_of(response).main_text.replace("’", "'")
    with place.app.app_context():
        assert [count(model) for model in (Card, Device, Seat)] == [0, 0, 0]


@pytest.mark.parametrize("path", ["/partage", "/attestation"])
def test_no_sharing_and_no_paper(reader: Reader, path: str) -> None:
    token = reader.page.one("main").find(".//input[@name='csrf_token']")
    assert token is not None
    response = reader.browser.post(path, data={"csrf_token": token.get("value"), "partage": "oui"})
    assert response.status_code == 409


def test_the_try_stands_in_no_list(place: Place, reader: Reader) -> None:
    answers_of_the_try(place, reader.learner_id)
    colleague = signed_in(place.app, staff=place.counsellor)
    assert str(reader.learner_id) not in colleague.page("/conseiller/apprenants").html
    assert str(reader.learner_id) not in colleague.page("/conseiller/").html


def test_the_answers_are_not_exported_for_research(place: Place, reader: Reader) -> None:
    answers_of_the_try(place, reader.learner_id)
    with place.app.app_context():
        assert list(pseudonymous_answers("pepper")) == []


def answers_of_the_try(place: Place, learner_id: UUID) -> None:
    """Some answers, as if the counsellor had given them."""
    with place.app.app_context(), transaction():
        answers(learner_id, [("GES.1.1", 1.0)])


def test_begin_again_from_zero(place: Place, reader: Reader) -> None:
    former = reader.learner_id
    answers_of_the_try(place, former)
    reader.press(BACK)
    reader.go(DOOR)
    assert "Votre essai est effacé." in reader.press("Effacer mon essai").main_text
    with place.app.app_context():
        assert count(Answer) == 0
        assert count(Learner) == 0
        assert staff_of(place).practice_learner_id is None
        assert count(SignedIn) == 1
    reader.press("Je commence mon essai")
    assert reader.learner_id != former


def test_pressing_twice_makes_one_profile(place: Place) -> None:
    with place.app.app_context(), transaction():
        assert profile_of(staff_of(place), {}) == profile_of(staff_of(place), {})


def test_my_first_hour_leads_there_and_knows_that_it_was_done(counsellor: Browser) -> None:
    page = counsellor.page("/conseiller/premiere-heure")
    assert any(link.get("href") == DOOR for link in page.one("main").iter("a"))
    assert "Vous avez déjà commencé votre essai." not in page.main_text
    counsellor.go_on(counsellor.send(counsellor.page(DOOR)))
    counsellor.send(counsellor.page("/aide"), BACK, form_with(counsellor.page("/aide"), BACK))
    page = counsellor.page("/conseiller/premiere-heure")
    assert "Vous avez déjà commencé votre essai." in page.main_text
