"""Professionals sign in at a provider that runs beside: the whole way, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from pixlearn.accounts.provider import REST
from pixlearn.accounts.store import OidcIdentity, SignedIn, Staff
from pixlearn.config import Provider, Settings
from pixlearn.db import db, now, transaction
from tests.web.account.a_provider import RunningProvider
from tests.web.account.provider.coming import (
    CLAIRE,
    address_from,
    app_with,
    comes_back,
    linked,
    sessions_of,
    somebody,
)
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import signed_in


def test_a_referent_links_whoever_waits_and_they_sign_in_and_out(
    place: Place, provider: RunningProvider
) -> None:
    claire, amadou = somebody(place), signed_in(place.app, staff=place.referent)
    assert "Me connecter avec ProTest" in claire.page("/connexion").main_text
    waiting = claire.page(comes_back(claire, provider))
    assert waiting.heading == "Votre référent doit vous ajouter"
    assert "Claire Petit, claire@val.example" in waiting.main_text
    assert sessions_of(place, place.counsellor) == []
    with place.app.app_context():
        code = db.session.execute(select(OidcIdentity.code)).scalar_one()
    assert f"{code[:4]} {code[4:]}" in waiting.main_text

    here = f"/referent/equipe/{place.counsellor}/fournisseur"
    asked = amadou.send(amadou.page(here), code=f" {code[:4].lower()}-{code[4:]}")
    assert "Claire Petit, claire@val.example" in page_of(asked).main_text
    sure = amadou.page(f"{here}?code={code}")
    done = amadou.go_on(amadou.send(sure, "Oui, relier"))
    assert "C'est relié" in done.main_text
    assert claire.page("/connexion/attente").heading == "Votre référent vous a ajouté"

    assert comes_back(claire, provider) == "/conseiller/"
    assert claire.get("/conseiller/").status_code == 200
    gone = claire.post("/sortir", data={"csrf_token": csrf(claire)})
    assert gone.location == "/connexion/sortie"
    leaving = claire.get(gone.location)
    out = leaving.headers["Refresh"].removeprefix("0; url=")
    asks = parse_qs(urlsplit(out).query)
    assert out.startswith(f"{provider.url}/oauth2/end_session?")
    assert asks["post_logout_redirect_uri"] == ["http://127.0.0.1:8000/"]
    assert asks["id_token_hint"][0].count(".") == 2
    assert out.replace("&", "&amp;") in leaving.get_data(as_text=True)
    assert claire.get("/connexion/sortie").location == "/"
    assert claire.get("/conseiller/").status_code == 303


def csrf(browser: Browser) -> str:
    """The token of the page that asks whether to sign out."""
    form = browser.page("/sortir").main_form()
    return next(e.get("value", "") for e in form.iter("input") if e.get("name") == "csrf_token")


def test_a_form_that_came_too_late_is_filled_again_after_the_provider(
    place: Place, provider: RunningProvider
) -> None:
    linked(place, "claire", place.counsellor, provider.url)
    browser, here = somebody(place), "/conseiller/ateliers/nouveau"
    comes_back(browser, provider)
    fields = {**filled_fields(browser.page(here).main_form()), "lieu": "Garage « solidaire »"}
    with place.app.app_context(), transaction():
        db.session.execute(update(SignedIn).values(last_used_at=now() - timedelta(minutes=31)))
    late = browser.post(here, data=fields)
    door = f"/connexion/fournisseur?{urlsplit(late.location).query}"
    back = browser.get(provider.lets_in(address_from(browser, door), "claire"))
    page = browser.go_on(back)
    assert filled_fields(page.main_form())["lieu"] == "Garage « solidaire »"


def test_the_request_holds_all_that_binds_the_answer_to_it(
    place: Place, provider: RunningProvider
) -> None:
    one, other = (parse_qs(urlsplit(address_from(somebody(place))).query) for _ in range(2))
    assert one["response_type"] == ["code"]
    assert one["redirect_uri"] == ["http://127.0.0.1:8000/connexion/retour"]
    assert one["scope"] == ["openid profile email"]
    assert one["code_challenge_method"] == ["S256"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(one[name][0]) >= 43
        assert one[name] != other[name]


def test_the_page_asked_for_comes_after_the_provider(
    place: Place, provider: RunningProvider
) -> None:
    linked(place, "claire", place.counsellor, provider.url)
    claire = somebody(place)
    door = claire.page("/conseiller/ateliers")
    way = next(a for a in door.root.iter("a") if "/fournisseur" in a.get("href", ""))
    back = provider.lets_in(address_from(claire, way.get("href", "")), "claire")
    assert claire.get(back).location == "/conseiller/ateliers"


def test_the_provider_leads_to_no_other_site(place: Place, provider: RunningProvider) -> None:
    linked(place, "claire", place.counsellor, provider.url)
    claire = somebody(place)
    address = address_from(claire, "/connexion/fournisseur?suite=//evil.example/")
    assert claire.get(provider.lets_in(address, "claire")).location == "/conseiller/"


def test_a_known_address_opens_nothing(place: Place, provider: RunningProvider) -> None:
    with place.app.app_context(), transaction():
        mail = {"email": "claire@val.example"}
        db.session.execute(update(Staff).where(Staff.id == place.counsellor).values(mail))
    assert comes_back(somebody(place), provider) == "/connexion/attente"


def test_the_same_subject_elsewhere_is_somebody_else(
    place: Place, provider: RunningProvider
) -> None:
    linked(place, "claire", place.counsellor, "https://another.example")
    assert comes_back(somebody(place), provider) == "/connexion/attente"


def test_a_closed_access_stays_closed(known: Place, provider: RunningProvider) -> None:
    with known.app.app_context(), transaction():
        db.session.execute(update(Staff).where(Staff.id == known.counsellor).values(active=False))
    claire = somebody(known)
    assert comes_back(claire, provider) == "/connexion?fournisseur=ferme"
    assert "Votre accès est fermé" in claire.page("/connexion?fournisseur=ferme").main_text


def test_a_referent_who_gave_one_factor_sets_up_the_second(
    place: Place, provider: RunningProvider
) -> None:
    linked(place, "claire", place.referent, provider.url)
    assert comes_back(somebody(place), provider).startswith("/mon-compte/")
    assert [session.second_factor_at for session in sessions_of(place, place.referent)] == [None]


@pytest.mark.parametrize("claims", [{"acr": "eidas2"}, {"amr": ["pwd", "mfa"]}])
def test_two_factors_at_the_provider_count_here(
    place: Place, provider: RunningProvider, claims: dict[str, object]
) -> None:
    provider.knows("sure", **CLAIRE, **claims)
    linked(place, "sure", place.referent, provider.url)
    assert comes_back(somebody(place), provider, "sure") == "/referent/"
    (session,) = sessions_of(place, place.referent)
    assert session.second_factor_at is not None


def test_an_identity_taken_away_ends_the_sessions(known: Place, provider: RunningProvider) -> None:
    claire, amadou = somebody(known), signed_in(known.app, staff=known.referent)
    comes_back(claire, provider)
    page = amadou.page(f"/referent/equipe/{known.counsellor}/fournisseur")
    form = next(f for f in page.one("main").iter("form") if f.get("method") == "post")
    assert "n'est plus relié" in amadou.go_on(amadou.send(page, form=form)).main_text
    assert claire.get("/conseiller/").status_code == 303
    assert comes_back(claire, provider) == "/connexion/attente"


def test_a_code_links_once(place: Place, provider: RunningProvider) -> None:
    comes_back(somebody(place), provider)
    with place.app.app_context():
        code = db.session.execute(select(OidcIdentity.code)).scalar_one()
    amadou = signed_in(place.app, staff=place.referent)
    here = f"/referent/equipe/{place.counsellor}/fournisseur"
    sure = amadou.page(f"{here}?code={code}")
    assert amadou.send(sure).status_code == 303
    again = amadou.send(sure)
    assert again.status_code == 422
    assert "Personne n'attend avec ce code" in page_of(again).main_text


def test_who_nobody_adds_is_forgotten_after_a_month(
    place: Place, provider: RunningProvider
) -> None:
    claire = somebody(place)
    comes_back(claire, provider)
    with place.app.app_context(), transaction():
        old = now() - timedelta(days=31)
        db.session.execute(update(OidcIdentity).values(created_at=old, subject="former"))
    assert claire.get("/connexion/attente").location == "/connexion"
    comes_back(somebody(place), provider)
    with place.app.app_context():
        assert db.session.execute(select(func.count(OidcIdentity.id))).scalar_one() == 1


@pytest.fixture(scope="module")
def demanding(settings: Settings, provider: RunningProvider) -> Iterator[Flask]:
    levels = ("eidas2", "eidas3")
    yield from app_with(settings, Provider(provider.url, "pixlearn", "secret", levels))


@pytest.mark.parametrize(("level", "where"), [("eidas1", "refus"), ("eidas3", "attente")])
def test_a_level_that_is_asked_for_is_checked(
    place: Place, demanding: Flask, provider: RunningProvider, level: str, where: str
) -> None:
    provider.knows("somebody", acr=level)
    browser = demanding.test_client()
    assert isinstance(browser, Browser)
    address = address_from(browser)
    assert parse_qs(urlsplit(address).query)["acr_values"] == ["eidas2 eidas3"]
    assert browser.get(provider.lets_in(address, "somebody")).location.endswith(where)


def test_the_site_works_while_the_provider_is_away(app: Flask) -> None:
    browser = app.test_client()
    assert isinstance(browser, Browser)
    page = browser.page("/connexion/fournisseur")
    assert "ProConnect ne répond pas" in page.main_text
    assert page.by_id["champ-password"] is not None
    browser.set_cookie("provider", "-")
    assert browser.get("/connexion/sortie").location == "/"


def test_a_provider_that_comes_back_is_found_again(place: Place, provider: RunningProvider) -> None:
    claire, asker = somebody(place), place.app.extensions["pixlearn_provider"]
    asker._kept.clear()
    asker._silent_until = now() + REST
    assert address_from(claire) == "/connexion?fournisseur=silence"
    with time_machine.travel(now() + REST + timedelta(seconds=1)):
        assert address_from(claire).startswith(provider.url)
