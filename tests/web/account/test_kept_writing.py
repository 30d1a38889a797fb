"""What a professional was writing when the session ended: why, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from pixlearn.accounts.store import KeptForm, Staff
from pixlearn.accounts.team import end_sessions
from pixlearn.cli.retention import retention_command
from pixlearn.config import Settings
from pixlearn.db import db, transaction
from tests.web.account.a_passkey import Passkey
from tests.web.account.people import PASSWORD, Professional, code_of, set_up, with_password
from tests.web.account.test_passkeys import HOST, ORIGIN, made, options_on, send
from tests.web.browsing import Browser, filled_fields
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner
from tests.web.parsed_page import ParsedPage

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOTE = "\n".join(f"Ligne {number} : elle veut « écrire » <seule>." for number in range(40))[:499]


@pytest.fixture
def claire(place: Place) -> Professional:
    """A counsellor with a password."""
    return with_password(place.app, place.counsellor)


@pytest.fixture
def notes(place: Place) -> str:
    """The page of notes about somebody."""
    with place.app.app_context(), transaction():
        return f"/conseiller/apprenants/{a_learner('Karim', shares_with=place.structure)}/notes"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    """The moment, which stands still until a test moves it."""
    with time_machine.travel(MONDAY, tick=False) as stopped:
        Late.clock = stopped
        yield stopped


class Late:
    """Somebody who opens the page of notes, is away for half an hour, then sends a note."""

    clock: time_machine.Coordinates

    def __init__(self, browser: Browser, notes: str) -> None:
        self.browser, self.notes = browser, notes
        self.form = browser.page(notes).main_form()

    def sends(self, after: float = 31, **headers: str) -> TestResponse:
        fields = {**filled_fields(self.form), "texte": NOTE, "action": "ecrire"}
        self.clock.shift(timedelta(minutes=after))
        headers = {"Referer": f"http://localhost{self.notes}", **headers}
        return self.browser.post(self.notes, data=fields, headers=headers)


def note_on(page: ParsedPage) -> str:
    """What stands in the field of the page, without the signs a browser adds to lines."""
    return filled_fields(page.main_form())["texte"].strip("\n")


def after_password(claire: Professional, browser: Browser, door: str) -> TestResponse:
    page = browser.page(door)
    return browser.send(page, email=claire.email, password=PASSWORD)


def test_the_door_says_why_and_the_note_comes_back_as_it_was(
    claire: Professional, notes: str
) -> None:
    late = Late(claire.in_browser(), notes)
    door = late.sends().location
    words = late.browser.page(door).main_text
    assert "Vous étiez déconnecté après 30 minutes" in words
    assert "est gardé" in words
    page = late.browser.go_on(after_password(claire, late.browser, door))
    assert "Ce que vous avez écrit est gardé ici" in page.main_text
    assert note_on(page) == NOTE


def test_sent_again_it_is_noted_and_kept_no_longer(claire: Professional, notes: str) -> None:
    late = Late(claire.in_browser(), notes)
    door = late.sends().location
    page = late.browser.go_on(after_password(claire, late.browser, door))
    done = late.browser.go_on(late.browser.send(page, "Garder"))
    assert "Ligne 3" in done.main_text
    assert note_on(late.browser.page(notes)) == ""
    assert "est gardé ici" not in late.browser.page(notes).main_text


def test_a_colleague_who_signs_in_there_reads_none_of_it(
    place: Place, claire: Professional, notes: str
) -> None:
    late = Late(claire.in_browser(), notes)
    door = late.sends().location
    amadou = with_password(place.app, place.referent)
    late.browser.page(door)
    after_password(amadou, late.browser, door)
    page = late.browser.page("/mon-compte/")
    assert "Une autre personne avait commencé à écrire ici" in page.main_text
    assert "Ligne 3" not in page.html
    assert "avait commencé" not in late.browser.page("/mon-compte/").main_text
    late.browser.send(late.browser.page("/sortir"))
    back = late.browser.go_on(after_password(claire, late.browser, f"/connexion?suite={notes}"))
    assert note_on(back) == ""


def test_half_an_hour_later_it_is_gone(claire: Professional, notes: str) -> None:
    late = Late(claire.in_browser(), notes)
    door = late.sends().location
    late.clock.shift(timedelta(minutes=31))
    page = late.browser.go_on(after_password(claire, late.browser, door))
    assert note_on(page) == ""
    with late.browser.application.app_context():
        result = late.browser.application.test_cli_runner().invoke(retention_command)
        assert result.exit_code == 0
        assert db.session.execute(select(func.count(KeptForm.id))).scalar_one() == 0


def test_the_base_holds_nothing_readable_of_it(claire: Professional, notes: str) -> None:
    late = Late(claire.in_browser(), notes)
    late.sends()
    with late.browser.application.app_context():
        (sealed,) = db.session.execute(select(KeptForm.sealed)).scalars()
    assert "Ligne" not in sealed
    assert "notes" not in sealed


def test_with_a_second_step_it_comes_back_too(claire: Professional, notes: str) -> None:
    browser = claire.in_browser()
    key, _ = set_up(browser)
    late = Late(browser, notes)
    step = browser.go_on(after_password(claire, browser, late.sends().location))
    page = browser.go_on(browser.send(step, step_code=code_of(key)))
    assert note_on(page) == NOTE


def test_with_a_passkey_it_comes_back_too(
    claire: Professional, notes: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = replace(settings, public_url=ORIGIN)
    monkeypatch.setitem(claire.app.extensions, "pixlearn_settings", named)
    browser = claire.in_browser()
    key = Passkey(ORIGIN, HOST)
    assert made(browser, key) == 303
    late = Late(browser, notes)
    step = browser.go_on(after_password(claire, browser, late.sends().location))
    assert send(browser, step, key.used(options_on(step))) == 303
    assert note_on(browser.page(notes)) == NOTE


def end_by_password(place: Place) -> None:
    staff = db.session.execute(select(Staff).where(Staff.id == place.counsellor)).scalar_one()
    end_sessions(staff)


def close_access(place: Place) -> None:
    staff = db.session.execute(select(Staff).where(Staff.id == place.counsellor)).scalar_one()
    staff.active = False
    end_sessions(staff)


@pytest.mark.parametrize(
    ("ended", "words"),
    [(end_by_password, "après un nouveau mot de passe"), (close_access, "Votre accès est fermé")],
)
def test_a_session_that_was_ended_says_so(
    place: Place, claire: Professional, notes: str, ended: Callable[[Place], None], words: str
) -> None:
    late = Late(claire.in_browser(), notes)
    with place.app.app_context(), transaction():
        ended(place)
    door = late.sends(after=0).location
    assert words in late.browser.page(door).main_text


def test_by_htmx_the_door_shows_and_the_note_comes_back(claire: Professional, notes: str) -> None:
    late = Late(claire.in_browser(), notes)
    answer = late.sends(**{"HX-Request": "true"})
    assert answer.status_code == 303
    page = late.browser.go_on(after_password(claire, late.browser, answer.location))
    assert note_on(page) == NOTE


def test_two_forms_of_one_browser_are_both_kept(
    place: Place, claire: Professional, notes: str
) -> None:
    with place.app.app_context(), transaction():
        other = f"/conseiller/apprenants/{a_learner('Awa', shares_with=place.structure)}/notes"
    browser = claire.in_browser()
    first, second = Late(browser, notes), Late(browser, other)
    first.sends()
    after_password(claire, browser, second.sends(after=1).location)
    assert note_on(browser.page(notes)) == NOTE
    assert note_on(browser.page(other)) == NOTE


def test_a_change_that_asks_who_it_is_comes_back_too(
    place: Place, clock: time_machine.Coordinates
) -> None:
    amadou = with_password(place.app, place.referent)
    browser = amadou.in_browser()
    here = f"/referent/equipe/{place.counsellor}"
    form = filled_fields(next(browser.page(here).one("main").iter("form")))
    clock.shift(timedelta(minutes=20))
    data = {"csrf_token": form["csrf_token"], "action": "etapes"}
    asked = browser.post(here, data=data, headers={"Referer": f"http://localhost{here}"})
    assert "/mon-compte/verification" in asked.location
    back = browser.go_on(browser.send(browser.page(asked.location), password=PASSWORD))
    assert "Rien n'a été envoyé. Appuyez encore une fois" in back.main_text
