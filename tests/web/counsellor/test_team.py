"""The référent's first page."""

from __future__ import annotations

from pixlearn.db import transaction
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import signed_in, somebody_at_work


def test_a_referent_sees_their_own_team(place: Place) -> None:
    page = signed_in(place.app, staff=place.referent).page("/referent/")
    assert "Mission locale du Val" in page.main_text
    assert "Claire Petit" in page.main_text
    assert "jamais encore" in page.main_text
    assert "Paul Roux" not in page.html
    assert "Voir mes apprenants" not in page.main_text


def test_a_referent_who_also_counsels_finds_the_way_to_the_learners(place: Place) -> None:
    with place.app.app_context(), transaction():
        both = somebody_at_work(place.structure, "Inès Morel", counsels=True, refers=True)
    page = signed_in(place.app, staff=both).page("/referent/")
    assert "Voir mes apprenants" in page.main_text
    assert "Suit les apprenants et gère la structure" in page.main_text
