"""Coming back on another device, on one's own phone, and entering a workshop."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from pixlearn.accounts.store import Learner, Seat
from pixlearn.config import Settings
from pixlearn.db import db
from tests.web.browsing import filled_fields, page_of
from tests.web.learner.answering import right
from tests.web.learner.reader import Reader, buttons_of, links_of
from tests.web.learner.ways import (
    enter_by_card,
    enter_by_code,
    enter_workshop,
    make_card,
    nameless_cards,
    open_room,
)

NewReader = Callable[[], Reader]


def learners(app: Flask) -> int:
    with app.app_context():
        return db.session.execute(select(func.count(Learner.id))).scalar_one()


def test_the_card_opens_the_same_question_on_another_device(
    beginner: Reader, new_reader: NewReader
) -> None:
    beginner.answer()
    card = make_card(beginner)
    other = new_reader()
    enter_by_card(other, card)
    assert other.past_try() is not None
    assert (other.number, other.learner_id) == (2, beginner.learner_id)


def test_work_goes_on_from_either_device(beginner: Reader, new_reader: NewReader) -> None:
    card = make_card(beginner)
    other = new_reader()
    enter_by_card(other, card)
    other.past_try()
    other.answer(right)
    beginner.go("/diagnostic")
    beginner.past_try()
    assert beginner.number == 2


def test_looking_at_the_cards_address_enters_nobody(
    beginner: Reader, new_reader: NewReader
) -> None:
    card = make_card(beginner)
    other = new_reader()
    for _ in range(20):
        assert other.browser.get(card.path).status_code == 200
    other.go("/diagnostic")
    assert other.path == "/?retour=1"


@pytest.mark.parametrize("spelling", ["plain", "lower", "spaced", "o"])
def test_the_code_may_be_typed_as_one_likes(
    beginner: Reader, new_reader: NewReader, spelling: str
) -> None:
    card = make_card(beginner)
    typed = {
        "plain": card.code.replace(" ", ""),
        "lower": card.code.lower(),
        "spaced": "  ".join(card.code),
        "o": card.code.replace("0", "o").replace("1", "l"),
    }[spelling]
    other = new_reader()
    enter_by_code(other, typed, card.digits)
    assert other.learner_id == beginner.learner_id


def test_digits_may_be_typed_with_spaces(beginner: Reader, new_reader: NewReader) -> None:
    card = make_card(beginner)
    other = new_reader()
    enter_by_code(other, card.code, " ".join(card.digits))
    assert other.learner_id == beginner.learner_id


def test_on_a_computer_of_others_the_code_opens_a_short_session(
    beginner: Reader, new_reader: NewReader
) -> None:
    card = make_card(beginner)
    other = new_reader()
    enter_by_code(other, card.code, card.digits, partage="oui")
    assert "Ce n'est pas moi" in " ".join(other.page.root.itertext())
    assert other.browser.get_cookie("phone") is None


def lose_session(reader: Reader) -> None:
    """The browser forgets the session, the phone's own cookie stays."""
    reader.browser.delete_cookie("pixlearn")


def test_on_the_own_phone_one_tap_on_the_first_name_enters(beginner: Reader) -> None:
    make_card(beginner)
    learner = beginner.learner_id
    lose_session(beginner)
    beginner.go("/")
    beginner.press("Je suis Sonia")
    assert beginner.learner_id == learner


def test_without_a_first_name_the_phone_still_knows_the_work(beginner: Reader) -> None:
    learner = beginner.learner_id
    lose_session(beginner)
    beginner.go("/")
    beginner.press("Je continue mon travail")
    assert beginner.learner_id == learner


def second_person(reader: Reader) -> None:
    """Somebody else begins on the same phone."""
    lose_session(reader)
    reader.go("/")
    reader.press("Je commence, je suis")
    reader.press("Non")
    reader.do_gestures()


def test_two_people_on_one_phone_need_their_digits(beginner: Reader) -> None:
    card = make_card(beginner)
    learner = beginner.learner_id
    second_person(beginner)
    lose_session(beginner)
    beginner.go("/")
    beginner.press("Je suis Sonia")
    assert beginner.path == f"/retour/{learner}"
    beginner.press("Oui, c'est moi", digits="0000" if card.digits != "0000" else "1111")
    assert "Regardez votre carte" in beginner.page.main_text
    beginner.press("Oui, c'est moi", digits=card.digits)
    assert beginner.learner_id == learner


def test_the_digits_of_one_person_do_not_open_the_other_persons_work(beginner: Reader) -> None:
    first = make_card(beginner)
    sonia = beginner.learner_id
    second_person(beginner)
    second = make_card(beginner, "Karim")
    while second.digits == first.digits:
        beginner.browser.delete_cookie("card")
        second = make_card(beginner, "Karim")
    lose_session(beginner)
    beginner.go("/")
    beginner.press("Je suis Sonia")
    response = beginner.browser.send(beginner.page, digits=second.digits)
    assert response.status_code == 422
    assert beginner.path == f"/retour/{sonia}"


