"""The structure's tags: added, renamed, removed, and read by the learner."""

from __future__ import annotations

from uuid import UUID
from xml.etree.ElementTree import Element, tostring

import pytest
from sqlalchemy import select

from pixlearn.db import db, transaction
from pixlearn.orientation.store import LearnerTag, Tag
from pixlearn.orientation.tags import MOST, create_tag
from pixlearn.privacy.service import agree_to_share
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in
from tests.web.parsed_page import ParsedPage

TAGS = "/conseiller/etiquettes"


def labels(place: Place) -> list[str]:
    with place.app.app_context():
        return list(db.session.execute(select(Tag.label).order_by(Tag.label)).scalars())


def carried(place: Place, label: str) -> UUID:
    """A learner who carries a tag of this structure."""
    learner = a_learner("Sonia", shares_with=place.structure)
    assert create_tag(place.structure, label) is None
    db.session.flush()
    tag = db.session.execute(select(Tag).where(Tag.label == label)).scalar_one()
    db.session.add(LearnerTag(tag_id=tag.id, learner_id=learner))
    return learner


def forms_about(label: str, page: ParsedPage) -> list[Element]:
    """The forms that rename and remove a tag."""
    return [form for form in page.all("form") if label in tostring(form, encoding="unicode")]


def test_a_tag_is_added_renamed_and_removed(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = carried(place, "Lundi")
    page = counsellor.page(TAGS)
    assert "1 personne" in page.main_text
    assert "Jamais sur la santé ni le handicap." in page.main_text
    counsellor.send(page, etiquette="Groupe  du mardi ")
    assert labels(place) == ["Groupe du mardi", "Lundi"]
    page = counsellor.page(TAGS)
    rename, remove = forms_about("Lundi", page)
    [field] = [one for one in rename.iter("input") if one.get("value") == "Lundi"]
    counsellor.send(page, form=rename, **{field.get("name", "").replace("-", "__"): "Jeudi"})
    assert labels(place) == ["Groupe du mardi", "Jeudi"]
    assert "Jeudi" in counsellor.page(f"/conseiller/apprenants/{learner}").main_text
    counsellor.send(page, form=remove)
    counsellor.send(page, form=remove)
    assert labels(place) == ["Groupe du mardi"]
    assert "Jeudi" not in counsellor.page(f"/conseiller/apprenants/{learner}").main_text


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("  ", "Écrivez l'étiquette."),
        ("x" * 25, "24 signes au plus"),
        ("RQTH", "Rien sur la santé"),
        ("lundi", "existe déjà"),
    ],
)
def test_a_refused_tag_is_said_and_stays_written(
    place: Place, counsellor: Browser, label: str, words: str
) -> None:
    with place.app.app_context(), transaction():
        create_tag(place.structure, "Lundi")
    answer = counsellor.send(counsellor.page(TAGS), etiquette=label)
    assert answer.status_code == 422
    page = page_of(answer)
    assert words in page.main_text
    assert page.by_id["champ-etiquette"].get("value") == " ".join(label.split())
    assert labels(place) == ["Lundi"]


def test_a_structure_has_at_most_thirty_tags(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        for number in range(MOST):
            create_tag(place.structure, f"Groupe {number}")
    answer = counsellor.send(counsellor.page(TAGS), etiquette="Lundi")
    assert answer.status_code == 422
    assert "Vous avez 30 étiquettes" in page_of(answer).main_text


def test_another_structure_neither_sees_nor_changes_them(
    place: Place, counsellor: Browser, stranger: Browser
) -> None:
    with place.app.app_context(), transaction():
        carried(place, "Lundi")
    page = counsellor.page(TAGS)
    assert "Lundi" not in stranger.page(TAGS).main_text
    token = next(stranger.page(TAGS).main_form().iter("input")).get("value", "")
    for form in forms_about("Lundi", page):
        answer = stranger.send(page, form=form, csrf_token=token)
        assert answer.status_code in (303, 404)
    assert labels(place) == ["Lundi"]


def test_the_learner_reads_their_tags_and_a_new_structure_does_not(place: Place) -> None:
    with place.app.app_context(), transaction():
        learner = carried(place, "Lundi")
        agree_to_share(learner, place.structure_elsewhere)
    own = signed_in(place.app, learner=learner)
    assert "Lundi" in own.page("/qui-me-suit").main_text
    elsewhere = signed_in(place.app, staff=place.counsellor_elsewhere)
    assert "Lundi" not in elsewhere.page(f"/conseiller/apprenants/{learner}").main_text
