"""In English, the professionals' pages speak English; what is French in them says so (RGAA 8.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import url_for

from pixlearn.orientation.service import grid_of
from pixlearn.web.display import COOKIE
from tests.web.browsing import page_of
from tests.web.guards.expected import BEHIND_A_GUARD
from tests.web.guards.world import LEARNER, OTHER, PEOPLE, World
from tests.web.parsed_page import ParsedPage

ENGLISH = ".normal.normal..en"  # what « Change the display » keeps in the browser
PROPER_NAMES = (
    *("Mission locale du Val", "Atelier du lundi", "Espace du Val"),
    "Le projet dit : un emploi.",  # a reason kept with a proposal, as it was written
    "La Coop de la médiation numérique",
    "Saint Martin, Saint Barthélemy",
)
NOT_SAID = {"script", "style", "textarea"}  # a textarea holds what somebody wrote, or will copy
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-label", "data-sending")
SIGNS = re.compile(r"[àâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔŒ]|«")
WORDS = re.compile(
    r"\b(le|la|les|des|du|une|vous|votre|pour|avec|est|sur|dans|et|ou|pas|qui|que|aux)\b", re.I
)


def spoken(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Each text of an element and what is in it, with its language; attributes that are read."""
    language = element.get("lang", language)
    if element.tag in NOT_SAID:
        return
    yield from ((element.get(name, ""), language) for name in SPOKEN)
    if element.text:
        yield element.text, language
    for child in element:
        if isinstance(child.tag, str):
            yield from spoken(child, language)
        if child.tail:
            yield child.tail, language


def french_in(page: Element, names: re.Pattern[str]) -> list[str]:
    """What looks French and is not marked as French."""
    found = []
    for text, language in spoken(page, ""):
        words = names.sub("", " ".join(text.split()))
        if language != "fr" and (SIGNS.search(words) or WORDS.search(words)):
            found.append(words)
    return found


def english_pages(world: World, person: str) -> Iterator[tuple[str, Element]]:
    """The pages of the professionals' space that open to this person, in English."""
    browser = world.browser(person)
    browser.set_cookie(COOKIE, ENGLISH)
    for rule in world.app.url_map.iter_rules():
        opens = BEHIND_A_GUARD.get(rule.endpoint, (0,) * len(PEOPLE))[PEOPLE.index(person)] == 200
        if opens and "GET" in (rule.methods or ()):
            with world.app.test_request_context():
                address = url_for(rule.endpoint, **{a: world.places[a] for a in rule.arguments})
            response = browser.get(address)
            if response.mimetype == "text/html":
                yield rule.endpoint, page_of(response).root


@pytest.fixture
def names() -> re.Pattern[str]:
    """What people and structures call themselves and theirs; what stands in “ ” is a title."""
    known = [*PROPER_NAMES, LEARNER, OTHER]
    return re.compile("|".join([*map(re.escape, known), "“[^”]*”"]))


@pytest.mark.parametrize("person", ["counsellor", "referent"])
def test_what_is_french_in_an_english_page_is_marked(
    world: World, person: str, names: re.Pattern[str]
) -> None:
    pages = list(english_pages(world, person))
    assert len(pages) > 10
    assert {root.get("lang") for _, root in pages} == {"en"}
    faults = {endpoint: french_in(root, names) for endpoint, root in pages}
    assert {endpoint: found for endpoint, found in faults.items() if found} == {}


def test_a_list_narrowed_by_a_band_marks_its_title(world: World, names: re.Pattern[str]) -> None:
    browser = world.browser("counsellor")
    browser.set_cookie(COOKIE, ENGLISH)
    page = page_of(browser.get("/conseiller/apprenants?bande=socle&suivi=tous"))
    with world.app.app_context():
        title = next(one.title for one in grid_of(world.structure).bands if one.id == "socle")
    assert (title, "fr") in list(spoken(page.one("p", data_status=""), "en"))
    assert french_in(page.root, names) == []


@pytest.mark.parametrize(
    ("html", "french"),
    [
        ("<p>Aujourd'hui, vous avez 3 personnes.</p>", True),
        ("<p>Réglages</p>", True),
        ("<p>The sheet of Zéphyrine</p>", False),
        ("<p>One lesson: <span lang='fr'>Écrire un e-mail</span></p>", False),
        ("<p lang='fr'>Je sais <b lang='en'>le choix</b></p>", True),
        ("<p>Track “Mes e-mails, avec vous”</p>", False),
        ("<button aria-label='Télécharger'>Keep</button>", True),
        ("<textarea>Le texte de la personne</textarea>", False),
        ("<p>The page is yours. Six men ate on the couch.</p>", False),
    ],
)
def test_french_is_recognised(html: str, *, french: bool, names: re.Pattern[str]) -> None:
    assert bool(french_in(ParsedPage(html, whole=False).root, names)) is french