def test_another_phones_people_cannot_be_named(beginner: Reader, new_reader: NewReader) -> None:
    other = new_reader()
    other.go("/")
    form = {"csrf_token": other.page.main_form()[0].get("value")}
    answer = other.browser.post("/retour", data={**form, "personne": str(beginner.learner_id)})
    assert answer.location == "/"
    assert other.browser.get(f"/retour/{beginner.learner_id}").status_code == 404


def test_a_workshop_code_opens_a_new_learner_with_a_seat(app: Flask, reader: Reader) -> None:
    room = open_room(app)
    reader.go("/entrer")
    reader.press("Continuer", code=f"{room.code[:3]} {room.code[3:]}")
    assert (
        "Pendant l'atelier, votre conseiller voit votre prénom et vos demandes d'aide. "
        "Il voit si vous avez fini. Pas vos résultats." in reader.page.main_text
    )
    reader.press("J'entre dans l'atelier")
    assert reader.path == "/ecouter"
    with app.app_context():
        seat = db.session.execute(select(Seat)).scalar_one()
    assert (seat.workshop_id, seat.learner_id) == (room.workshop, reader.learner_id)


def test_a_workshop_code_never_opens_a_known_persons_work(
    app: Flask, beginner: Reader, new_reader: NewReader
) -> None:
    room = open_room(app)
    enter_workshop(beginner, room.code)
    other = new_reader()
    enter_workshop(other, room.code)
    assert other.learner_id != beginner.learner_id


def test_a_wrong_workshop_code_says_what_to_do_and_keeps_what_was_typed(reader: Reader) -> None:
    reader.go("/entrer")
    response = reader.browser.send(reader.page, code="123456")
    assert response.status_code == 422
    page = page_of(response)
    assert "Regardez l'écran de la salle" in page.main_text
    assert filled_fields(page.main_form())["code"] == "123456"


def test_a_nameless_card_opens_a_new_learner_once_and_then_the_same(
    app: Flask, settings: Settings, new_reader: NewReader
) -> None:
    room = open_room(app)
    card, other_card = nameless_cards(app, settings, room.structure)
    first, again, somebody = new_reader(), new_reader(), new_reader()
    enter_by_card(first, card)
    enter_by_card(again, card)
    enter_by_card(somebody, other_card)
    assert first.learner_id == again.learner_id != somebody.learner_id
    assert learners(app) == 2


def test_whoever_takes_a_nameless_card_sits_in_the_open_workshop(
    app: Flask, settings: Settings, reader: Reader
) -> None:
    room = open_room(app)
    card, _ = nameless_cards(app, settings, room.structure)
    enter_by_card(reader, card)
    with app.app_context():
        seat = db.session.execute(select(Seat)).scalar_one()
    assert (seat.learner_id, seat.card_number) == (reader.learner_id, 1)


def test_a_nameless_card_opens_by_its_code_too(
    app: Flask, settings: Settings, new_reader: NewReader
) -> None:
    card, _ = nameless_cards(app, settings, open_room(app).structure)
    first, again = new_reader(), new_reader()
    enter_by_code(first, card.code, card.digits)
    enter_by_card(again, card)
    assert first.learner_id == again.learner_id


def test_a_workshop_code_entered_later_keeps_the_work_and_asks_to_share(
    app: Flask, beginner: Reader
) -> None:
    beginner.answer()
    learner = beginner.learner_id
    enter_workshop(beginner, open_room(app).code)
    assert beginner.path == "/partage"
    assert beginner.page.heading == "Montrer votre progression à Mission locale du Val ?"
    assert beginner.learner_id == learner
    assert len(beginner.item_answers()) == 1


def test_shared_computers_of_a_room_give_short_sessions(app: Flask, reader: Reader) -> None:
    enter_workshop(reader, open_room(app, shared_computers=True).code)
    assert reader.browser.get_cookie("phone") is None
    assert "Ce n'est pas moi" in " ".join(reader.page.root.itertext())


@pytest.mark.parametrize("path", ["/carte/unknown", "/carte/" + "A" * 22, "/carte/é"])
def test_an_unknown_card_says_what_to_do(reader: Reader, path: str) -> None:
    response = reader.browser.get(path)
    assert response.status_code == 404
    page = page_of(response)
    assert page.heading == "Cette carte ne marche plus"
    assert "J'ai une autre carte ou un code" in links_of(page)


def test_the_door_has_one_main_button_and_the_card_second(reader: Reader) -> None:
    page = reader.go("/")
    assert buttons_of(page) == ["Je commence"]
    assert "J'ai une carte ou un code" in links_of(page)


def test_coming_back_after_the_session_ended_says_what_opens_the_answers(
    reader: Reader,
) -> None:
    page = reader.go("/diagnostic/point-de-depart/3")
    assert "Elle ouvre votre travail, avec vos réponses." in page.main_text
