"""How somebody comes by way of the provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.store import OidcIdentity, SignedIn
from pixlearn.config import Provider, Settings
from pixlearn.db import db, transaction
from tests.web.account.a_provider import RunningProvider
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.guards.sites import another_app

CLAIRE = {"given_name": "Claire", "family_name": "Petit", "email": "claire@val.example"}


def app_with(settings: Settings, provider: Provider) -> Iterator[Flask]:
    """One more app on the same database, which knows this provider."""
    app = another_app(replace(settings, provider=provider))
    app.test_client_class = Browser
    yield app
    with app.app_context():
        db.engine.dispose()


def somebody(place: Place) -> Browser:
    browser = place.app.test_client()
    assert isinstance(browser, Browser)
    return browser


def address_from(browser: Browser, path: str = "/connexion/fournisseur") -> str:
    """Where our site sends somebody who presses the button."""
    response = browser.get(path)
    assert response.status_code == 303
    return str(response.location)


def comes_back(browser: Browser, provider: RunningProvider, subject: str = "claire") -> str:
    """Somebody signs in at the provider; where our site then leads them."""
    response = browser.get(provider.lets_in(address_from(browser), subject))
    assert response.status_code == 303
    return str(response.location)


def linked(place: Place, subject: str, staff: UUID, issuer: str) -> None:
    """As if the référent had linked them."""
    with place.app.app_context(), transaction():
        db.session.add(
            OidcIdentity(
                issuer=issuer,
                subject=subject,
                name="",
                email=None,
                code=subject[:8],
                staff_id=staff,
            )
        )


def sessions_of(place: Place, staff: UUID) -> list[SignedIn]:
    with place.app.app_context():
        return list(
            db.session.execute(select(SignedIn).where(SignedIn.staff_id == staff)).scalars()
        )
