"""Signing in in 2 steps: the application, the recovery codes, what waits and what ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.accounts.store import FailedTry, RecoveryCode, Staff
from pixlearn.cli.structures import remove_second_factor_command
from pixlearn.db import db, transaction
from tests.web.account.people import (
    Professional,
    code_of,
    codes_on,
    key_on,
    set_up,
    with_password,
)
from tests.web.browsing import filled_fields, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import signed_in
from tests.web.parsed_page import text_of

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def claire(place: Place) -> Professional:
    """A counsellor with a password."""
    return with_password(place.app, place.counsellor)


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The moment, which stands still until a test moves it."""
    with time_machine.travel(MONDAY, tick=False) as stopped:
        yield stopped


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def test_the_application_is_asked_from_the_next_sign_in_on(
    claire: Professional, clock: time_machine.Coordinates
) -> None:
    key, _ = set_up(claire.in_browser())
    clock.shift(minutes(1))
    browser = claire.browser()
    page = claire.after_password(browser)
    assert "Deuxième étape" in page.main_text
    assert browser.get("/conseiller/apprenants").status_code == 303
    home = browser.go_on(browser.send(page, step_code=code_of(key)))
    assert "Aujourd'hui" in home.main_text


def test_the_way_asked_for_waits_behind_the_second_step(
    claire: Professional, clock: time_machine.Coordinates
) -> None:
    key, _ = set_up(claire.in_browser())
    clock.shift(minutes(1))
    browser = claire.browser()
    page = claire.after_password(browser, "/conseiller/cartes")
    answer = browser.send(page, step_code=code_of(key))
    assert answer.location == "/conseiller/cartes"


def test_a_code_of_another_key_changes_nothing(claire: Professional) -> None:
    browser = claire.in_browser()
    page = browser.page("/mon-compte/application")
    answer = browser.send(page, step_code="000000")
    assert answer.status_code == 422
    assert key_on(page_of(answer)) == key_on(page)
    assert "Deuxième étape" not in claire.after_password(claire.browser()).main_text


def test_a_code_serves_once(claire: Professional, clock: time_machine.Coordinates) -> None:
    key, _ = set_up(claire.in_browser())
    clock.shift(minutes(1))
    code = code_of(key)
    first, second = claire.browser(), claire.browser()
    pages = claire.after_password(first), claire.after_password(second)
    assert first.send(pages[0], step_code=code).status_code == 303
    assert second.send(pages[1], step_code=code).status_code == 422


def test_a_code_typed_half_a_minute_late_still_opens(
    claire: Professional, clock: time_machine.Coordinates
) -> None:
    key, _ = set_up(claire.in_browser())
    clock.shift(minutes(1))
    browser = claire.browser()
    page, code = claire.after_password(browser), code_of(key)
    clock.shift(timedelta(seconds=30))
    assert browser.send(page, step_code=f"{code[:3]} {code[3:]}").status_code == 303


def test_the_key_stands_in_the_base_encrypted(claire: Professional, place: Place) -> None:
    key, _ = set_up(claire.in_browser())
    with place.app.app_context():
        query = select(Staff.totp_secret).where(Staff.id == place.counsellor)
        kept = db.session.execute(query).scalar_one()
    assert kept
    assert key not in kept


def test_a_recovery_code_opens_once(claire: Professional) -> None:
    _, codes = set_up(claire.in_browser())
    assert len(set(codes)) == 10
    for expected in (303, 422):
        browser = claire.browser()
        claire.after_password(browser)
        page = browser.page("/connexion/code?secours=1")
        assert browser.send(page, step_code=codes[3].lower()).status_code == expected


def test_recovery_codes_are_shown_to_the_browser_that_made_them_alone(
    claire: Professional, clock: time_machine.Coordinates
) -> None:
    browser = claire.in_browser()
    key, codes = set_up(browser)
    assert codes_on(browser.page("/mon-compte/codes-de-secours")) == codes
    clock.shift(minutes(1))
    other = claire.browser()
    other.send(claire.after_password(other), step_code=code_of(key))
    assert codes_on(other.page("/mon-compte/codes-de-secours")) == []
    clock.shift(minutes(15))
    shown = browser.page("/mon-compte/codes-de-secours")
    assert (codes_on(shown), "10 codes" in shown.main_text) == ([], True)


def test_new_recovery_codes_end_the_former_ones(claire: Professional, place: Place) -> None:
    browser = claire.in_browser()
    _, former = set_up(browser)
    with place.app.app_context(), transaction():
        for code in db.session.execute(select(RecoveryCode).order_by(RecoveryCode.id)).scalars():
            code.created_at -= minutes(20)
    page = browser.page("/mon-compte/codes-de-secours")
    new = codes_on(browser.go_on(browser.send(page)))
    assert len(new) == 10
    visitor = claire.browser()
    claire.after_password(visitor)
    page = visitor.page("/connexion/code?secours=1")
    assert visitor.send(page, step_code=former[0]).status_code == 422
    assert visitor.send(page, step_code=new[0]).status_code == 303


