"""A référent invites, changes roles, closes an access; the invited person joins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.accounts.store import Invitation, Staff
from pixlearn.db import db, transaction
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import signed_in, somebody_at_work
from tests.web.parsed_page import ParsedPage

PASSWORD = "quatre pommes au vélo"
TEAM = "/referent/"


@pytest.fixture
def referent(place: Place) -> Browser:
    return signed_in(place.app, staff=place.referent)


def invite(referent: Browser, *roles: str, email: str = "lou@structure.example") -> str:
    """Invite Lou; the path of the link."""
    page = referent.page("/referent/equipe/inviter")
    form = {"nom": "Lou Garnier", "email": email, "conseil": [], "gestion": []}
    form |= dict.fromkeys(roles or ("conseil",), "oui")
    return link_on(referent.go_on(referent.send(page, **form)))


def link_on(page: ParsedPage) -> str:
    """The path of the link that a page gives to copy."""
    (field,) = [each for each in page.root.iter("textarea") if each.get("name") == "lien"]
    return "/" + "".join(field.itertext()).strip().split("/", 3)[3]


def join(browser: Browser, path: str, **written: str) -> ParsedPage:
    """Fill the page of the link; the page that shows then."""
    form = {"nom": "Lou Garnier", "password": PASSWORD} | written
    return browser.go_on(browser.send(browser.page(path), **form))


def test_an_invited_counsellor_chooses_a_password_and_is_in(
    place: Place, referent: Browser, client: Browser
) -> None:
    path = invite(referent)
    assert "Mission locale du Val vous invite" in client.page(path).main_text
    join(client, path)
    client.page("/conseiller/apprenants")
    assert client.get(TEAM).status_code == 404
    assert "Lou Garnier" in referent.page(TEAM).main_text
    other = place.app.test_client()
    assert isinstance(other, Browser)
    form = {"email": "LOU@structure.example", "password": PASSWORD}
    assert other.send(other.page("/connexion"), **form).status_code == 303


def test_a_link_serves_once(referent: Browser, client: Browser) -> None:
    path = invite(referent)
    join(client, path)
    assert "n'ouvre plus rien" in client.page(path, 404).main_text
    assert client.post(path, data={"csrf_token": token(client)}).status_code == 404


def token(browser: Browser) -> str:
    form = browser.page("/sortir").main_form()
    return next(one.get("value", "") for one in form.iter() if one.get("name") == "csrf_token")


def test_a_link_opens_for_72_hours(referent: Browser, client: Browser) -> None:
    began = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with time_machine.travel(began, tick=False) as clock:
        referent = signed_in(client.application, staff=staff_named(client, "Amadou Ba"))
        path = invite(referent)
        clock.move_to(began + timedelta(hours=72, seconds=-1))
        client.page(path)
        clock.move_to(began + timedelta(hours=72))
        client.page(path, 404)


def staff_named(browser: Browser, name: str) -> UUID:
    with browser.application.app_context():
        return db.session.execute(select(Staff.id).where(Staff.name == name)).scalar_one()


def test_looking_at_a_link_uses_nothing(referent: Browser, client: Browser) -> None:
    path = invite(referent)
    for _ in range(20):
        client.page(path)
    join(client, path)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("court", "12 signes"),
        ("motdepasse2026", "Beaucoup de gens"),
        ("Garnier du lundi soir", "Retirez votre nom"),
        ("x" * 64 + "y" * 65, "128 signes"),
    ],
)
def test_a_weak_password_comes_back_with_what_to_do(
    referent: Browser, client: Browser, password: str, words: str
) -> None:
    page = client.page(invite(referent))
    response = client.send(page, nom="Lou Garnier", password=password)
    assert response.status_code == 422
    assert words in response.get_data(as_text=True).replace("\N{NO-BREAK SPACE}", " ")
    assert password not in response.get_data(as_text=True)


def test_the_team_shows_who_is_invited_and_withdraws(referent: Browser, client: Browser) -> None:
    path = invite(referent)
    page = referent.page(TEAM)
    assert "lou@structure.example" in page.main_text
    form = next(one for one in page.root.iter("form") if "/invitations/" in one.get("action", ""))
    page = referent.go_on(referent.send(page, "Retirer", form))
    assert "lou@structure.example" not in page.main_text
    client.page(path, 404)


def test_a_new_link_ends_the_one_before(referent: Browser, client: Browser) -> None:
    former = invite(referent)
    page = referent.page(TEAM)
    form = next(one for one in page.root.iter("form") if "/invitations/" in one.get("action", ""))
    path = link_on(referent.go_on(referent.send(page, "Faire", form)))
    again = invite(referent)
    client.page(former, 404)
    client.page(path, 404)
    client.page(again)


def test_the_link_shows_only_to_who_made_it_until_it_serves(
    place: Place, referent: Browser, client: Browser
) -> None:
    path = invite(referent)
    referent.page("/referent/equipe/lien")
    with place.app.app_context(), transaction():
        other = somebody_at_work(place.structure, "Inès Morel", counsels=False, refers=True)
    elsewhere = signed_in(place.app, staff=other).get("/referent/equipe/lien")
    assert elsewhere.status_code == 303
    join(client, path)
    assert referent.get("/referent/equipe/lien").status_code == 303
    with place.app.app_context():
        assert path.rpartition("/")[2] not in str(
            db.session.execute(select(Invitation.token_hash)).scalar_one()
        )


def test_an_address_of_the_team_is_not_invited_again(place: Place, referent: Browser) -> None:
    with place.app.app_context():
        query = select(Staff.email).where(Staff.id == place.counsellor)
        email = db.session.execute(query).scalar_one()
    page = referent.page("/referent/equipe/inviter")
    response = referent.send(page, nom="Claire Petit", email=email.upper())
    assert response.status_code == 422


def test_nothing_is_said_of_an_address_elsewhere_until_its_owner_holds_the_link(
    place: Place, referent: Browser, client: Browser
) -> None:
    with place.app.app_context():
        query = select(Staff.email).where(Staff.id == place.counsellor_elsewhere)
        email = db.session.execute(query).scalar_one()
    path = invite(referent, email=email)
    response = client.send(client.page(path), nom="Paul Roux", password=PASSWORD)
    assert response.status_code == 422
    assert "déjà un accès" in response.get_data(as_text=True)


def change(referent: Browser, place: Place, press: str, **written: str | list[str]) -> ParsedPage:
    """Press a button of the counsellor's page in the team."""
    page = referent.page(f"/referent/equipe/{place.counsellor}")
    forms = [
        one for one in page.root.iter("form") if f"/{place.counsellor}" in one.get("action", "")
    ]
    form = next(one for one in forms if press in "".join(one.itertext()))
    return referent.go_on(referent.send(page, press, form, **written))


