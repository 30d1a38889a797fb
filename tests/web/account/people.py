"""A professional who signs in by the public door, and the application on their phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from pyotp import TOTP
from sqlalchemy import select

from pixlearn.accounts.secret import hash_secret
from pixlearn.accounts.store import Staff
from pixlearn.db import db, now, transaction
from tests.web.browsing import Browser
from tests.web.parsed_page import ParsedPage

PASSWORD = "trois chevaux sur une barque"
PEPPER = "pepper-of-the-tests-0123456789abcdefg"


@dataclass(frozen=True)
class Professional:
    """Somebody of a team who has a password."""

    app: Flask
    email: str

    def browser(self) -> Browser:
        """A browser of theirs, where nobody is signed in."""
        browser = self.app.test_client()
        assert isinstance(browser, Browser)
        return browser

    def after_password(self, browser: Browser, target: str = "") -> ParsedPage:
        """The page that follows the password."""
        page = browser.page(f"/connexion{'?suite=' + target if target else ''}")
        return browser.go_on(browser.send(page, email=self.email, password=PASSWORD))

    def in_browser(self) -> Browser:
        """A browser where they have given their password."""
        browser = self.browser()
        self.after_password(browser)
        return browser


def with_password(app: Flask, staff_id: UUID) -> Professional:
    """Give somebody of a team a password."""
    with app.app_context(), transaction():
        staff = db.session.execute(select(Staff).where(Staff.id == staff_id)).scalar_one()
        staff.password_hash = hash_secret(PEPPER, PASSWORD)
        return Professional(app, staff.email)


def key_on(page: ParsedPage) -> str:
    """The key that the page gives to an application, as it is written in words."""
    found = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page.html)
    assert found is not None
    return found[1].replace(" ", "")


def code_of(key: str) -> str:
    """What the application shows now."""
    return TOTP(key).at(now())


def codes_on(page: ParsedPage) -> list[str]:
    """The recovery codes that the page shows."""
    return re.findall(r"<code>([0-9A-Z]{4} [0-9A-Z]{4})</code>", page.html)


def set_up(browser: Browser, target: str = "") -> tuple[str, list[str]]:
    """Give the application its key and confirm; returns the key and the recovery codes."""
    page = browser.page(f"/mon-compte/application{'?suite=' + target if target else ''}")
    key = key_on(page)
    return key, codes_on(browser.go_on(browser.send(page, step_code=code_of(key))))
