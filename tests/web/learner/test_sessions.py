"""Sessions: how long they rest, what signing out leaves, and « Ce n'est pas moi »."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.store import SignedIn
from pixlearn.db import db, now, transaction
from pixlearn.structures.service import end_workshop
from pixlearn.structures.store import Workshop
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_structure, signed_in, somebody_at_work
from tests.web.learner.reader import Reader, buttons_of
from tests.web.learner.ways import enter_by_card, enter_workshop, make_card, open_room

NewReader = Callable[[], Reader]


def is_in(browser: Browser, minutes: float, path: str = "/progression") -> bool:
    """Tell whether the browser is still signed in so many minutes from now."""
    with time_machine.travel(now() + timedelta(minutes=minutes), tick=False):
        return browser.get(path).status_code == 200


def days(number: int) -> int:
    return number * 24 * 60


def on_a_shared_device(reader: Reader) -> None:
    reader.go("/appareil")
    reader.press("D'autres")


def test_an_own_phone_stays_in_for_30_days_of_rest(beginner: Reader) -> None:
    assert is_in(beginner.browser, days(29))
    assert not is_in(beginner.browser, days(29 + 31))


def test_an_own_phone_in_daily_use_signs_in_again_after_90_days(beginner: Reader) -> None:
    assert all(is_in(beginner.browser, days(day)) for day in (20, 40, 60, 80, 89))
    assert not is_in(beginner.browser, days(90) + 1)


def test_a_shared_device_rests_15_minutes(beginner: Reader) -> None:
    on_a_shared_device(beginner)
    assert is_in(beginner.browser, 14)
    assert not is_in(beginner.browser, 14 + 16)


def test_a_shared_device_ends_after_4_hours_of_use(beginner: Reader) -> None:
    on_a_shared_device(beginner)
    assert all(is_in(beginner.browser, minutes) for minutes in range(10, 240, 10))
    assert not is_in(beginner.browser, 241)


def test_in_an_open_workshop_a_shared_computer_rests_2_hours(app: Flask, reader: Reader) -> None:
    enter_workshop(reader, open_room(app, shared_computers=True).code)
    assert is_in(reader.browser, 119)
    assert not is_in(reader.browser, 119 + 121)


def test_after_the_workshop_a_shared_computer_rests_15_minutes(app: Flask, reader: Reader) -> None:
    room = open_room(app, shared_computers=True)
    enter_workshop(reader, room.code)
    with app.app_context(), transaction():
        query = select(Workshop).where(Workshop.id == room.workshop)
        end_workshop(db.session.execute(query).scalar_one())
    assert is_in(reader.browser, 14)
    assert not is_in(reader.browser, 14 + 16)


def test_a_counsellor_rests_30_minutes(app: Flask) -> None:
    with app.app_context(), transaction():
        staff = somebody_at_work(a_structure("Val"), "Claire Petit", counsels=True, refers=False)
    browser = signed_in(app, staff=staff)
    assert is_in(browser, 29, "/conseiller/apprenants")
    assert not is_in(browser, 29 + 31, "/conseiller/apprenants")


def test_a_counsellor_signs_in_again_after_10_hours(app: Flask) -> None:
    with app.app_context(), transaction():
        staff = somebody_at_work(a_structure("Val"), "Claire Petit", counsels=True, refers=False)
    browser = signed_in(app, staff=staff)
    path = "/conseiller/apprenants"
    assert all(is_in(browser, minutes, path) for minutes in range(20, 600, 20))
    assert not is_in(browser, 601, path)


def test_a_copied_cookie_opens_nothing_after_signing_out(
    beginner: Reader, new_reader: NewReader
) -> None:
    make_card(beginner)
    cookie = beginner.browser.get_cookie("pixlearn")
    assert cookie is not None
    beginner.go("/sortir")
    beginner.press("Je sors")
    thief = new_reader()
    thief.browser.set_cookie("pixlearn", cookie.value)
    thief.go("/progression")
    assert thief.path.startswith("/?retour=1")
    assert "Sonia" not in thief.page.html


def test_each_way_in_makes_a_new_session_and_ends_the_one_before(
    app: Flask, beginner: Reader
) -> None:
    card = make_card(beginner)
    before = beginner.browser.get_cookie("pixlearn")
    enter_by_card(beginner, card)
    after = beginner.browser.get_cookie("pixlearn")
    assert before is not None
    assert after is not None
    with app.app_context():
        assert len(db.session.execute(select(SignedIn.token_hash)).all()) == 1
    beginner.browser.set_cookie("pixlearn", before.value)
    beginner.go("/progression")
    assert beginner.path.startswith("/?retour=1")


def test_signing_out_asks_the_browser_to_forget(beginner: Reader) -> None:
    beginner.go("/sortir")
    response = beginner.browser.send(beginner.page, "Je sors")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert buttons_of(beginner.follow(response)) == ["Je commence"]


def test_signing_out_may_leave_the_first_name_on_an_own_phone(beginner: Reader) -> None:
    make_card(beginner)
    beginner.go("/sortir")
    beginner.press("Je sors", garder="oui")
    assert "Je suis Sonia" in buttons_of(beginner.page)


def test_a_shared_device_shows_the_first_name_and_a_way_to_say_this_is_not_me(
    beginner: Reader,
) -> None:
    make_card(beginner)
    on_a_shared_device(beginner)
    header = " ".join("".join(beginner.page.one("header").itertext()).split())
    assert "Sonia" in header
    assert "Ce n'est pas moi" in header


def test_a_shared_device_forgets_who_rested_too_long(beginner: Reader) -> None:
    make_card(beginner)
    on_a_shared_device(beginner)
    assert not is_in(beginner.browser, 16)
    with time_machine.travel(now() + timedelta(minutes=16), tick=False):
        page = beginner.go("/")
    assert buttons_of(page) == ["Je commence"]
    assert "Sonia" not in page.html


def test_a_device_that_is_mine_after_all_knows_me_again(beginner: Reader) -> None:
    make_card(beginner)
    on_a_shared_device(beginner)
    beginner.go("/appareil")
    beginner.press("C'est mon")
    beginner.browser.delete_cookie("pixlearn")
    assert "Je suis Sonia" in buttons_of(beginner.go("/"))


def test_not_me_closes_the_work_and_keeps_it(beginner: Reader) -> None:
    make_card(beginner)
    learner = beginner.learner_id
    beginner.go("/ce-nest-pas-moi")
    beginner.press("Ce n'est pas moi")
    assert beginner.path == "/"
    assert beginner.browser.get("/progression").status_code == 303
    beginner.press("Je suis Sonia")
    assert beginner.learner_id == learner


def test_on_a_shared_device_not_me_leaves_nothing_of_the_person(beginner: Reader) -> None:
    make_card(beginner)
    on_a_shared_device(beginner)
    beginner.go("/ce-nest-pas-moi")
    beginner.press("Ce n'est pas moi")
    assert buttons_of(beginner.page) == ["Je commence"]


@pytest.mark.parametrize("cookie", ["x", "é", "A" * 4000])
def test_a_made_up_cookie_is_nobody(reader: Reader, cookie: str) -> None:
    reader.browser.set_cookie("pixlearn", cookie)
    reader.browser.set_cookie("phone", cookie)
    reader.browser.set_cookie("card", cookie)
    assert buttons_of(reader.go("/")) == ["Je commence"]
