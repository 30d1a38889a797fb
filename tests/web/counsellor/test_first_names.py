"""First names: corrected outside a room, told apart on the cards, with a letter where need be."""

from __future__ import annotations

from uuid import UUID

import pytest

from pixlearn.config import Settings
from pixlearn.db import transaction
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in
from tests.web.counsellor.test_cards_person import act, card_page, expected, learner_called
from tests.web.learner.reader import Reader, first_name_of, form_with
from tests.web.learner.ways import nameless_cards
from tests.web.parsed_page import text_of

CARDS = "/conseiller/cartes"
KEEP = "Garder le prénom"
A_LETTER = "écrivez une lettre après le prénom : « Marie D. »"


@pytest.fixture
def sonai(place: Place) -> UUID:
    """Somebody who shares, whose first name was typed wrong."""
    with place.app.app_context(), transaction():
        return a_learner("Sonai", shares_with=place.structure)


def plain(words: str) -> str:
    return words.replace("\xa0", " ").replace("\u202f", " ")


def test_a_counsellor_corrects_it_and_the_person_reads_who_did(
    place: Place, counsellor: Browser, sonai: UUID
) -> None:
    page = act(counsellor, sonai, KEEP, prenom="Sonia")
    assert "Le prénom est gardé." in page.main_text
    assert page.heading == "Carte de Sonia"
    data = signed_in(place.app, learner=sonai).page("/mes-donnees")
    assert "Claire Petit a corrigé votre prénom." in data.main_text


def test_the_persons_page_leads_there(counsellor: Browser, sonai: UUID) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonai}")
    [link] = [each for each in page.all("a") if text_of(each) == "Prénom, carte, chiffres"]
    assert link.get("href") == card_page(sonai)


def test_somebody_expected_is_corrected_before_they_come(place: Place, counsellor: Browser) -> None:
    expected(counsellor, "Nadai")
    nadia = learner_called(place, "Nadai")
    act(counsellor, nadia, KEEP, prenom="Nadia")
    assert first_name_of(place.app, nadia) == "Nadia"


@pytest.mark.parametrize("name", ["", "sonia@exemple.fr", "a" * 41])
def test_what_is_no_first_name_changes_nothing(
    place: Place, counsellor: Browser, sonai: UUID, name: str
) -> None:
    page = counsellor.page(card_page(sonai))
    response = counsellor.send(page, form=form_with(page, KEEP), prenom=name)
    assert response.status_code == 422
    assert page_of(response).one("input", name_="prenom").get("value") == name
    assert first_name_of(place.app, sonai) == "Sonai"


def test_a_stranger_corrects_nobody(place: Place, stranger: Browser, sonai: UUID) -> None:
    token = stranger.page(CARDS).one("input", name_="csrf_token").get("value", "")
    asked = {"csrf_token": token, "action": "nommer", "prenom": "Autre"}
    assert stranger.post(card_page(sonai), data=asked).status_code == 404
    assert first_name_of(place.app, sonai) == "Sonai"


def test_the_person_corrects_it_and_keeps_the_card(place: Place, sonai: UUID) -> None:
    own = signed_in(place.app, learner=sonai)
    [link] = [
        each for each in own.page("/mes-donnees").all("a") if text_of(each) == "Corriger mon prénom"
    ]
    page = own.go_on(own.send(own.page(link.get("href", "")), prenom=" Sonia  B. "))
    assert "C'est noté." in plain(page.main_text).replace("’", "'")
    assert first_name_of(place.app, sonai) == "Sonia B."


@pytest.mark.parametrize("name", ["", "06 12 34 56 78"])
def test_the_persons_own_fault_is_said(place: Place, sonai: UUID, name: str) -> None:
    own = signed_in(place.app, learner=sonai)
    response = own.send(own.page("/mon-prenom"), prenom=name)
    assert response.status_code == 422
    assert first_name_of(place.app, sonai) == "Sonai"


def test_two_expected_people_of_one_name_have_links_of_different_words(
    counsellor: Browser,
) -> None:
    page = counsellor.page(f"{CARDS}/personnes")
    counsellor.send(counsellor.go_on(counsellor.send(page, prenoms="Marie\nMARIE\nKarim")))
    page = counsellor.page(CARDS)
    links = [text_of(each) for each in page.all("a") if "/cartes/" in each.get("href", "")]
    of_cards = sorted(words.casefold() for words in links if words.startswith("Carte de"))
    assert of_cards[0] == "carte de karim"
    assert [words.rpartition(", ")[2] for words in of_cards[1:]] == ["1 sur 2", "2 sur 2"]


def test_a_name_borne_already_proposes_a_letter_when_it_is_corrected(
    place: Place, counsellor: Browser, sonai: UUID
) -> None:
    with place.app.app_context(), transaction():
        a_learner("Marie", shares_with=place.structure)
    assert A_LETTER in plain(act(counsellor, sonai, KEEP, prenom="marie").main_text)
    assert A_LETTER not in plain(act(counsellor, sonai, KEEP, prenom="Marie D.").main_text)
    assert A_LETTER not in plain(act(counsellor, sonai, KEEP, prenom="Marie D.").main_text)


@pytest.mark.parametrize(("name", "told"), [("Marie", True), ("Marie D.", False)])
def test_a_name_borne_already_proposes_a_letter_at_a_card_without_name(
    place: Place, settings: Settings, counsellor: Browser, name: str, *, told: bool
) -> None:
    with place.app.app_context(), transaction():
        a_learner("Marie", shares_with=place.structure)
    card, _ = nameless_cards(place.app, settings, place.structure)
    phone = place.app.test_client()
    assert isinstance(phone, Browser)
    person = Reader(place.app, phone, page_of(phone.get("/")))
    person.go(card.path)
    person.press("J'entre")
    page = counsellor.page(CARDS)
    form = form_with(page, KEEP)
    [field] = [each.get("name", "") for each in form.iter("input") if each.get("id")]
    page = counsellor.go_on(counsellor.send(page, form=form, **{field.replace("-", "__"): name}))
    assert (A_LETTER in plain(page.main_text)) is told
