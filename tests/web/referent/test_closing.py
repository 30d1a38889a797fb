"""A structure is renamed; it closes: its team is out, its people keep everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from pixlearn.accounts import service, team
from pixlearn.accounts.secret import card_secrets
from pixlearn.accounts.store import Learner, SignedIn, Staff
from pixlearn.accounts.team import Roles
from pixlearn.db import db, now, transaction
from pixlearn.mastery.store import Answer
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import Workshop
from tests.web.browsing import Browser
from tests.web.counsellor.people import (
    a_learner,
    a_structure,
    answers,
    signed_in,
    somebody_at_work,
)

NAME, CONTACT = "Mission locale du Val", "01 23 45 67 89"
SEED, PEPPER = "00112233445566778899aabbccddeeff", "pepper-of-the-tests-0123456789abcdefg"
CLOSE = "/referent/fermer/confirmer"


@dataclass(frozen=True)
class Place:
    """A structure, its référent and counsellor, and somebody who shares with it."""

    app: Flask
    structure: UUID
    referent: UUID
    counsellor: UUID
    learner: UUID
    workshop: UUID
    code: str
    invitation: str

    def close(self) -> None:
        """As a référent does, with the box ticked."""
        browser = signed_in(self.app, staff=self.referent)
        page = browser.page(CLOSE)
        page = browser.go_on(browser.send(page, compris="oui"))
        assert "La structure est fermée" in page.main_text

    def invoke(self, *arguments: str) -> str:
        """What a command says."""
        result = self.app.test_cli_runner().invoke(args=[*arguments])
        assert result.exit_code == 0, result.output
        return result.output

    def home(self) -> Browser:
        """The learner's browser."""
        return signed_in(self.app, learner=self.learner)


@pytest.fixture
def place(app: Flask) -> Place:
    with app.app_context(), transaction():
        here = a_structure(NAME)
        referent = somebody_at_work(here, "Amadou Ba", counsels=False, refers=True)
        counsellor = somebody_at_work(here, "Claire Petit", counsels=True, refers=False)
        learner = a_learner("Zoé", shares_with=here)
        answers(learner, [("GES.1.1", 1.0)])
        service.issue_card(learner, SEED, PEPPER)
        workshop = open_workshop(here, "Atelier", shared_computers=False)
        workshop.next_at = now() + timedelta(days=7)
        service.take_seat(learner, workshop)
        invitation = team.invite(here, "Lou", "lou@val.example", Roles(True, refers=False))
        return Place(
            app, here, referent, counsellor, learner, workshop.id, workshop.code or "", invitation
        )


def test_the_new_name_is_read_everywhere_at_once(place: Place) -> None:
    browser = signed_in(place.app, staff=place.referent)
    page = browser.page("/referent/reglages/presentation")
    browser.send(page, structure="Mission locale du Val d'Or")
    assert "Mission locale du Val d'Or" in browser.page("/referent/").main_text
    assert "Mission locale du Val d'Or" in place.home().page("/mes-donnees").main_text


def test_the_name_of_another_structure_is_refused(place: Place) -> None:
    with place.app.app_context(), transaction():
        a_structure("Cap emploi Nord")
    browser = signed_in(place.app, staff=place.referent)
    page = browser.page("/referent/reglages/presentation")
    assert browser.send(page, structure=" Cap emploi  Nord").status_code == 422
    assert browser.send(page, structure="").status_code == 422


def test_closing_says_first_what_it_does(place: Place) -> None:
    text = signed_in(place.app, staff=place.referent).page("/referent/fermer").main_text
    assert "Toute votre équipe est déconnectée" in text
    assert "Leurs cartes marchent toujours" in text


def test_without_the_box_nothing_closes(place: Place) -> None:
    browser = signed_in(place.app, staff=place.referent)
    assert browser.send(browser.page(CLOSE)).status_code == 422
    assert browser.get("/referent/").status_code == 200


