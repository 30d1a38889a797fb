"""Nameless cards: made once, printed while the browser keeps them, each for one person."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from pixlearn.accounts.secret import card_secrets, hash_token
from pixlearn.accounts.store import Card, Learner, card_by_token
from pixlearn.db import db
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.counsellor.conftest import Place
from tests.web.parsed_page import ParsedPage, text_of

PRINT = "/conseiller/cartes/imprimer"


def make(counsellor: Browser, count: int = 8) -> ParsedPage:
    """Make a stack; the page to print."""
    page = counsellor.page("/conseiller/cartes")
    return counsellor.go_on(counsellor.send(page, nombre=str(count)))


def kept_stack(browser: Browser) -> tuple[str, int]:
    """What the browser keeps: the seed, how many cards."""
    cookie = browser.get_cookie("card")
    assert cookie is not None
    seed, count = cookie.value.split(".")
    return seed, int(count)


def sheets(page: ParsedPage) -> int:
    """How many sheets stand on a page to print."""
    return sum("sheet-of-cards" in each.get("class", "").split() for each in page.all("ul"))


def cards_in(app: Flask) -> int:
    with app.app_context():
        return db.session.execute(select(func.count(Card.id))).scalar_one()


def test_what_is_printed_is_loaded_whole(counsellor: Browser) -> None:
    page = counsellor.page("/conseiller/cartes")
    token = page.one("input", name_="csrf_token").get("value", "")
    asked = {"csrf_token": token, "nombre": "8"}
    by_htmx = counsellor.post("/conseiller/cartes", data=asked, headers={"HX-Request": "true"})
    assert (by_htmx.status_code, by_htmx.headers["HX-Redirect"]) == (200, PRINT)


def test_a_stack_is_printed_with_everything_on_each_card(place: Place, counsellor: Browser) -> None:
    page = make(counsellor, 16)
    seed, count = kept_stack(counsellor)
    assert count == 16
    assert sheets(page) == 2
    printed = [each for each in page.all("li") if each.get("class") == "paper-card"]
    for number, card in enumerate(printed, start=1):
        secrets = card_secrets(seed, number - 1)
        words = text_of(card)
        assert f"Carte {number} " in words
        assert f"{secrets.code[:4]} {secrets.code[4:]}" in words
        assert secrets.digits in words
        assert f"QR code de la carte {number}" in words
        with place.app.app_context():
            stored = card_by_token(hash_token(secrets.token))
            assert stored is not None
            assert stored.number == number
            assert stored.learner_id is None


def test_numbers_go_on_from_one_stack_to_the_next(counsellor: Browser) -> None:
    make(counsellor)
    assert "numéros 9 à 16" in make(counsellor).main_text


def test_large_cards_stand_2_a_sheet(counsellor: Browser) -> None:
    make(counsellor)
    page = counsellor.page(f"{PRINT}?taille=grandes")
    assert sheets(page) == 4
    assert "8 cartes" in page.main_text


def test_printing_again_makes_no_other_card(place: Place, counsellor: Browser) -> None:
    make(counsellor)
    assert counsellor.page(PRINT).heading == "Cartes à imprimer"
    assert cards_in(place.app) == 8


def test_without_a_number_nothing_is_made(place: Place, counsellor: Browser) -> None:
    page = counsellor.page("/conseiller/cartes")
    for chosen in ({}, {"nombre": "9"}, {"nombre": "8000000"}):
        response = counsellor.send(page, **chosen)
        assert response.status_code == 422
        assert "Choisissez combien de cartes" in page_of(response).main_text
    assert cards_in(place.app) == 0


def test_a_browser_that_keeps_nothing_shows_no_card(counsellor: Browser) -> None:
    assert counsellor.page(PRINT).heading == "Pas de cartes à imprimer"
    for kept in ("", "seed", "é.8", "seed.x", "seed.0", "seed.61", "seed.99999999999", "seed.8"):
        counsellor.set_cookie("card", kept)
        assert "Refaire des cartes" in counsellor.page(PRINT).main_text


def test_another_structure_cannot_print_the_stack(counsellor: Browser, stranger: Browser) -> None:
    make(counsellor)
    seed, count = kept_stack(counsellor)
    stranger.set_cookie("card", f"{seed}.{count}")
    page = stranger.page(PRINT)
    assert page.heading == "Pas de cartes à imprimer"


def test_a_card_opens_a_new_person_once_and_the_same_person_afterwards(
    place: Place, counsellor: Browser
) -> None:
    make(counsellor)
    seed, _ = kept_stack(counsellor)
    door = f"/carte/{card_secrets(seed, 0).token}"
    for _ in range(2):
        phone = place.app.test_client()
        assert isinstance(phone, Browser)
        assert phone.send(phone.page(door)).status_code == 303
        with place.app.app_context():
            assert db.session.execute(select(func.count(Learner.id))).scalar_one() == 1


def test_a_printed_card_opens_by_its_code_and_digits(place: Place, counsellor: Browser) -> None:
    page = make(counsellor)
    card = next(each for each in page.all("li") if each.get("class") == "paper-card")
    code, digits, _ = [text_of(each) for each in card.iter("strong")]
    phone = place.app.test_client()
    assert isinstance(phone, Browser)
    phone.send(phone.page("/entrer"), code=code)
    assert phone.send(phone.page("/entrer/chiffres"), digits=digits).status_code == 303


def somebody_takes(place: Place, counsellor: Browser, number: int) -> None:
    """A person opens the card of this number with their phone."""
    seed, _ = kept_stack(counsellor)
    phone = place.app.test_client()
    assert isinstance(phone, Browser)
    phone.send(phone.page(f"/carte/{card_secrets(seed, number - 1).token}"))


def test_whoever_takes_a_card_gets_a_first_name_from_the_page_of_cards(
    place: Place, counsellor: Browser
) -> None:
    make(counsellor)
    somebody_takes(place, counsellor, 3)
    page = counsellor.page("/conseiller/cartes")
    form = next(each for each in page.all("form") if "Carte 3" in text_of(each))
    page = counsellor.go_on(counsellor.send(page, form=form, **{"prenom-3": "Nadia"}))
    assert "Prénom : Carte 3" not in page.main_text
    assert "Carte de Nadia" in page.main_text
    with place.app.app_context():
        assert db.session.execute(select(Learner.first_name)).scalar_one() == "Nadia"


def test_an_empty_first_name_says_what_to_write(place: Place, counsellor: Browser) -> None:
    make(counsellor)
    somebody_takes(place, counsellor, 3)
    page = counsellor.page("/conseiller/cartes")
    form = next(each for each in page.all("form") if "Carte 3" in text_of(each))
    response = counsellor.send(page, form=form, **{"prenom-3": " "})
    assert response.status_code == 422
    assert "Écrivez un prénom" in page_of(response).main_text


def test_another_structure_cannot_name_who_took_a_card(
    place: Place, counsellor: Browser, stranger: Browser
) -> None:
    make(counsellor)
    somebody_takes(place, counsellor, 3)
    fields = filled_fields(stranger.page("/conseiller/cartes").main_form())
    fields.update({"action": "nommer", "numero": "3", "prenom-3": "Nadia"})
    assert stranger.post("/conseiller/cartes", data=fields).status_code == 404


def test_a_card_taken_during_a_workshop_seats_its_person_there(
    place: Place, counsellor: Browser
) -> None:
    make(counsellor)
    workshop = counsellor.send(counsellor.page("/conseiller/ateliers")).location
    somebody_takes(place, counsellor, 5)
    assert "Carte 5" in counsellor.page(workshop).main_text