def test_a_closed_access_ends_the_sessions_at_once_and_opens_again(
    place: Place, referent: Browser, counsellor: Browser
) -> None:
    counsellor.page("/conseiller/apprenants")
    page = change(referent, place, "Fermer")
    assert "Accès fermé" in page.main_text
    assert counsellor.get("/conseiller/apprenants").status_code == 303
    change(referent, place, "Rouvrir")
    assert counsellor.get("/conseiller/apprenants").status_code == 303
    signed_in(place.app, staff=place.counsellor).page("/conseiller/apprenants")


def test_new_roles_ask_to_sign_in_again(
    place: Place, referent: Browser, counsellor: Browser
) -> None:
    change(referent, place, "Garder", conseil=[], gestion="oui")
    assert counsellor.get(TEAM).status_code == 303
    again = signed_in(place.app, staff=place.counsellor)
    again.page(TEAM)
    assert again.get("/conseiller/apprenants").status_code == 404


def test_somebody_always_manages_the_structure(place: Place, referent: Browser) -> None:
    mine = f"/referent/equipe/{place.referent}"
    page = referent.page(mine)
    refused = referent.send(page, "Garder", conseil="oui", gestion=[])
    assert refused.status_code == 422
    close = next(one for one in page.root.iter("form") if "Fermer" in "".join(one.itertext()))
    assert referent.send(page, "Fermer", close).status_code == 422
    referent.page(TEAM)
    change(referent, place, "Garder", conseil="oui", gestion="oui")
    response = referent.send(referent.page(mine), "Garder", conseil="oui", gestion=[])
    assert response.location == "/conseiller/"
    referent.page("/conseiller/apprenants")


def test_a_role_is_needed(place: Place, referent: Browser) -> None:
    page = referent.page(f"/referent/equipe/{place.counsellor}")
    assert referent.send(page, "Garder", conseil=[], gestion=[]).status_code == 422
