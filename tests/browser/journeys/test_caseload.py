"""Ninety people: taken over at once, found by name, passed on to a colleague, given back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from selenium.webdriver.support.ui import Select

from pixlearn.accounts.secret import hash_secret
from pixlearn.accounts.store import Staff
from pixlearn.db import db, transaction
from pixlearn.web.login import settings
from tests.browser.journeys.in_time import World
from tests.browser.journeys.rooms import said, sees
from tests.browser.visitor import Visitor, plain
from tests.web.counsellor.people import a_learner, a_structure, somebody_at_work

MANY = 90
PASSWORD = "trois mots pour entrer"


@pytest.fixture
def colleagues(world: World) -> list[str]:
    """Two counsellors of a new structure, with 90 people whom nobody follows; their addresses."""
    with world.app.app_context(), transaction():
        structure = a_structure(f"Maison de l'emploi {uuid4()}")
        staff = [
            somebody_at_work(structure, name, counsels=True, refers=False)
            for name in ("Nadia Petit", "Lou Roy")
        ]
        hashed = hash_secret(settings().pepper, PASSWORD)
        for one in staff:
            db.session.get_one(Staff, one).password_hash = hashed
        for number in range(MANY):
            name = "Marie" if number in {7, 70} else f"Personne {number:02}"
            a_learner(name, shares_with=structure)
        return [db.session.get_one(Staff, one).email for one in staff]


def signs_in(visitor: Visitor, email: str) -> None:
    visitor.go("/connexion")
    visitor.fill(visitor.find("main [name=email]"), email)
    visitor.fill(visitor.find("main [name=password]"), PASSWORD)
    visitor.press_way_on()


def does_for_all(visitor: Visitor, words: str) -> None:
    """Tick « everybody on every page », choose what to do, go on."""
    visitor.choose("main [name=tous]")
    Select(visitor.find("main [name=action]")).select_by_visible_text(words)
    visitor.press_way_on()


def test_ninety_people_are_taken_over_found_and_passed_on(
    professional: Visitor, colleagues: list[str]
) -> None:
    nadia, lou = colleagues
    signs_in(professional, nadia)
    professional.press("Apprenants")
    professional.press(f"Sans conseiller désigné ({MANY})")
    does_for_all(professional, "Je suis ces personnes")
    assert f"C'est fait pour {MANY} personnes." in said(professional)
    professional.press("Apprenants")
    assert f"Mes apprenants ({MANY})" in said(professional)
    assert said(professional).count("Voir ") == 50

    professional.fill(professional.find("main [name=q]"), "marié")
    professional.tap(professional.find("main form[role=search] .actions button"))
    sees(professional, "2 personnes")  # the list alone is another one with scripts
    assert "Voir Marie, " in plain(professional.find("table").get_attribute("textContent") or "")

    professional.press("Apprenants")
    does_for_all(professional, "Lou Roy")
    assert f"C'est fait pour {MANY} personnes." in said(professional)
    assert "Mes apprenants (0)" in said(professional)
    professional.begin_anew()
    signs_in(professional, lou)
    professional.press("Apprenants")
    assert f"Mes apprenants ({MANY})" in said(professional)
    assert professional.complaints() == []
