"""A name typed otherwise is found, told as repeated, and looks like one person's."""

from __future__ import annotations

import pytest

from pixlearn.db import transaction
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, answers

TYPED = [
    ("M’Bala", "M'Bala"),
    ("Jean-Baptiste", "Jean Baptiste"),
    ("Inès", "INES"),
    ("Anne-Marie", "Annemarie"),
    ("Œnone", "oenone"),
]


@pytest.fixture(params=TYPED, ids=lambda one: one[1])
def name(request: pytest.FixtureRequest, place: Place) -> tuple[str, str]:
    """A name as it is kept, with somebody who bears it and shares; and as it is typed."""
    with place.app.app_context(), transaction():
        a_learner(request.param[0], shares_with=place.structure)
    kept, typed = request.param
    return kept, typed


def test_the_list_finds_it(counsellor: Browser, name: tuple[str, str]) -> None:
    page = counsellor.page(f"/conseiller/apprenants?q={name[1]}")
    assert name[0] in page.main_text


def test_somebody_of_that_name_is_said_to_be_here(
    counsellor: Browser, name: tuple[str, str]
) -> None:
    page = counsellor.page("/conseiller/cartes/personnes")
    response = counsellor.send(page, prenoms=f"{name[1]}\nKarim")
    words = page_of(counsellor.get(str(response.location))).main_text
    assert f"Votre structure a déjà ces prénoms : {name[0]}." in words.replace("\xa0", " ")


def test_the_name_is_told_as_written_twice(counsellor: Browser) -> None:
    page = counsellor.page("/conseiller/cartes/personnes")
    response = counsellor.send(page, prenoms="M’Bala\nM'Bala\nKarim")
    words = page_of(counsellor.get(str(response.location))).main_text
    assert "M’Bala" in words
    assert "2 fois" in words.replace("\xa0", " ")


def test_two_files_of_it_look_like_one_persons(
    place: Place, counsellor: Browser, name: tuple[str, str]
) -> None:
    with place.app.app_context(), transaction():
        other = a_learner(name[1], shares_with=place.structure)
        answers(other, [("COM.1.4", 1.0)])
    page = counsellor.page("/conseiller/rapprocher")
    assert f"Voir les deux : {name[1]}, 1" in page.main_text.replace("\xa0", " ")
