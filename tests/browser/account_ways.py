"""How a professional comes to the pages of « Mon compte » and of the second step."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import uuid4

from pyotp import TOTP

from pixlearn.db import now
from tests.browser.professional_ways import as_referent
from tests.browser.visitor import Visitor

PASSWORD = "trois chevaux sur une barque"


def join(visitor: Visitor, *, refers: bool = False) -> str:
    """A new colleague is invited, also to manage the structure, and joins; returns the address."""
    email = f"{uuid4().hex[:12]}@structure.example"
    as_referent("/referent/equipe/inviter")(visitor)
    visitor.find("main [name=nom]").send_keys("Lou Garnier")
    visitor.find("main [name=email]").send_keys(email)
    if refers:
        visitor.find("main [name=gestion]").click()
    visitor.press_way_on()
    address = visitor.find("main [name=lien]").get_attribute("value") or ""
    visitor.go(urlsplit(address.strip()).path)
    visitor.find("main [name=password]").send_keys(PASSWORD)
    visitor.press_way_on()
    return email


def codes_shown(visitor: Visitor) -> None:
    """The way of a new colleague to the recovery codes just made."""
    with_recovery_codes(visitor)


def with_recovery_codes(visitor: Visitor, *, refers: bool = False) -> str:
    """The way of a new colleague who has just set up an application, to the recovery codes."""
    email = join(visitor, refers=refers)
    visitor.go("/mon-compte/application")
    key = visitor.find("main code").text.replace(" ", "")
    visitor.find("main [name=step_code]").send_keys(TOTP(key).at(now()))
    visitor.press_way_on()
    return email


def at_second_step(visitor: Visitor) -> None:
    """The way of that colleague, signing in again, to the second step."""
    email = with_recovery_codes(visitor)
    visitor.driver.delete_all_cookies()
    visitor.go("/connexion")
    visitor.find("main [name=email]").send_keys(email)
    visitor.find("main [name=password]").send_keys(PASSWORD)
    visitor.press_way_on()


def at_closing(visitor: Visitor) -> None:
    """The way of a new référent, who has just given a second factor, to closing the structure."""
    with_recovery_codes(visitor, refers=True)
    visitor.go("/referent/fermer/confirmer")


def at_recovery(visitor: Visitor) -> None:
    """The way of that colleague to the page that asks for a recovery code."""
    at_second_step(visitor)
    visitor.go("/connexion/code?secours=1")


def at_account(visitor: Visitor) -> None:
    """The way of that colleague to their account."""
    with_recovery_codes(visitor)
    visitor.go("/mon-compte/")


def asked_again(visitor: Visitor) -> None:
    """The way of that colleague to the page that asks for the code again."""
    with_recovery_codes(visitor)
    visitor.go("/mon-compte/verification")
