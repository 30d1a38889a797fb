"""A référent's whole work: the first link, 2 steps, the team, the grid, 500 places, the figures."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

import pyotp
import pytest
from selenium.webdriver.common.by import By
from sqlalchemy import select, update

from pixlearn.db import db, now, transaction
from pixlearn.diagnostic.store import Attempt
from pixlearn.structures.store import Structure
from tests.browser.journeys.in_time import World
from tests.browser.visitor import Visitor, plain
from tests.web.counsellor.people import a_learner, answers, summed_up

PASSWORD = "le train part à huit heures"
PLACES = 500
PEOPLE = 12


def said(visitor: Visitor) -> str:
    """All that the page says."""
    return plain(visitor.find("main").text)


def kept(visitor: Visitor, css: str) -> str:
    """The file of text behind a link, as this person gets it."""
    address = visitor.find(css).get_attribute("href") or ""
    cookies = [f"{each['name']}={each['value']}" for each in visitor.driver.get_cookies()]
    asked = Request(address, headers={"Cookie": "; ".join(cookies)})  # noqa: S310 - our own
    with urlopen(asked, timeout=20) as answer:  # noqa: S310 - our own
        assert answer.headers.get_content_type() == "text/csv"
        return plain(answer.read().decode("utf-8-sig"))


@pytest.fixture
def name() -> str:
    """The name of a new structure."""
    return f"Mission locale {uuid4().hex[:8]}"


@pytest.fixture
def referent(world: World, professional: Visitor, name: str) -> Visitor:
    """The first référent of that structure: by the link of the command, then 2 steps."""
    email = f"{uuid4().hex[:8]}@structure.example"
    made = world.app.test_cli_runner().invoke(args=["create-structure", name, email])
    professional.go(urlsplit(made.stdout.strip()).path)
    professional.write("Prénom et nom", "Amadou Ba")
    professional.write("Choisissez un mot de passe", PASSWORD)
    professional.press_way_on()
    key = "".join(professional.find("main code").text.split())
    professional.write("Code de votre application", pyotp.TOTP(key).at(now()))
    professional.press_way_on()
    assert len(professional.driver.find_elements(By.CSS_SELECTOR, "main .card-codes li")) == 10
    professional.press_way_on()
    return professional


@pytest.fixture
def structure(world: World, referent: Visitor, name: str) -> UUID:
    """The structure, where people share what they did in the month before."""
    before = now().replace(day=1) - timedelta(days=5)
    with world.app.app_context(), transaction():
        row = db.session.execute(select(Structure).where(Structure.name == name)).scalar_one()
        found, row.created_at = row.id, before
        for number in range(PEOPLE):
            learner = a_learner(f"Personne {number}", shares_with=found)
            answers(learner, [("COM.1.1", 1.0), ("INF.1.2", 0.0), ("SEC.2.1", number % 2)])
            summed_up(learner, level=1 + number % 2, ended_at=before)
            mine = update(Attempt).where(Attempt.learner_id == learner)
            db.session.execute(mine.values(created_at=before, ended_at=before))
        return found


def test_the_team_grows(world: World, referent: Visitor) -> None:
    referent.go("/referent/")
    referent.press("Inviter")
    referent.write("Prénom et nom", "Lou Garnier")
    referent.write("Adresse e-mail", f"{uuid4().hex[:8]}@structure.example")
    referent.press_way_on()
    link = (referent.find("main [name=lien]").get_attribute("value") or "").strip()
    colleague = world.reader()
    colleague.go(urlsplit(link).path)
    colleague.press("Je rejoins l'équipe", nom="Lou Garnier", password=f"{PASSWORD} ou neuf")
    assert colleague.path.startswith("/conseiller/")
    referent.go("/referent/")
    assert "Lou Garnier" in said(referent)
    assert referent.complaints() == []


@pytest.mark.usefixtures("structure")
def test_the_grid_changes_the_places_come_in_and_the_figures_are_read(
    referent: Visitor, tmp_path: Path
) -> None:
    referent.go("/referent/grille")
    referent.press_way_on()
    referent.press("Modifier cette bande")
    referent.write("Titre", "Tout doucement")
    referent.press_way_on()
    referent.press("Vérifier et publier")
    assert "Tout doucement" in said(referent)
    referent.press_way_on()
    assert "Publiée" in said(referent)
    assert "Tout doucement" in said(referent)

    file = tmp_path / "lieux.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(["id", "nom", "commune", "code_postal", "date_maj"])
        writer.writerows(
            [f"v-{number}", f"Lieu {number}", "Val", "51100", "2026-01-05"]
            for number in range(PLACES)
        )
    referent.go("/referent/partenaires/importer")
    referent.find("main [type=file]").send_keys(str(file))
    referent.press_way_on()
    assert f"{PLACES} lieux" in said(referent)
    referent.press_way_on()
    assert f"{PLACES} lieux" in said(referent)

    referent.go("/referent/statistiques")
    referent.press_way_on()
    figures = said(referent)
    assert f"{PEOPLE} personnes" in figures
    assert figures.count("À lire avec prudence") == 1
    assert "À lire avec prudence" in kept(referent, "main a[href*=csv]")
    assert referent.complaints() == []
