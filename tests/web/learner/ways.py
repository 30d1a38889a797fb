"""The ways in, as a person takes them with a card or a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from flask import Flask

from pixlearn.accounts.secret import card_secrets, new_seed
from pixlearn.accounts.service import issue_stack, prepare_stack
from pixlearn.config import Settings
from pixlearn.db import transaction
from pixlearn.structures.service import open_workshop
from tests.web.counsellor.people import a_structure
from tests.web.learner.reader import Reader
from tests.web.parsed_page import ParsedPage, text_of


@dataclass(frozen=True)
class Card:
    """What is written on a card."""

    token: str
    code: str
    digits: str

    @property
    def path(self) -> str:
        """Where the QR code leads."""
        return f"/carte/{self.token}"


def make_card(reader: Reader, name: str = "Sonia") -> Card:
    """Make a card on « Ma carte » and read it from the page."""
    reader.go("/ma-carte")
    words = "Je fais une nouvelle carte" if "déjà une carte" in reader.page.main_text else "Je fais"
    reader.press(words, prenom=name)
    return read_card(reader)


def read_card(reader: Reader) -> Card:
    """The card that « Ma carte » shows: code and digits in words, the token from the seed."""
    code, digits = codes_on(reader.page)
    with reader.browser.session_transaction():
        seed = reader.browser.get_cookie("card")
    assert seed is not None
    secrets = card_secrets(seed.value, 0)
    assert (secrets.code, secrets.digits) == (code.replace(" ", ""), digits)
    return Card(secrets.token, code, digits)


def codes_on(page: ParsedPage) -> tuple[str, str]:
    """The code and the digits written on a card."""
    words = [text_of(each) for each in page.all("dd")]
    assert len(words) == 2, page.main_text
    return words[0], words[1]


def shows_a_card(page: ParsedPage) -> bool:
    """Tell whether a code stands on the page."""
    return any(re.fullmatch(r"\w{4} \w{4}", text_of(each)) for each in page.all("dd"))


def enter_by_card(reader: Reader, card: Card) -> ParsedPage:
    """Way A: scan, then one button."""
    reader.go(card.path)
    return reader.press("J'entre")


def enter_by_code(
    reader: Reader, code: str, digits: str, *, partage: str | None = None
) -> ParsedPage:
    """Way B: the code, then the digits."""
    reader.go("/entrer")
    reader.press("Continuer", code=code)
    if reader.path != "/entrer/chiffres":
        return reader.page
    shared = {"partage": partage} if partage else {}
    return reader.press("J'entre", digits=digits, **shared)


def enter_workshop(reader: Reader, code: str) -> ParsedPage:
    """Way D: the 6 digits on the wall."""
    reader.go("/entrer")
    reader.press("Continuer", code=code)
    if not reader.path.startswith("/atelier/"):
        return reader.page
    return reader.press("J'entre dans l'atelier")


@dataclass(frozen=True)
class Room:
    """A structure with an open workshop."""

    structure: UUID
    workshop: UUID
    code: str


def open_room(
    app: Flask, name: str = "Mission locale du Val", *, shared_computers: bool = False
) -> Room:
    """A new structure, and a workshop open there."""
    with app.app_context(), transaction():
        structure = a_structure(name)
        workshop = open_workshop(structure, "Atelier", shared_computers=shared_computers)
        assert workshop.code is not None
        return Room(structure, workshop.id, workshop.code)


def nameless_cards(app: Flask, settings: Settings, structure: UUID, count: int = 2) -> list[Card]:
    """A stack printed by a structure."""
    seed = new_seed()
    prepared = prepare_stack(seed, count, settings.pepper)
    with app.app_context(), transaction():
        issue_stack(structure, prepared)
    stack = [card_secrets(seed, place) for place in range(count)]
    return [Card(each.token, each.code, each.digits) for each in stack]
