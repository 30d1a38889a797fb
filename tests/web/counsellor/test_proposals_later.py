"""What becomes of a proposal: taken back, asked about a month later, read by whom."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from pixlearn.db import db, now, transaction
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import (
    agreed_a_month_ago,
    signed_in,
)
from tests.web.counsellor.proposing import (
    at_the_first_level,
    proposed_in,
    sheet,
)
from tests.web.parsed_page import ParsedPage


@pytest.fixture
def sonia(place: Place) -> UUID:
    return at_the_first_level(place)


def test_it_is_taken_back_until_the_person_agrees(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    counsellor.go_on(counsellor.send(counsellor.page(sheet(sonia)), "Proposer"))
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/propositions")
    page = counsellor.go_on(counsellor.send(page, "Retirer", form=the_form(page)))
    assert "Retirée" in page.main_text
    assert [one.state for one in proposed_in(place)] == ["retiree"]


def test_a_month_later_the_counsellor_is_asked_once(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        agreed_a_month_ago(sonia, place.structure).answered_at = now()
    address = f"/conseiller/apprenants/{sonia}/propositions"
    assert "Un mois après" not in counsellor.page(address).main_text
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        later = signed_in(place.app, staff=place.counsellor)
        page = later.page(address)
        assert "Un mois après : c'est fait ?" in page.main_text
        response = later.send(page, "Je le note", form=the_form(page), pourquoi="trop_loin")
        page = later.go_on(response)
        assert "Un mois après" not in page.main_text
    [made] = proposed_in(place)
    assert (made.done_staff, made.why_staff, made.done_learner) == (False, "trop_loin", None)


def test_the_counsellor_does_not_read_why_the_person_did_not(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        proposal = agreed_a_month_ago(sonia, place.structure)
        proposal.done_learner, proposal.why_learner = False, "pas_accessible"
        proposal.why_staff = "passe"
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/propositions")
    assert "La personne dit : ce n'est pas fait" in page.main_text
    assert "accessible" not in page.main_text


def test_what_another_structure_proposed_is_not_read_here(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        elsewhere = agreed_a_month_ago(sonia, place.structure_elsewhere)
        elsewhere.title = "Atelier ailleurs"
        db.session.flush()
        known = elsewhere.id
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/propositions")
    assert "ailleurs" not in page.main_text
    address = f"/conseiller/apprenants/{sonia}/message?proposition={known}"
    assert counsellor.get(address).status_code == 404


def the_form(page: ParsedPage):  # type: ignore[no-untyped-def]
    """The first form of the list of proposals."""
    return next(iter(page.one("main").iter("form")))
