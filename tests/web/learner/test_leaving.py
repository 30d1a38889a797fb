"""« Sortir »: the page says the truth, and nobody loses the only way back unsaid."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.store import Device
from pixlearn.db import db
from tests.web.browsing import page_of
from tests.web.learner.reader import Reader, buttons_of
from tests.web.learner.test_sessions import on_a_shared_device
from tests.web.learner.ways import (
    Card,
    codes_on,
    enter_by_code,
    enter_workshop,
    make_card,
    open_room,
    shows_a_card,
)

NewReader = Callable[[], Reader]
KEEPS = "Je sors, ce téléphone garde mon travail"


def test_without_a_card_the_filled_button_makes_one(beginner: Reader) -> None:
    page = beginner.go("/sortir")
    assert "vous n'avez pas encore de carte" in page.main_text
    assert buttons_of(page) == ["Je fais ma carte d'abord", KEEPS]


def test_one_press_makes_the_card_shows_it_and_then_leads_out(
    beginner: Reader, new_reader: NewReader
) -> None:
    learner = beginner.learner_id
    beginner.go("/sortir")
    beginner.press("Je fais ma carte d'abord")
    assert shows_a_card(beginner.page)
    code, digits = codes_on(beginner.page)
    beginner.press("J'ai ma carte")
    assert buttons_of(beginner.page) == ["Je commence"]
    other = new_reader()
    enter_by_code(other, code, digits)
    assert other.learner_id == learner


def test_the_phone_that_keeps_the_work_opens_it_by_one_tap(beginner: Reader) -> None:
    learner = beginner.learner_id
    beginner.go("/sortir")
    beginner.press(KEEPS)
    beginner.press("Je continue mon travail")
    assert beginner.learner_id == learner


def test_a_form_of_before_does_not_lose_the_work(beginner: Reader) -> None:
    page = beginner.go("/sortir")
    response = beginner.browser.post(
        "/sortir", data={"csrf_token": page.main_form()[0].get("value")}
    )
    assert response.status_code == 200
    assert "Je fais ma carte d'abord" in buttons_of(page_of(response))
    assert beginner.browser.get("/progression").status_code == 200


def test_in_a_workshop_too(app: Flask, reader: Reader) -> None:
    enter_workshop(reader, open_room(app).code)
    assert "Je fais ma carte d'abord" in buttons_of(reader.go("/sortir"))


def test_on_a_shared_computer_leaving_without_a_card_is_said(beginner: Reader) -> None:
    on_a_shared_device(beginner)
    page = beginner.go("/sortir")
    assert "Sans carte, vous recommencez au début" in page.main_text
    beginner.press("Je sors sans carte")
    assert buttons_of(beginner.page) == ["Je commence"]


def test_who_has_done_nothing_just_leaves(reader: Reader) -> None:
    reader.go("/")
    reader.press("Je commence")
    page = reader.go("/sortir")
    assert buttons_of(page) == ["Je sors"]
    reader.press("Je sors")
    assert buttons_of(reader.page) == ["Je commence"]


def test_back_after_leaving_asks_nobody_whether_to_leave(beginner: Reader) -> None:
    beginner.go("/sortir")
    beginner.press(KEEPS)
    beginner.go("/sortir")
    assert beginner.path == "/"


def test_not_me_on_a_shared_computer_says_when_nobody_could_come_back(beginner: Reader) -> None:
    on_a_shared_device(beginner)
    page = beginner.go("/ce-nest-pas-moi")
    assert "Tout reste gardé" not in page.main_text
    assert "Il n'a pas de carte" in page.main_text


def test_a_session_that_ended_promises_nothing_without_a_card(reader: Reader) -> None:
    page = reader.go("/diagnostic/point-de-depart/3")
    assert "Vos réponses sont là" not in page.main_text
    assert "Vous avez une carte ?" in page.main_text


def test_an_answer_sent_after_the_end_of_the_session_is_said_to_be_lost(beginner: Reader) -> None:
    form = {"csrf_token": beginner.page.main_form()[0].get("value", "")}
    path = beginner.path
    with beginner.browser.session_transaction() as session:
        del session["_user_id"]
    response = beginner.browser.post(path, data=form)
    assert response.location == "/?retour=envoi"
    assert "n'est pas parti" in beginner.go(response.location).main_text


# The card on the same phone, later.


def hour_passes(reader: Reader) -> None:
    """A browser drops the seed by its max-age."""
    reader.browser.delete_cookie("card")


def other_digits(card: Card) -> str:
    return "0000" if card.digits != "0000" else "1111"


def test_the_digits_show_the_card_again_on_the_same_phone(beginner: Reader) -> None:
    card = make_card(beginner)
    hour_passes(beginner)
    assert not shows_a_card(beginner.go("/ma-carte"))
    beginner.go("/ma-carte/revoir")
    beginner.press("Je vois ma carte", digits=card.digits)
    assert codes_on(beginner.page) == (card.code, card.digits)


def test_other_digits_do_not_and_count_as_elsewhere(beginner: Reader) -> None:
    card = make_card(beginner)
    hour_passes(beginner)
    beginner.go("/ma-carte/revoir")
    for _ in range(5):
        response = beginner.browser.send(beginner.page, digits=other_digits(card))
        assert response.status_code == 422
    response = beginner.browser.send(beginner.page, digits=card.digits)
    assert response.status_code == 429


def test_without_the_phones_cookie_nothing_shows_it(beginner: Reader) -> None:
    make_card(beginner)
    hour_passes(beginner)
    beginner.browser.delete_cookie("phone")
    page = beginner.go("/ma-carte/revoir")
    assert beginner.path == "/ma-carte"
    assert "L'ancienne ne marchera plus" in page.main_text


def test_a_new_card_takes_the_place_of_the_one_kept(beginner: Reader) -> None:
    make_card(beginner)
    hour_passes(beginner)
    beginner.go("/ma-carte")
    beginner.press("Je fais une nouvelle carte", prenom="Sonia")
    code, digits = codes_on(beginner.page)
    hour_passes(beginner)
    beginner.go("/ma-carte/revoir")
    beginner.press("Je vois ma carte", digits=digits)
    assert codes_on(beginner.page) == (code, digits)


def test_a_phone_that_forgets_keeps_no_card(app: Flask, beginner: Reader) -> None:
    make_card(beginner)
    beginner.go("/sortir")
    beginner.press("Je sors")
    with app.app_context():
        assert db.session.execute(select(Device.sealed_seed)).all() == []


def test_a_shared_device_keeps_no_card(app: Flask, beginner: Reader) -> None:
    on_a_shared_device(beginner)
    make_card(beginner)
    assert beginner.browser.get("/ma-carte").status_code == 200
    with app.app_context():
        assert db.session.execute(select(Device.sealed_seed)).all() == []


def test_the_card_can_be_sent_to_oneself_on_both_kinds_of_phone(beginner: Reader) -> None:
    card = make_card(beginner)
    links = [link.get("href", "") for link in beginner.page.all("a")]
    sms = next(link for link in links if link.startswith("sms:"))
    assert sms.startswith("sms:?&body=")
    assert card.token in sms
    assert any(link.startswith("mailto:?subject=") and card.token in link for link in links)


def test_the_picture_is_a_file_to_keep(beginner: Reader) -> None:
    make_card(beginner)
    response = beginner.browser.get("/ma-carte/image.png")
    assert response.mimetype == "image/png"
    assert response.data.startswith(b"\x89PNG")
    assert response.headers["Content-Disposition"] == 'attachment; filename="ma-carte-pixlearn.png"'


@pytest.mark.parametrize("path", ["/ma-carte/image.png", "/ma-carte/revoir"])
def test_without_a_card_there_is_nothing_to_keep(beginner: Reader, path: str) -> None:
    assert beginner.browser.get(path).location == "/ma-carte"
