"""What a structure chooses for itself, and where it acts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from pixlearn.accounts.service import take_seat
from pixlearn.db import transaction
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.people import a_learner, a_structure, signed_in, somebody_at_work

HERE = "/referent/reglages"
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


@pytest.fixture
def place(app: Flask) -> Place:
    with app.app_context(), transaction():
        here = a_structure("Mission locale du Val")
        staff = somebody_at_work(here, "Inès Morel", counsels=True, refers=True)
    return Place(app, here, signed_in(app, staff=staff))


def test_learners_of_the_structure_read_how_to_reach_it(place: Place) -> None:
    place.staff.send(place.staff.page(HERE), contact=PHONE)
    assert PHONE in place.learner().page("/aide").main_text.replace("\xa0", " ")


def test_somebody_who_came_alone_reads_nothing_of_it(place: Place) -> None:
    place.staff.send(place.staff.page(HERE), contact=PHONE)
    with place.app.app_context(), transaction():
        alone = a_learner("Barnabé")
    assert "Pour appeler" not in signed_in(place.app, learner=alone).page("/aide").main_text


def test_a_new_workshop_begins_with_the_structures_number(place: Place) -> None:
    place.staff.send(place.staff.page(HERE), places="6")
    form = place.staff.page("/conseiller/ateliers/nouveau")
    assert form.one("input", name_="places").get("value") == "6"


def test_a_workshop_opened_at_once_has_that_number_too(place: Place) -> None:
    place.staff.send(place.staff.page(HERE), places="6")
    with place.app.app_context(), transaction():
        opened = open_workshop(place.structure, "Atelier", shared_computers=False)
        assert opened.capacity == 6


def test_what_was_kept_shows_in_the_form(place: Place) -> None:
    page = place.staff.go_on(place.staff.send(place.staff.page(HERE), contact=PHONE, places="8"))
    assert "Vos réglages sont gardés." in page.main_text
    assert page.one("input", name_="places").get("value") == "8"


@pytest.mark.parametrize(("field", "wrong"), [("contact", "a" * 201), ("places", "13")])
def test_what_cannot_be_kept_comes_back_with_its_reason(
    place: Place, field: str, wrong: str
) -> None:
    response = place.staff.send(place.staff.page(HERE), **{field: wrong})
    assert response.status_code == 422
    assert wrong in page_of(response).html