def test_setting_it_up_ends_the_sessions_elsewhere(claire: Professional) -> None:
    elsewhere, here = claire.in_browser(), claire.in_browser()
    set_up(here)
    assert here.get("/conseiller/").status_code == 200
    assert elsewhere.get("/conseiller/").status_code == 303


def test_the_session_is_another_one_after_each_step(
    claire: Professional, clock: time_machine.Coordinates
) -> None:
    key, _ = set_up(claire.in_browser())
    clock.shift(minutes(1))
    browser = claire.browser()
    page = claire.after_password(browser)
    with browser.session_transaction() as session:
        waiting = session["_user_id"]
    browser.send(page, step_code=code_of(key))
    with browser.session_transaction() as session:
        assert session["_user_id"] != waiting
        session["_user_id"] = waiting
    assert browser.get("/conseiller/").status_code == 303
    assert browser.get("/connexion/code").location == "/connexion"


def test_the_second_step_waits_ten_minutes(
    claire: Professional, clock: time_machine.Coordinates
) -> None:
    key, _ = set_up(claire.in_browser())
    browser = claire.browser()
    page = claire.after_password(browser)
    clock.shift(minutes(10))
    assert browser.send(page, step_code=code_of(key)).location == "/connexion"
    assert browser.get("/conseiller/").status_code == 303


def test_guessing_codes_has_to_wait(claire: Professional, place: Place) -> None:
    set_up(claire.in_browser())
    browser = claire.browser()
    page = claire.after_password(browser)
    statuses = [browser.send(page, step_code=f"00000{n}").status_code for n in range(6)]
    assert statuses == [422] * 5 + [429]
    with place.app.app_context():
        keys = set(db.session.execute(select(FailedTry.key)).scalars())
    assert f"second:{place.counsellor}" in keys


def test_an_empty_code_is_not_counted(claire: Professional, place: Place) -> None:
    set_up(claire.in_browser())
    browser = claire.browser()
    page = claire.after_password(browser)
    assert browser.send(page, step_code=" ").status_code == 422
    with place.app.app_context():
        assert db.session.execute(select(FailedTry)).first() is None


def test_a_counsellor_leaves_the_application_and_its_codes(claire: Professional) -> None:
    browser = claire.in_browser()
    set_up(browser)
    page = browser.page("/mon-compte/")
    page = browser.go_on(browser.send(page, press="Retirer"))
    assert "C'est retiré" in page.main_text
    assert "Deuxième étape" not in claire.after_password(claire.browser()).main_text
    set_up(browser)


def test_a_referent_keeps_one_second_factor(place: Place) -> None:
    amadou = with_password(place.app, place.referent)
    browser = amadou.in_browser()
    set_up(browser)
    answer = browser.send(browser.page("/mon-compte/"), press="Retirer")
    assert answer.status_code == 422
    assert "Deuxième étape" in amadou.after_password(amadou.browser()).main_text


def test_a_closed_access_ends_at_the_second_step(claire: Professional, place: Place) -> None:
    key, _ = set_up(claire.in_browser())
    browser = claire.browser()
    page = claire.after_password(browser)
    with place.app.app_context(), transaction():
        query = select(Staff).where(Staff.id == place.counsellor)
        db.session.execute(query).scalar_one().active = False
    assert browser.send(page, step_code=code_of(key)).location == "/connexion"


def test_a_referent_removes_the_second_step_of_a_colleague_who_lost_everything(
    claire: Professional, place: Place
) -> None:
    browser = claire.in_browser()
    set_up(browser)
    referent = signed_in(place.app, staff=place.referent)
    page = referent.page(f"/referent/equipe/{place.counsellor}")
    section = next(form for form in page.all("form") if "deuxième étape" in text_of(form))
    assert referent.send(page, form=section).status_code == 303
    assert browser.get("/conseiller/").status_code == 303
    assert "Aujourd'hui" in claire.after_password(claire.browser()).main_text


def test_nobody_removes_their_own_second_step_that_way(place: Place) -> None:
    referent = signed_in(place.app, staff=place.referent)
    page = referent.page(f"/referent/equipe/{place.referent}")
    token = filled_fields(page.main_form())["csrf_token"]
    answer = referent.post(
        f"/referent/equipe/{place.referent}", data={"csrf_token": token, "action": "etapes"}
    )
    assert answer.status_code == 400


def test_an_only_referent_who_lost_everything_comes_back_by_a_command(place: Place) -> None:
    amadou = with_password(place.app, place.referent)
    set_up(amadou.in_browser())
    run = place.app.test_cli_runner().invoke
    assert run(remove_second_factor_command, [amadou.email]).exit_code == 0
    assert "Deuxième étape" not in amadou.after_password(amadou.browser()).main_text
    assert run(remove_second_factor_command, ["nobody@structure.example"]).exit_code == 1
