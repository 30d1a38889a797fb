"""What is printed: cards, 8 or 2 a sheet, and the slip of new digits.

All secrets follow from a seed that only the browser of whoever made them keeps, for an hour
(docs/decisions/0005); the database tells whose card each one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from pixlearn.accounts.name_list import MOST
from pixlearn.accounts.rules import show_code
from pixlearn.accounts.secret import CardSecrets, card_secrets, hash_token, secret_matches
from pixlearn.accounts.store import live_card_of
from pixlearn.privacy.cards import CardToPrint, cards_to_print, holder
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.htmx import leave_page, render
from pixlearn.web.login import as_response, card_cookie, set_cookie, settings, visitor
from pixlearn.web.qr import qr_svg

KEPT = 3600  # seconds during which what was made can be printed
A_SHEET = 8
LARGE = "grandes"
A_LARGE_SHEET = 2
DIGITS = "chiffres"
COUNTS = {str(count): count for count in range(1, MOST + 1)}
LONG_NAME = 14  # letters; more are written smaller


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What stands on one card."""

    number: int | None
    first_name: str | None
    code: str
    digits: str
    qr: Markup

    @property
    def long_name(self) -> bool:
        """Whether the first name needs smaller letters."""
        return len(self.first_name or "") > LONG_NAME


@bp.get("/cartes/imprimer")
def print_cards() -> ResponseReturnValue:
    """The sheets, as long as this browser keeps the seed; else how to make other cards."""
    seed, _, count = _kept()
    secrets = [card_secrets(seed, place) for place in range(COUNTS.get(count, 0))]
    hashes = [hash_token(one.token) for one in secrets]
    found = cards_to_print(visitor(), hashes)
    people = {one.learner_id for one in found.values() if one.learner_id}
    printed = [
        _printed(one, found[token_hash])
        for one, token_hash in zip(secrets, hashes, strict=True)
        if token_hash in found
    ]
    if not printed:
        return render("counsellor/cards_gone.html")
    large = request.args.get("taille") == LARGE
    a_sheet = A_LARGE_SHEET if large else A_SHEET
    page = render(
        "counsellor/cards_print.html",
        sheets=[printed[start : start + a_sheet] for start in range(0, len(printed), a_sheet)],
        count=len(printed),
        numbers=[one.number for one in printed if one.number],
        large=large,
        site=_site(),
    )
    return looked(page, card=people)


@bp.get("/cartes/<uuid:learner_id>/chiffres")
def print_digits(learner_id: UUID) -> ResponseReturnValue:
    """The slip with the new digits, as long as this browser keeps their seed."""
    seed, _, kind = _kept()
    digits = card_secrets(seed, 0).digits
    person = holder(visitor(), learner_id)
    card = live_card_of(learner_id)
    in_force = card.digits_hash if card else None
    if kind != DIGITS or not secret_matches(settings().pepper, in_force, digits):
        return redirect(url_for(".person_card", learner_id=learner_id), 303)
    page = render("counsellor/cards_digits.html", person=person, digits=digits, site=_site())
    return looked(page, card=[learner_id])


def let_print(address: str, seed: str, kind: int | str) -> Response:
    """Go where it can be printed; only this browser keeps what is needed."""
    response = leave_page(as_response(redirect(address, 303)), address)
    set_cookie(response, card_cookie(), f"{seed}.{kind}", seconds=KEPT)
    return response


def _kept() -> tuple[str, str, str]:
    """The seed that this browser keeps, and how many cards (or that it is for digits)."""
    text = request.cookies.get(card_cookie(), "")
    return text.partition(".") if text.isascii() else ("", "", "")


def _site() -> str:
    return settings().public_url.partition("://")[2]


def _printed(secrets: CardSecrets, card: CardToPrint) -> PrintedCard:
    named = (
        gettext("QR code of the card of %(name)s", name=card.first_name)
        if card.first_name
        else gettext("QR code of card %(number)s", number=card.number)
    )
    return PrintedCard(
        number=card.number,
        first_name=card.first_name,
        code=show_code(secrets.code),
        digits=secrets.digits,
        qr=qr_svg(f"{settings().public_url}/carte/{secrets.token}", named),
    )
