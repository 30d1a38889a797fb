"""What a structure chooses for itself, and where it acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from pixlearn.accounts.service import take_seat
from pixlearn.db import db, now, transaction
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import Structure, Workshop, workshops_of
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.people import a_learner, a_structure, signed_in, somebody_at_work
from tests.web.learner.reader import links_of
from tests.web.parsed_page import text_of

HERE = "/referent/reglages"
PRESENTATION, WORKSHOPS, DATA = (f"{HERE}/{one}" for one in ("presentation", "ateliers", "donnees"))
FIGURES = "/referent/statistiques"
PHONE = "01 23 45 67 89, le matin"


@dataclass(frozen=True)
class Place:
    """A structure, and somebody who runs it and follows learners."""

    app: Flask
    structure: UUID
    staff: Browser

    def learner(self) -> Browser:
        """Somebody in a workshop of this structure."""
        with self.app.app_context(), transaction():
            learner = a_learner("Zoé")
            workshop = open_workshop(self.structure, "Atelier", shared_computers=False)
            take_seat(learner, workshop)
        return signed_in(self.app, learner=learner)

    def counsellor(self) -> Browser:
        """Somebody who follows learners there, and no more."""
        with self.app.app_context(), transaction():
            staff = somebody_at_work(self.structure, "Lise", counsels=True, refers=False)
        return signed_in(self.app, staff=staff)

    def keep(self, path: str, **written: str | list[str]) -> None:
        """Send one of the forms."""
        self.staff.go_on(self.staff.send(self.staff.page(path), **written))


@pytest.fixture
def place(app: Flask) -> Place:
    with app.app_context(), transaction():
        structure = a_structure("Cap emploi Ouest")
        staff = somebody_at_work(structure, "Claire", counsels=True, refers=True)
    return Place(app, structure, signed_in(app, staff=staff))


def test_a_learner_reads_on_help_how_to_reach_the_structure(place: Place) -> None:
    place.keep(PRESENTATION, contact=PHONE)
    assert PHONE in place.learner().page("/aide").main_text.replace("\xa0", " ")


def test_somebody_who_came_alone_reads_nothing_of_it(place: Place) -> None:
    place.keep(PRESENTATION, contact=PHONE, nom="ABC Diag")
    with place.app.app_context(), transaction():
        learner = a_learner("Barnabé")
    alone = signed_in(place.app, learner=learner)
    assert "Pour appeler" not in alone.page("/aide").main_text
    assert "ABC Diag" not in alone.page("/ecouter").main_text


@pytest.mark.parametrize("path", ["/ecouter", "/plan-du-site"])
def test_learners_read_the_structures_name_of_the_diagnostic(place: Place, path: str) -> None:
    place.keep(PRESENTATION, nom="ABC Diag")
    assert "ABC Diag" in place.learner().page(path).main_text


@pytest.mark.parametrize("path", ["/ecouter", "/plan-du-site"])
def test_without_one_they_read_the_usual_name(place: Place, path: str) -> None:
    assert "Mon point de départ" in place.learner().page(path).main_text


def test_the_team_reads_that_name_too(place: Place) -> None:
    place.keep(PRESENTATION, nom="ABC Diag")
    page = place.staff.page("/conseiller/ateliers/nouveau")
    assert "ABC Diag : ce que chacun sait faire" in page.main_text.replace("\xa0", " ")


def test_a_practising_counsellor_reads_it_as_their_learners_do(place: Place) -> None:
    place.keep(PRESENTATION, nom="ABC Diag")
    page = place.staff.go_on(place.staff.send(place.staff.page("/essai/")))
    assert "ABC Diag" in page.main_text


def test_hours_are_those_of_the_place(place: Place) -> None:
    place.keep(PRESENTATION, fuseau="Indian/Reunion")
    with time_machine.travel(datetime(2027, 1, 5, 8, 10, tzinfo=UTC), tick=False):
        browser = place.counsellor()
        form = browser.page("/conseiller/ateliers/nouveau")
        assert form.one("input", name_="heure").get("value") == "12 h 30"
        browser.send(form, "Garder")
    with place.app.app_context():
        (kept,) = workshops_of(place.structure)
        assert kept.starts_at == datetime(2027, 1, 5, 8, 30, tzinfo=UTC)


def test_a_learner_reads_the_hours_of_the_place_where_they_came(place: Place) -> None:
    place.keep(PRESENTATION, fuseau="Pacific/Noumea")
    learner = place.learner()
    with place.app.app_context(), transaction():
        meets = datetime(now().year + 1, 3, 3, 22, 30, tzinfo=UTC)
        db.session.query(Workshop).one().next_at = meets
    assert "4 mars" in learner.page("/").main_text.replace("\xa0", " ")
    assert "9 h 30" in learner.page("/").main_text.replace("\xa0", " ")


def test_a_new_workshop_begins_with_what_the_structure_chose(place: Place) -> None:
    place.keep(WORKSHOPS, places="6", text="grand", pauses="4", aide="oui")
    form = place.staff.page("/conseiller/ateliers/nouveau")
    assert form.one("input", name_="places").get("value") == "6"
    chosen = {
        one.get("name"): one.get("value") for one in form.all("input") if "checked" in one.attrib
    }
    assert (chosen["text"], chosen["pauses"], chosen["aide"]) == ("grand", "4", "oui")


def test_a_workshop_opened_at_once_has_it_too(place: Place) -> None:
    place.keep(WORKSHOPS, places="6", text="grand", pauses="4", aide="oui")
    with place.app.app_context(), transaction():
        opened = open_workshop(place.structure, "Atelier", shared_computers=False)
        assert (opened.capacity, opened.comfort) == (6, {"text": "grand"})
        assert (opened.break_every, opened.helper) == (4, True)


def test_the_length_is_that_of_the_report(place: Place) -> None:
    place.keep(WORKSHOPS, duree="180")
    place.staff.send(place.staff.page("/conseiller/ateliers/nouveau"))
    with place.app.app_context():
        (workshop,) = workshops_of(place.structure)
    page = place.staff.page(f"/conseiller/ateliers/{workshop.id}/compte-rendu")
    assert "180" in text_of(page.one("textarea"))


def test_the_length_is_that_of_the_calendar(place: Place) -> None:
    place.keep(WORKSHOPS, duree="60")
    learner = place.learner()
    with place.app.app_context(), transaction():
        meets = datetime(now().year + 1, 3, 3, 9, tzinfo=UTC)
        db.session.query(Workshop).one().next_at = meets
    file = learner.get("/prochain-atelier.ics").get_data(as_text=True)
    assert "0303T090000Z" in file
    assert "DTEND:" in file
    assert "0303T100000Z" in file


def test_the_page_of_settings_says_what_stands(place: Place) -> None:
    place.keep(PRESENTATION, nom="ABC Diag", contact=PHONE)
    place.keep(WORKSHOPS, places="8")
    place.keep(DATA, garder="12")
    page = place.staff.page(HERE).main_text.replace("\xa0", " ")
    for words in ("ABC Diag", PHONE, "8 personnes", "12 mois"):
        assert words in page


def test_one_page_leaves_what_the_others_keep(place: Place) -> None:
    place.keep(PRESENTATION, contact=PHONE)
    place.keep(WORKSHOPS, places="8")
    place.keep(DATA, garder="12", exports="equipe")
    with place.app.app_context():
        kept = db.session.query(Structure).filter_by(id=place.structure).one().as_house().settings
    assert (kept.contact, kept.places, kept.retention) == (PHONE, 8, 12)


@pytest.mark.parametrize(
    ("path", "field", "wrong"),
    [
        (PRESENTATION, "contact", "a" * 201),
        (PRESENTATION, "nom", "b" * 41),
        (PRESENTATION, "fuseau", "Europe/London"),
        (WORKSHOPS, "places", "13"),
        (WORKSHOPS, "duree", "61"),
        (DATA, "garder", "600"),
        (DATA, "exports", "everybody"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_its_reason(
    place: Place, path: str, field: str, wrong: str
) -> None:
    response = place.staff.send(place.staff.page(path), **{field: wrong})
    assert response.status_code == 422
    assert page_of(response).one("h1") is not None
    assert f"champ-{field}" in page_of(response).html


def test_only_referents_keep_figures_at_first(place: Place) -> None:
    counsellor = place.counsellor()
    assert counsellor.get(FIGURES).status_code == 404
    assert counsellor.get(f"{FIGURES}/fichier/csv").status_code == 404
    assert "Statistiques" not in counsellor.page("/conseiller/").html


def test_the_whole_team_may_when_the_structure_says_so(place: Place) -> None:
    place.keep(DATA, exports="equipe")
    counsellor = place.counsellor()
    assert counsellor.page(FIGURES).one("h1") is not None
    assert counsellor.get(f"{FIGURES}/fichier/csv").status_code in {200, 303}  # 303: second factor
    assert "Statistiques" in counsellor.page("/conseiller/").html
    assert counsellor.get("/referent/").status_code == 404
    assert counsellor.get(HERE).status_code == 404


def test_a_team_elsewhere_may_not(place: Place, app: Flask) -> None:
    place.keep(DATA, exports="equipe")
    with app.app_context(), transaction():
        elsewhere = somebody_at_work(
            a_structure("Mission locale"), "Paul", counsels=True, refers=False
        )
    assert signed_in(app, staff=elsewhere).get(FIGURES).status_code == 404


def test_a_learner_calls_the_structure_with_one_press(place: Place) -> None:
    place.keep(PRESENTATION, telephone="01.23.45.67.89")
    for path in ("/aide", "/aide/quelqu-un"):
        links = links_of(place.learner().page(path))
        assert links["Appeler le 01 23 45 67 89"] == "tel:0123456789"


def test_a_number_that_cannot_be_called_is_refused_and_stays_written(place: Place) -> None:
    page = place.staff.page(PRESENTATION)
    response = place.staff.send(page, telephone="01 23 45, le matin")
    assert response.status_code == 422
    assert "01 23 45, le matin" in response.get_data(as_text=True)


def test_somebody_who_came_alone_is_told_whom_to_ask(place: Place) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Barnabé")
    page = signed_in(place.app, learner=learner).page("/aide/quelqu-un")
    assert "conseiller numérique" in page.main_text
    assert "tel:" not in " ".join(links_of(page).values())
