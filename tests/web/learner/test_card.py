"""« Ma carte »: shown to the browser that made it, for an hour, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from pixlearn.accounts.store import Card as CardRow
from pixlearn.config import Settings
from pixlearn.db import Base, db, now
from tests.web.browsing import filled_fields, page_of
from tests.web.learner.reader import Reader
from tests.web.learner.ways import enter_by_card, make_card, nameless_cards, open_room, shows_a_card

NewReader = Callable[[], Reader]


def test_the_first_name_is_asked_with_the_card_and_not_before(beginner: Reader) -> None:
    assert "rénom" not in beginner.page.main_text
    make_card(beginner, "Sonia")
    assert "Sonia" in beginner.page.main_text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Exemple : Sonia"),
        ("   ", "Exemple : Sonia"),
        ("\x00", "Exemple : Sonia"),
        ("é" * 41, "40 lettres"),
        ("marie@mail.example", "pas d'adresse"),
        ("06 12 34 56 78", "Pas de numéro"),
    ],
)
def test_what_is_no_first_name_makes_no_card_and_stays_in_its_field(
    beginner: Reader, name: str, told: str
) -> None:
    beginner.go("/ma-carte")
    response = beginner.browser.send(beginner.page, prenom=name)
    assert response.status_code == 422
    assert told in page_of(response).main_text
    assert not shows_a_card(page_of(response))
    kept = filled_fields(page_of(response).main_form())["prenom"]
    assert kept == name.strip().strip("\x00")


def test_the_card_shows_again_in_the_browser_that_made_it(beginner: Reader) -> None:
    make_card(beginner)
    assert shows_a_card(beginner.go("/ma-carte"))


def test_the_browser_keeps_the_card_for_an_hour(beginner: Reader) -> None:
    make_card(beginner)
    cookie = beginner.browser.get_cookie("card")
    assert cookie is not None
    assert cookie.max_age == 3600
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")


def test_after_the_hour_a_phone_not_known_can_only_make_a_new_card(beginner: Reader) -> None:
    make_card(beginner)
    beginner.browser.delete_cookie("card")  # a browser drops it by its max-age
    beginner.browser.delete_cookie("phone")
    page = beginner.go("/ma-carte")
    assert not shows_a_card(page)
    assert "Vous avez déjà une carte" in page.main_text


def test_another_browser_of_the_same_person_does_not_show_the_card(
    beginner: Reader, new_reader: NewReader
) -> None:
    card = make_card(beginner)
    other = new_reader()
    enter_by_card(other, card)
    assert not shows_a_card(other.go("/ma-carte"))


def test_somebody_elses_seed_shows_nothing(beginner: Reader, new_reader: NewReader) -> None:
    make_card(beginner)
    cookie = beginner.browser.get_cookie("card")
    assert cookie is not None
    other = new_reader()
    other.begin()
    other.browser.set_cookie("card", cookie.value)
    assert not shows_a_card(other.go("/ma-carte"))


def test_a_new_card_ends_the_old_one(beginner: Reader, new_reader: NewReader) -> None:
    old = make_card(beginner)
    beginner.browser.delete_cookie("card")
    new = make_card(beginner)
    other = new_reader()
    assert other.browser.get(old.path).status_code == 404
    enter_by_card(other, new)
    assert other.learner_id == beginner.learner_id


def test_a_card_unused_for_90_days_ends(beginner: Reader, new_reader: NewReader) -> None:
    card = make_card(beginner)
    with time_machine.travel(now() + timedelta(days=89), tick=False):
        assert new_reader().browser.get(card.path).status_code == 200
    with time_machine.travel(now() + timedelta(days=91), tick=False):
        assert new_reader().browser.get(card.path).status_code == 404


def test_signing_out_takes_the_card_off_the_screen(beginner: Reader) -> None:
    make_card(beginner)
    beginner.go("/sortir")
    beginner.press("Je sors")
    cookie = beginner.browser.get_cookie("card")
    assert cookie is None or cookie.value == ""


def dump(app: Flask, settings: Settings) -> bytes:
    """All that the database holds: its file and journal, or every row of every table."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("PRAGMA wal_checkpoint(FULL)"))
            db.session.rollback()
            name = db.engine.url.database
            assert name is not None
            files = [Path(name), *Path(name).parent.glob(Path(name).name + "-*")]
            return b"".join(each.read_bytes() for each in files)
        rows = [db.session.execute(table.select()).all() for table in Base.metadata.sorted_tables]
        return repr(rows).encode()


def test_no_secret_of_a_card_stands_in_the_database(
    app: Flask, settings: Settings, beginner: Reader
) -> None:
    cards = [make_card(beginner), *nameless_cards(app, settings, open_room(app).structure)]
    enter_by_card(beginner, cards[1])
    with beginner.browser.session_transaction() as session:
        session_token = session["_user_id"]
    phone = beginner.browser.get_cookie("phone")
    seed = beginner.browser.get_cookie("card")
    assert phone is not None
    assert seed is not None
    held = dump(app, settings)
    with app.app_context():
        assert db.session.query(CardRow).count() == 3
    secrets = [session_token, phone.value, seed.value]
    for card in cards:
        secrets += [card.token, card.code.replace(" ", ""), card.code]
    for secret in secrets:
        assert secret.encode() not in held


def test_the_digits_of_a_card_stand_in_no_column(app: Flask, beginner: Reader) -> None:
    digits = {make_card(beginner).digits}
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for row in db.session.execute(table.select()).all():
                assert not digits & {str(value) for value in row}
