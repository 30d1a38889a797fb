"""The second factor before an export and before a change; what a référent must have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from pixlearn.config import Settings
from tests.web.account.people import PASSWORD, Professional, code_of, key_on, set_up, with_password
from tests.web.counsellor.conftest import Place

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
FILE = "/referent/statistiques/fichier/csv"


@pytest.fixture
def amadou(place: Place) -> Professional:
    """A référent with a password."""
    return with_password(place.app, place.referent)


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The moment, which stands still until a test moves it."""
    with time_machine.travel(MONDAY, tick=False) as stopped:
        yield stopped


@pytest.fixture
def in_production(place: Place, settings: Settings) -> Iterator[None]:
    """The same app, where real people are."""
    place.app.extensions["pixlearn_settings"] = replace(settings, env="production")
    yield
    place.app.extensions["pixlearn_settings"] = settings


def test_an_export_asks_for_the_second_factor_then_comes(
    amadou: Professional, clock: time_machine.Coordinates
) -> None:
    browser = amadou.in_browser()
    key, _ = set_up(browser)
    clock.shift(timedelta(minutes=16))
    page = browser.page(f"{FILE}?du=2026-11")
    assert "C'est bien vous" in page.main_text
    page = browser.go_on(browser.send(page, step_code=code_of(key)))
    assert f'href="{FILE}?du=2026-11"' in page.html
    assert browser.get(f"{FILE}?du=2026-11").mimetype == "text/csv"


def test_a_second_factor_given_a_moment_ago_is_not_asked_again(
    amadou: Professional, clock: time_machine.Coordinates
) -> None:
    browser = amadou.in_browser()
    set_up(browser)
    clock.shift(timedelta(minutes=14))
    assert browser.get(FILE).mimetype == "text/csv"


def test_without_second_factor_an_export_leads_to_set_one_up(amadou: Professional) -> None:
    browser = amadou.in_browser()
    answer = browser.get(FILE)
    assert answer.status_code == 303
    assert answer.location.startswith("/mon-compte/application")
    page = browser.page(answer.location)
    codes = browser.go_on(browser.send(page, step_code=code_of(key_on(page))))
    assert "/mon-compte/verifie" in codes.html


def test_a_change_asks_again_later(amadou: Professional, clock: time_machine.Coordinates) -> None:
    browser = amadou.in_browser()
    key, _ = set_up(browser)
    clock.shift(timedelta(minutes=20))
    page = browser.page("/mon-compte/application")
    assert "C'est bien vous" in page.main_text
    answer = browser.send(page, step_code=code_of(key))
    assert answer.location == "/mon-compte/application"
    assert "Connexion en 2 étapes" in browser.page(answer.location).main_text


def test_a_change_cannot_be_sent_later_either(
    amadou: Professional, clock: time_machine.Coordinates
) -> None:
    browser = amadou.in_browser()
    set_up(browser)
    page = browser.page("/mon-compte/")
    clock.shift(timedelta(minutes=20))
    assert browser.send(page, press="Retirer").location.startswith("/mon-compte/verification")
    assert "Demandée à chaque connexion" in browser.page("/mon-compte/").main_text


def test_before_the_first_second_factor_the_password_is_asked_again(
    amadou: Professional, clock: time_machine.Coordinates
) -> None:
    browser = amadou.in_browser()
    clock.shift(timedelta(minutes=20))
    page = browser.page("/mon-compte/application")
    assert browser.send(page, password="another one altogether").status_code == 422
    answer = browser.send(page, password=PASSWORD)
    assert answer.location == "/mon-compte/application"


def test_a_referent_meets_the_second_factor_at_sign_in_and_may_wait_in_development(
    amadou: Professional,
) -> None:
    browser = amadou.browser()
    page = amadou.after_password(browser)
    assert "votre rôle demande 2 étapes" in page.main_text
    assert 'href="/referent/"' in page.html
    assert browser.get("/referent/").status_code == 200


@pytest.mark.usefixtures("in_production")
def test_in_production_a_referent_sets_it_up_first(amadou: Professional) -> None:
    browser = amadou.browser()
    page = amadou.after_password(browser)
    assert "Plus tard" not in page.main_text
    answer = browser.get("/referent/equipe/inviter")
    assert answer.location == "/mon-compte/application?suite=/referent/equipe/inviter"
    set_up(browser)
    assert browser.get("/referent/equipe/inviter").status_code == 200


@pytest.mark.usefixtures("in_production")
def test_in_production_a_counsellor_may_go_without(place: Place) -> None:
    claire = with_password(place.app, place.counsellor)
    assert "Aujourd'hui" in claire.after_password(claire.browser()).main_text
