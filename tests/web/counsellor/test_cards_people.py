"""People created from a list: looked over first, made once, and they share nothing by that."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from pixlearn.accounts.store import Card, Learner
from pixlearn.db import db, transaction
from pixlearn.privacy.service import agree_to_share, refuse_to_share
from pixlearn.privacy.store import FollowUp
from tests.unit.workbooks import xlsx
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner
from tests.web.parsed_page import ParsedPage, text_of

WRITE = "/conseiller/cartes/personnes"
CARDS = "/conseiller/cartes"


def list_of(counsellor: Browser, names: str) -> ParsedPage:
    """Write a list; the page that shows what was read."""
    return counsellor.go_on(counsellor.send(counsellor.page(WRITE), prenoms=names))


def create(counsellor: Browser, *names: str) -> ParsedPage:
    """Create people; their cards to print."""
    return counsellor.go_on(counsellor.send(list_of(counsellor, "\n".join(names))))


def printed(page: ParsedPage) -> dict[str, tuple[str, str]]:
    """The code and digits on each card, by the name or number beside them."""
    cards = [each for each in page.all("li") if each.get("class") == "paper-card"]
    strong = [[text_of(one) for one in card.iter("strong")] for card in cards]
    return {name: (code, digits) for code, digits, name in strong}


def enter(place: Place, code: str, digits: str) -> Browser:
    """Somebody comes by the code and digits of a card, on their phone."""
    phone = place.app.test_client()
    assert isinstance(phone, Browser)
    phone.send(phone.page("/entrer"), code=code)
    assert phone.send(phone.page("/entrer/chiffres"), digits=digits).status_code == 303
    return phone


def people_in(app: Flask) -> list[str | None]:
    with app.app_context():
        return list(db.session.execute(select(Learner.first_name).order_by("first_name")).scalars())


def test_nobody_is_made_before_the_list_was_looked_over(place: Place, counsellor: Browser) -> None:
    page = list_of(counsellor, "Nadia\n\nKarim\n")
    assert page.heading == "2 personnes à créer"
    assert "Nadia, Karim" in page.main_text
    assert people_in(place.app) == []


def test_each_person_has_a_card_with_their_first_name(place: Place, counsellor: Browser) -> None:
    page = create(counsellor, "Nadia", "Karim")
    assert list(printed(page)) == ["Nadia", "Karim"]
    assert people_in(place.app) == ["Karim", "Nadia"]
    assert "QR code de la carte de Nadia" in page.main_text


def test_a_second_press_makes_nobody_twice(place: Place, counsellor: Browser) -> None:
    page = list_of(counsellor, "Nadia\nKarim")
    form = filled_fields(page.main_form())
    kept = counsellor.get_cookie("pixlearn")
    assert kept is not None
    counsellor.post(f"{WRITE}/verification", data=form)
    counsellor.set_cookie("pixlearn", kept.value)
    assert len(printed(counsellor.go_on(counsellor.post(f"{WRITE}/verification", data=form)))) == 2
    assert len(people_in(place.app)) == 2


def test_the_list_comes_back_to_be_corrected(counsellor: Browser) -> None:
    list_of(counsellor, "Nadia\nKarin")
    assert text_of(counsellor.page(WRITE).one("textarea")) == "Nadia Karin"


def test_without_a_list_there_is_nothing_to_look_over(counsellor: Browser) -> None:
    assert counsellor.page(f"{WRITE}/verification").heading == "Créer des personnes"
    create(counsellor, "Nadia")
    assert counsellor.page(f"{WRITE}/verification").heading == "Créer des personnes"


def test_a_file_is_read_with_what_was_written(counsellor: Browser) -> None:
    fields = filled_fields(counsellor.page(WRITE).main_form())
    sent = {
        **fields,
        "prenoms": "Lou",
        "fichier": (io.BytesIO("Nom;Prénom\nPetit;Chloé\n".encode("cp1252")), "liste.csv"),
    }
    response = counsellor.post(WRITE, data=sent, content_type="multipart/form-data")
    assert response.status_code == 303


def test_of_a_table_the_other_columns_are_not_kept(place: Place, counsellor: Browser) -> None:
    page = list_of(counsellor, "Nom;Prénom\nPetit;Nadia\nBa;Karim")
    assert "Les autres colonnes de votre liste ne sont pas gardées." in page.main_text
    counsellor.send(page)
    assert people_in(place.app) == ["Karim", "Nadia"]


TABLE = "N° de sécurité sociale;Qui;E-mail\n299000000000001;Nadia;n@val.example\n2;Karim;"


def test_of_a_table_without_first_names_the_column_is_asked(
    place: Place, counsellor: Browser
) -> None:
    response = counsellor.send(counsellor.page(WRITE), prenoms=TABLE)
    assert response.status_code == 422
    page = page_of(response)
    assert page.heading == "Quelle colonne a les prénoms ?"
    assert "Colonne 2 : Qui, Nadia, Karim" in page.main_text.replace("\xa0", " ")
    with counsellor.session_transaction() as session:
        assert "people_to_create" not in session
    page = counsellor.go_on(counsellor.send(page, colonne="1"))
    assert "Qui, Nadia, Karim" in page.main_text
    assert people_in(place.app) == []


def test_numbers_and_addresses_are_no_people(place: Place, counsellor: Browser) -> None:
    response = counsellor.send(counsellor.page(WRITE), prenoms="Nadia\n0199000011")
    assert response.status_code == 422
    assert "« 0199000011 » n'est pas un prénom" in page_of(response).main_text.replace("\xa0", " ")
    with counsellor.session_transaction() as session:
        assert "people_to_create" not in session


def sent_file(counsellor: Browser, content: bytes, name: str) -> TestResponse:
    """Send a file as the list."""
    fields = filled_fields(counsellor.page(WRITE).main_form())
    sent = {**fields, "fichier": (io.BytesIO(content), name)}
    return counsellor.post(WRITE, data=sent, content_type="multipart/form-data")


def test_the_workbook_itself_is_read(place: Place, counsellor: Browser) -> None:
    content = xlsx([["Civilité", "Prénom bénéficiaire"], ["Madame", "Nadia"], ["M.", "Karim"]])
    page = counsellor.go_on(sent_file(counsellor, content, "liste.xlsx"))
    assert "Nadia, Karim" in page.main_text


def test_a_file_of_another_sort_is_told(counsellor: Browser) -> None:
    response = sent_file(counsellor, b"PK\x03\x04 something else", "lettre.docx")
    assert response.status_code == 422
    page = page_of(response)
    assert "Enregistrez la feuille en CSV" in page.main_text
    assert text_of(page.one("textarea")) == ""


def test_a_list_of_600_lines_is_counted_and_a_heavy_file_is_told(counsellor: Browser) -> None:
    lines = "\n".join(f"{'x' * 100};Nadia" for _ in range(600))
    response = sent_file(counsellor, f"Note;Prénom\n{lines}".encode(), "liste.csv")
    assert "votre liste en a 600" in page_of(response).main_text.replace("\xa0", " ")
    heavy = {"data": b"x" * 3_000_000, "content_type": "multipart/form-data; boundary=x"}
    response = counsellor.post(WRITE, **heavy)
    assert response.status_code == 413
    assert page_of(response).heading == "Ce fichier est trop lourd"


def test_a_first_name_written_twice_is_said(counsellor: Browser) -> None:
    page = list_of(counsellor, "Nadia\nKarim\nnadia")
    assert "« Nadia » est là 2 fois : 2 personnes." in page.main_text


def test_a_first_name_that_is_here_already_is_said(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        a_learner("Karim", shares_with=place.structure)
        a_learner("Lou", shares_with=place.structure_elsewhere)
    create(counsellor, "Nadia")
    page = list_of(counsellor, "nadia\nKarim\nLou")
    assert "Votre structure a déjà ces prénoms : Karim, Nadia." in page.main_text


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", "Écrivez au moins un prénom."),
        (" \n;\n", "Écrivez au moins un prénom."),
        ("\n".join(f"Ana {n}" for n in range(61)), "60 personnes au plus en une fois"),
        (f"Nadia\n{'a' * 41}", "40 lettres au plus"),
        ("\n".join(f"{n:02}" + "é" * 30 for n in range(60)), "Faites-la en 2 fois"),
    ],
)
def test_a_list_that_cannot_be_made_says_why_and_stays(
    counsellor: Browser, names: str, words: str
) -> None:
    response = counsellor.send(counsellor.page(WRITE), prenoms=names)
    assert response.status_code == 422
    page = page_of(response)
    assert words in page.main_text
    assert "".join(page.one("textarea").itertext()).strip() == names.strip()


def test_60_long_names_fit_in_what_the_browser_keeps(place: Place, counsellor: Browser) -> None:
    names = [f"{chr(0x4E00 + 97 * n)}{chr(0x5E00 + 89 * n)}" * 12 for n in range(60)]
    assert len(printed(create(counsellor, *names))) == 60
    assert len(people_in(place.app)) == 60


def test_people_who_were_created_share_nothing(place: Place, counsellor: Browser) -> None:
    create(counsellor, "Nadia")
    with place.app.app_context():
        assert db.session.execute(select(func.count(FollowUp.id))).scalar_one() == 0
        nadia = db.session.execute(select(Learner.id)).scalar_one()
    assert counsellor.get(f"/conseiller/apprenants/{nadia}").status_code == 404
    assert "Nadia" not in counsellor.page("/conseiller/apprenants").main_text


def test_whoever_comes_with_the_card_is_asked_whether_to_share(
    place: Place, counsellor: Browser
) -> None:
    phone = enter(place, *printed(create(counsellor, "Nadia"))["Nadia"])
    assert "Mission locale du Val" in phone.page("/partage").main_text


def test_who_is_expected_stands_on_the_page_of_cards_until_they_choose(
    place: Place, counsellor: Browser
) -> None:
    create(counsellor, "Nadia", "Karim", "Lou")
    assert "Carte de Nadia" in counsellor.page(CARDS).main_text
    with place.app.app_context(), transaction():
        people = {one.first_name: one.id for one in db.session.execute(select(Learner)).scalars()}
        agree_to_share(people["Nadia"], place.structure)
        refuse_to_share(people["Karim"], place.structure)
    words = counsellor.page(CARDS).main_text
    assert "Carte de Nadia" not in words
    assert "Carte de Karim" not in words
    assert "Carte de Lou" in words


def test_another_structure_sees_nobody_expected(counsellor: Browser, stranger: Browser) -> None:
    create(counsellor, "Nadia")
    assert "Nadia" not in stranger.page(CARDS).main_text


def test_who_first_comes_during_a_workshop_is_seated_there(
    place: Place, counsellor: Browser
) -> None:
    page = create(counsellor, "Nadia")
    room = counsellor.send(counsellor.page("/conseiller/ateliers")).location
    enter(place, *printed(page)["Nadia"])
    assert "Nadia" in counsellor.page(room).main_text


def test_who_comes_back_from_home_is_not_seated_in_a_workshop(
    place: Place, counsellor: Browser
) -> None:
    code, digits = printed(create(counsellor, "Nadia"))["Nadia"]
    enter(place, code, digits)
    room = counsellor.send(counsellor.page("/conseiller/ateliers")).location
    enter(place, code, digits)
    assert "Nadia" not in counsellor.page(room).main_text


def test_who_first_comes_goes_on_reading_as_they_chose(place: Place, counsellor: Browser) -> None:
    code, digits = printed(create(counsellor, "Nadia"))["Nadia"]
    phone = place.app.test_client()
    assert isinstance(phone, Browser)
    phone.send(phone.page("/affichage"), text="grand")
    phone.send(phone.page("/entrer"), code=code)
    phone.send(phone.page("/entrer/chiffres"), digits=digits)
    assert phone.page("/progression").one("html").get("data-texte") == "grand"


def test_many_people_expected_stand_50_a_page(place: Place, counsellor: Browser) -> None:
    create(counsellor, *(f"Ana {n:02}" for n in range(60)))
    first, second = counsellor.page(CARDS).main_text, counsellor.page(f"{CARDS}?page=2").main_text
    assert "Ana 49" in first
    assert "Ana 50" not in first
    assert "Ana 50" in second


def test_numbers_of_stacks_pass_over_named_cards(place: Place, counsellor: Browser) -> None:
    create(counsellor, "Nadia")
    page = counsellor.go_on(counsellor.send(counsellor.page(CARDS), nombre="8"))
    assert "numéros 1 à 8" in page.main_text
    with place.app.app_context():
        assert db.session.execute(select(func.count(Card.id))).scalar_one() == 9
