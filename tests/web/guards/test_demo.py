"""`flask demo`: the same each time, refused to real people, and every way in it tells is open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from pixlearn.config import Settings
from tests.web.browsing import Browser
from tests.web.guards.sites import production
from tests.web.guards.world import Rows, all_rows, wipe

pytestmark = pytest.mark.both

Entries = dict[str, list[dict[str, Any]]]


def made(app: Flask) -> Entries:
    result = app.test_cli_runner().invoke(args=["demo", "--json"])
    assert result.exit_code == 0, result.output
    entries: Entries = json.loads(result.stdout)
    return entries


def rows_of(app: Flask) -> Rows:
    with app.app_context():
        return all_rows()


@pytest.fixture(scope="module")
def entries(installed_app: Flask) -> Iterator[Entries]:
    """What the demo prints on an empty database."""
    with installed_app.app_context():
        wipe()
    yield made(installed_app)
    with installed_app.app_context():
        wipe()


@pytest.fixture
def visitor(installed_app: Flask, entries: Entries) -> Browser:
    """Somebody unknown on the demo site."""
    browser = installed_app.test_client()
    assert isinstance(browser, Browser)
    return browser


def test_the_demo_tells_who_can_enter_and_how(entries: Entries) -> None:
    assert set(entries) == {"learners", "counsellors", "referents", "workshops"}
    shapes = {name: {frozenset(one) for one in people} for name, people in entries.items()}
    staff = {frozenset({"name", "email", "password", "structure"})}
    assert shapes == {
        "learners": {frozenset({"name", "structure", "link", "card_code", "digits"})},
        "counsellors": staff,
        "referents": staff,
        "workshops": {frozenset({"code", "structure"})},
    }
    assert len(entries["learners"]) == 12
    for name in ("counsellors", "referents", "workshops"):
        assert len({one["structure"] for one in entries[name]}) == 2, name


def test_the_demo_made_again_is_the_same(installed_app: Flask, entries: Entries) -> None:
    before = rows_of(installed_app)
    assert made(installed_app) == entries
    after = rows_of(installed_app)
    moving = {"workshop"}  # its code stays open for another half day
    for table in before:
        assert len(after[table]) == len(before[table]), table
        assert table in moving or after[table] == before[table], table


def test_the_learners_are_at_different_points(installed_app: Flask, entries: Entries) -> None:
    rows = rows_of(installed_app)
    assert len(rows["attempt"]) == 12
    assert {bool(attempt["ended_at"]) for attempt in rows["attempt"]} == {True, False}
    assert len({summary["level"] for summary in rows["summary"]}) >= 3


def test_some_learners_are_followed_up(installed_app: Flask, entries: Entries) -> None:
    rows = rows_of(installed_app)
    assert len({proposal["state"] for proposal in rows["proposal"]}) >= 4
    assert rows["note"]
    assert rows["handover"]
    assert any(workshop["comfort"] and workshop["helper"] for workshop in rows["workshop"])


def test_each_link_enters_by_the_main_form_of_its_page(visitor: Browser, entries: Entries) -> None:
    for learner in entries["learners"]:
        page = visitor.go_on(visitor.send(visitor.page(learner["link"])))
        assert "main" in page.html
        assert visitor.page("/progression").heading
        visitor.send(visitor.page("/sortir"))
        assert visitor.get("/progression").status_code == 303


def test_a_card_code_and_its_digits_enter(visitor: Browser, entries: Entries) -> None:
    learner = entries["learners"][0]
    asked = visitor.go_on(visitor.send(visitor.page("/entrer"), code=learner["card_code"]))
    visitor.go_on(visitor.send(asked, digits=learner["digits"]))
    assert visitor.page("/progression").heading


def test_each_workshop_code_leads_to_its_door(visitor: Browser, entries: Entries) -> None:
    for workshop in entries["workshops"]:
        response = visitor.send(visitor.page("/entrer"), code=workshop["code"])
        assert response.location == f"/atelier/{workshop['code']}"


def test_each_professional_signs_in_and_sees_their_own_pages(
    visitor: Browser, entries: Entries
) -> None:
    homes = {"counsellors": "/conseiller/apprenants", "referents": "/referent/"}
    for role, home in homes.items():
        for person in entries[role]:
            form = {"email": person["email"], "password": person["password"]}
            visitor.go_on(visitor.send(visitor.page("/connexion"), **form))
            assert visitor.get(home).status_code == 200
            shown = visitor.page(home).html
            theirs = {
                one["name"]
                for one in entries["learners"]
                if one["structure"] == person["structure"]
            }
            others = {one["name"] for one in entries["learners"]} - theirs
            if role == "counsellors":
                assert any(name in shown for name in theirs)
            assert not any(f">{name}<" in shown for name in others)
            visitor.send(visitor.page("/sortir"))


def test_the_demo_is_refused_to_real_people(settings: Settings, app: Flask) -> None:
    before = rows_of(app)
    with production(settings) as real:
        result = real.test_cli_runner().invoke(args=["demo", "--json"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: demo data is refused in production.\n"
    assert rows_of(app) == before
