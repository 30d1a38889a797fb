"""Addresses that come with a request lead only to pages of this site."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.rules import show_code
from pixlearn.accounts.secret import card_secrets, hash_secret
from pixlearn.accounts.store import Staff
from pixlearn.config import Settings
from pixlearn.db import db, transaction
from pixlearn.web.way_back import LONGEST, way_back
from tests.web.browsing import Browser, page_of
from tests.web.guards.asking import token_of
from tests.web.guards.sites import production
from tests.web.guards.world import SEED, World, all_rows

OURS = (
    "/aide",
    "/diagnostic/point-de-depart/4",
    "/conseiller",
    "/conseiller/apprenants?page=2",
    "/carte/x?a=//b",
)
NOT_OURS = (
    "",
    "aide",
    "https://elsewhere.example",
    "//elsewhere.example",
    "//elsewhere.example/aide",
    "///elsewhere.example/aide",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "/aide\r\nSet-Cookie: a=b",
    "/aide?\r\nSet-Cookie: a=b",
    "/aide?a=\x00",
    "javascript:alert(1)",
    "/nulle-part",
    "/aide/appeler",  # answers POST only
    "/%2f/elsewhere.example",
    "http:/aide",
    "/aide?" + "a" * LONGEST,
)


@pytest.mark.parametrize("target", OURS)
def test_a_page_of_ours_is_a_way_back(app: Flask, target: str) -> None:
    with app.app_context():
        assert way_back(target) == target


@pytest.mark.parametrize("target", NOT_OURS)
def test_nothing_else_is_a_way_back(app: Flask, target: str) -> None:
    with app.app_context():
        assert way_back(target) is None


@pytest.mark.parametrize("target", NOT_OURS)
def test_no_page_leads_where_it_is_told(world: World, target: str) -> None:
    visitor, learner = world.looking("anonymous"), world.looking("learner")
    for path in ("/aide", "/affichage"):
        page = page_of(visitor.get(path, query_string={"depuis": target}))
        links = {link.get("href") for link in page.one("main").iter("a")}
        assert target not in links - {""}
    data = {"csrf_token": token_of(learner), "depuis": target}
    assert learner.post("/aide/appeler", data=data).location == "/aide"
    assert learner.post("/affichage", data=data).location == "/affichage?fait=1"


def test_signing_in_goes_back_to_a_page_of_ours_only(world: World) -> None:

    pepper = world.app.extensions["pixlearn_settings"].pepper
    with world.app.app_context(), transaction():
        query = select(Staff).where(Staff.name == "counsellor")
        staff = db.session.execute(query).scalar_one()
        staff.password_hash = hash_secret(pepper, "twelve letters")
        form = {"email": staff.email, "password": "twelve letters"}
    for target, expected in [
        *((target, target) for target in OURS),
        *((target, "/conseiller/") for target in NOT_OURS),
    ]:
        browser = world.browser("anonymous")
        data = {**form, "csrf_token": token_of(browser)}
        response = browser.post("/connexion", query_string={"suite": target}, data=data)
        assert (response.status_code, response.location) == (303, expected), target


@pytest.mark.parametrize(
    ("proxies", "counted"), [(0, "127.0.0.1"), (1, "198.51.100.7"), (2, "203.0.113.9")]
)
def test_the_address_comes_from_trusted_proxies_only(
    settings: Settings, world: World, proxies: int, counted: str
) -> None:
    forwarded = {
        "X-Forwarded-For": "192.0.2.1, 203.0.113.9, 198.51.100.7",
        "Forwarded": "for=192.0.2.2",
        "X-Real-IP": "192.0.2.3",
    }
    with production(settings, proxies=proxies) as app:
        browser = app.test_client()
        assert isinstance(browser, Browser)
        code = show_code(card_secrets(SEED, 0).code)
        digits = browser.go_on(browser.send(browser.page("/entrer"), code=code))
        token = digits.one("input", type="hidden").get("value")
        data = {"csrf_token": token, "digits": "wrong"}
        response = browser.post("/entrer/chiffres", data=data, headers=forwarded)
        assert response.status_code == 422
    with world.app.app_context():
        keys = [row["key"] for row in all_rows()["failed_try"]]
    assert [key for key in keys if key.startswith("address:")] == [f"address:{counted}"]
