"""Who may open the professionals' pages, and whose."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from pixlearn.db import transaction
from pixlearn.privacy.service import agree_to_share, refuse_to_share
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in

pytestmark = pytest.mark.both

COUNSELLOR_PAGES = [
    "/conseiller/",
    "/conseiller/apprenants",
    "/conseiller/etiquettes",
    "/conseiller/ateliers",
    "/conseiller/cartes",
    "/conseiller/cartes/imprimer",
    "/conseiller/cartes/personnes",
    "/conseiller/cartes/refaire",
]
PAGES = [*COUNSELLOR_PAGES, "/referent/"]


def workshop_of(place: Place) -> UUID:
    with place.app.app_context(), transaction():
        return open_workshop(place.structure, "Atelier", shared_computers=False).id


@pytest.mark.parametrize("path", PAGES)
def test_somebody_unknown_is_asked_to_sign_in_and_comes_back(client: Browser, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 303
    assert response.location.startswith("/connexion?suite=/")


@pytest.mark.parametrize("path", PAGES)
def test_a_learner_finds_no_page(place: Place, path: str) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
    client = signed_in(place.app, learner=learner)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", COUNSELLOR_PAGES)
def test_a_referent_who_counsels_nobody_finds_no_learners(place: Place, path: str) -> None:
    assert signed_in(place.app, staff=place.referent).get(path).status_code == 404


def test_a_counsellor_finds_no_page_of_the_referent(counsellor: Browser) -> None:
    assert counsellor.get("/referent/").status_code == 404


def test_the_counsellors_day_begins_with_who_waits(counsellor: Browser) -> None:
    assert counsellor.page("/conseiller/").heading == "Aujourd'hui"


def test_a_learner_is_seen_by_the_structure_they_share_with_and_by_no_other(
    place: Place, counsellor: Browser, stranger: Browser
) -> None:
    with place.app.app_context(), transaction():
        shares = a_learner("Sonia", shares_with=place.structure)
        keeps = a_learner("Karim")
    assert counsellor.get(f"/conseiller/apprenants/{shares}").status_code == 200
    assert "Sonia" not in stranger.page("/conseiller/apprenants").main_text
    for client, learner in [(stranger, shares), (counsellor, keeps), (counsellor, uuid4())]:
        assert client.get(f"/conseiller/apprenants/{learner}").status_code == 404


def test_withdrawn_agreement_closes_the_page_at_the_next_request(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
    assert counsellor.get(f"/conseiller/apprenants/{learner}").status_code == 200
    with place.app.app_context(), transaction():
        refuse_to_share(learner, place.structure)
    assert counsellor.get(f"/conseiller/apprenants/{learner}").status_code == 404
    assert "Sonia" not in counsellor.page("/conseiller/apprenants").main_text


def test_a_learner_who_changes_structure_leaves_the_former_one(
    place: Place, counsellor: Browser, stranger: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        agree_to_share(learner, place.structure_elsewhere)
    assert counsellor.get(f"/conseiller/apprenants/{learner}").status_code == 404
    assert stranger.get(f"/conseiller/apprenants/{learner}").status_code == 200


def test_a_workshop_belongs_to_its_structure(place: Place, stranger: Browser) -> None:
    workshop = workshop_of(place)
    for path in (f"/conseiller/ateliers/{workshop}", f"/conseiller/ateliers/{workshop}/ecran"):
        assert stranger.get(path).status_code == 404
    form = stranger.page("/conseiller/ateliers").main_form()
    token = next(field.get("value") for field in form.iter("input"))
    answer = stranger.post(
        f"/conseiller/ateliers/{workshop}", data={"csrf_token": token, "action": "fermer"}
    )
    assert answer.status_code == 404