def test_a_counsellor_cannot_close_it(place: Place) -> None:
    assert signed_in(place.app, staff=place.counsellor).get(CLOSE).status_code == 404


@pytest.mark.both
def test_nobody_of_the_team_can_enter_any_more(place: Place) -> None:
    colleague = signed_in(place.app, staff=place.counsellor)
    place.close()
    assert colleague.get("/conseiller/").location.startswith("/connexion")
    with place.app.app_context():
        assert not db.session.execute(select(Staff.id).where(Staff.active)).all()
        assert not db.session.execute(
            select(SignedIn.id).where(SignedIn.staff_id.is_not(None))
        ).all()


def test_an_invitation_opens_nothing_any_more(place: Place) -> None:
    place.close()
    assert place.app.test_client().get(f"/rejoindre/{place.invitation}").status_code == 404


def test_open_workshops_end_and_meet_no_more(place: Place) -> None:
    place.close()
    with place.app.app_context():
        row = db.session.execute(select(Workshop)).scalar_one()
        assert (row.code, row.next_at, row.ended_at is not None) == (None, None, True)


def test_people_keep_their_work_and_are_told_once(place: Place) -> None:
    place.close()
    browser = place.home()
    page = browser.page("/")
    assert f"{NAME} a fermé" in page.main_text.replace("\xa0", " ")
    form = next(one for one in page.all("form") if one.get("action") == "/qui-me-suit")
    page = browser.go_on(browser.send(page, form=form))
    assert "a fermé" not in page.main_text
    assert "Vous seul ou vous seule voyez" in browser.page("/mes-donnees").main_text
    with place.app.app_context():
        assert db.session.execute(select(func.count(Answer.id))).scalar_one() == 1
        assert db.session.execute(select(func.count(Learner.id))).scalar_one() == 1


def test_cards_go_on_opening(place: Place) -> None:
    place.close()
    browser = place.app.test_client()
    assert isinstance(browser, Browser)
    page = browser.page(f"/carte/{card_secrets(SEED, 0).token}")
    page = browser.go_on(browser.send(page))
    assert "Bonjour Zoé" in page.main_text.replace("\xa0", " ")
    assert f"{NAME} a fermé" in page.main_text.replace("\xa0", " ")


def test_nobody_is_asked_to_share_with_a_structure_that_closed(place: Place) -> None:
    place.close()
    assert NAME not in place.home().page("/partage").main_text


def test_people_who_shared_with_nobody_are_told_nothing(place: Place) -> None:
    with place.app.app_context(), transaction():
        alone = a_learner("Max")
    place.close()
    assert "a fermé" not in signed_in(place.app, learner=alone).page("/").main_text


def test_a_command_closes_it_too(place: Place) -> None:
    assert "1 people shared" in place.invoke("close-structure", NAME)
    assert (
        signed_in(place.app, staff=place.referent)
        .get("/referent/")
        .location.startswith("/connexion")
    )


def test_a_command_opens_it_again_for_a_referent(place: Place) -> None:
    place.close()
    with place.app.app_context():
        query = select(Staff.email).where(Staff.id == place.referent)
        email = db.session.execute(query).scalar_one()
    place.invoke("reopen-structure", str(place.structure), email)
    assert signed_in(place.app, staff=place.referent).get("/referent/").status_code == 200
    assert (
        signed_in(place.app, staff=place.counsellor)
        .get("/conseiller/")
        .location.startswith("/connexion")
    )


def test_it_opens_again_by_an_invitation_for_somebody_new(place: Place) -> None:
    place.close()
    assert "/rejoindre/" in place.invoke("reopen-structure", NAME, "neuf@val.example")


def test_a_structure_that_nobody_knows_is_said_in_one_line(place: Place) -> None:
    result = place.app.test_cli_runner().invoke(args=["close-structure", "Nulle part"])
    assert result.exit_code == 1
    assert "no structure" in result.output
