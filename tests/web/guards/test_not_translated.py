"""What is to be copied or called is left alone by a browser's translation: translate="no"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import url_for

from pixlearn.accounts.secret import card_secrets
from tests.web.browsing import Browser, page_of
from tests.web.guards.expected import EXPECTED
from tests.web.guards.world import LEARNER, OTHER, PEOPLE, World
from tests.web.parsed_page import ParsedPage, text_of

NOT_TRANSLATED = {"script", "style", "textarea", "title", "svg"}  # nor the names of drawings
CARDS = "/conseiller/cartes"


def translated(element: Element) -> Iterator[str]:
    """The texts of a page that a browser would translate."""
    if element.get("translate") == "no" or element.tag.rpartition("}")[2] in NOT_TRANSLATED:
        return
    yield " ".join((element.text or "").split())
    for child in element:
        if isinstance(child.tag, str):
            yield from translated(child)
        yield " ".join((child.tail or "").split())


def pages(world: World, person: str) -> Iterator[tuple[str, ParsedPage]]:
    """Each page that opens to this person."""
    browser = world.browser(person)
    for rule in world.app.url_map.iter_rules():
        opens = EXPECTED.get(rule.endpoint, (0,) * len(PEOPLE))[PEOPLE.index(person)] == 200
        known = rule.arguments <= set(world.places)
        if opens and known and "GET" in (rule.methods or ()):
            with world.app.test_request_context():
                address = url_for(rule.endpoint, **{a: world.places[a] for a in rule.arguments})
            response = browser.get(address)
            if response.mimetype == "text/html" and response.data:
                yield rule.endpoint, page_of(response)


@pytest.mark.parametrize("person", ["learner", "counsellor", "referent"])
def test_names_that_stand_alone_codes_and_addresses(world: World, person: str) -> None:
    site = world.app.extensions["pixlearn_settings"].public_url.partition("://")[2]
    alone = {LEARNER, OTHER}
    code = re.compile(
        "|".join(
            (
                world.workshop_code,
                f"{world.workshop_code[:3]} {world.workshop_code[3:]}",
                world.paper,
            )
        )
    )
    faults = {
        endpoint: found
        for endpoint, page in pages(world, person)
        if (
            found := [
                words
                for words in translated(page.root)
                if words in alone or site in words or code.search(words)
            ]
        )
    }
    assert faults == {}


def copied(page: ParsedPage) -> str:
    """All that a browser would leave as it is."""
    kept = [one for one in page.all() if one.get("translate") == "no"]
    return " | ".join(text_of(one) for one in kept)


def test_the_codes_and_digits_of_printed_cards(world: World) -> None:
    counsellor = world.looking("counsellor")
    written = counsellor.send(counsellor.page(f"{CARDS}/personnes"), prenoms="Rose")
    checked = counsellor.go_on(written)
    page = counsellor.go_on(counsellor.send(checked))
    assert {"Rose", *secrets_of(counsellor)} <= set(copied(page).split(" | "))
    assert "Rose" in copied(checked)
    assert "Rose" in copied(counsellor.page(CARDS))


def secrets_of(browser: Browser) -> tuple[str, str]:
    """The code and the digits of the one card that this browser may show."""
    cookie = browser.get_cookie("card")
    assert cookie is not None
    secrets = card_secrets(cookie.value.partition(".")[0], 0)
    return f"{secrets.code[:4]} {secrets.code[4:]}", secrets.digits


def test_the_code_and_digits_of_ones_own_card(world: World) -> None:
    learner = world.looking("learner")
    page = learner.go_on(learner.send(learner.page("/ma-carte"), prenom="Rose"))
    assert {"Rose", *secrets_of(learner)} <= set(copied(page).split(" | "))


def test_the_key_of_an_application(world: World) -> None:
    page = world.looking("counsellor").page("/mon-compte/application")
    [key] = [text_of(one) for one in page.all("code")]
    assert key in copied(page).split(" | ")
