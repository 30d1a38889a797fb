"""Two who write the same at the same moment: both are served, nobody meets a fault."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pixlearn.accounts import identities
from pixlearn.accounts.provider import Vouched
from pixlearn.accounts.store import Card, OidcIdentity
from pixlearn.db import db, transaction
from pixlearn.orientation.store import Tag
from tests.web.browsing import Browser, filled_fields
from tests.web.counsellor.conftest import Place, place
from tests.web.counsellor.people import signed_in

__all__ = ["place"]
pytestmark = pytest.mark.both
AT_ONCE = 4


def all_at_once(browser: Browser, path: str, data: dict[str, str]) -> list[int]:
    """The same form from so many tabs; the statuses that come."""
    start, cookie = threading.Barrier(AT_ONCE), browser.get_cookie("pixlearn")
    assert cookie is not None

    def send(_: int) -> int:
        client = FlaskClient(browser.application, browser.application.response_class)
        client.set_cookie("pixlearn", cookie.value)
        start.wait()
        return client.post(path, data=data).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(send, range(AT_ONCE)))


def test_stacks_of_cards_at_once_have_a_number_each(place: Place) -> None:
    browser = signed_in(place.app, staff=place.counsellor)
    token = filled_fields(next(browser.page("/conseiller/cartes").all("form")))["csrf_token"]
    data = {"csrf_token": token, "action": "pile", "nombre": "8"}
    assert set(all_at_once(browser, "/conseiller/cartes", data)) == {303}
    with place.app.app_context():
        query = select(Card.number).where(Card.structure_id == place.structure)
        numbers = list(db.session.execute(query.order_by(Card.number)).scalars())
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) % AT_ONCE == 0
    assert numbers


def test_the_same_tag_at_once_is_one_tag_and_no_fault(place: Place) -> None:
    browser = signed_in(place.app, staff=place.counsellor)
    page = browser.page("/conseiller/etiquettes")
    form = page.main_form()
    name = next(one.get("name", "") for one in form.iter("input") if one.get("type") == "text")
    button = next(one for one in form.iter("button"))
    data = {**filled_fields(form), name: "Garage", button.get("name", ""): button.get("value", "")}
    statuses = all_at_once(browser, form.get("action", ""), data)
    assert set(statuses) <= {303, 422}
    with place.app.app_context():
        assert len(db.session.execute(select(Tag.id)).scalars().all()) == 1


def test_the_same_person_from_the_provider_twice_at_once_is_one_identity(app: Flask) -> None:
    start = threading.Barrier(2)
    vouched = Vouched(
        issuer="https://provider.example",
        subject=str(uuid4()),
        name="Claire",
        email="claire@val.example",
        two_factors=False,
        id_token="",
    )

    def arrive(_: int) -> str:
        with app.app_context():
            start.wait()
            with transaction():
                return str(identities.arrive(vouched).id)

    with ThreadPoolExecutor(2) as pool:
        ids = set(pool.map(arrive, range(2)))
    assert len(ids) == 1
    with app.app_context():
        assert len(db.session.execute(select(OidcIdentity.id)).scalars().all()) == 1
