"""Asks for a route as a browser would, with a good token when it is a POST."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.web.guards.world import World

HTMX = {"HX-Request": "true", "HX-Request-Type": "full"}


class Reading(dict[str, Any]):
    """What the server was told of a request; `of_htmx` says whether it looked at htmx's headers."""

    of_htmx = False

    def __getitem__(self, name: str) -> Any:
        """A value, by its name."""
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        """Whether it was told."""
        self._note(name)
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """A value, or the default."""
        self._note(name)
        return super().get(name, default)

    def _note(self, name: object) -> None:
        if str(name).startswith("HTTP_HX_"):
            self.of_htmx = True


@contextmanager
def listened(app: Flask) -> Iterator[list[Reading]]:
    """Collect what the app is told of each request inside the block."""
    told: list[Reading] = []
    answer = app.wsgi_app

    def told_so(environ: dict[str, Any], start: Any) -> Any:
        told.append(Reading(environ))
        return answer(told[-1], start)

    with patch.object(app, "wsgi_app", told_so):
        yield told


def routes(app: Flask) -> dict[str, Rule]:
    """Every route by its endpoint; each has one address and one method that matters."""
    rules = list(app.url_map.iter_rules())
    found = {rule.endpoint: rule for rule in rules}
    assert len(found) == len(rules), "two addresses share a view: tell them apart in these tables"
    return found


def is_post(rule: Rule) -> bool:
    """Tell whether this route changes something."""
    return "POST" in (rule.methods or ())


def address_of(world: World, rule: Rule) -> str:
    """The route's address, with the ids of the world."""
    places = {name: world.places[name] for name in rule.arguments}
    with world.app.test_request_context():
        return url_for(rule.endpoint, **places)


def token_of(browser: FlaskClient) -> str:
    """The token against forged requests, read from a form that everybody can open."""
    page = browser.get("/affichage").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def ask(
    browser: FlaskClient, world: World, rule: Rule, *, htmx: bool = False, **fields: str
) -> TestResponse:
    """Send the route's request with what the form would hold."""
    headers = HTMX if htmx else {}
    address = address_of(world, rule)
    if not is_post(rule):
        return browser.get(address, headers=headers)
    data = {"csrf_token": token_of(browser), **fields}
    return browser.post(address, data=data, headers=headers)
