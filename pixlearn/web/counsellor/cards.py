"""Nameless cards to print: a stack is made, shown once to the browser that asked, and printed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from markupsafe import Markup

from pixlearn.accounts.rules import show_code
from pixlearn.accounts.secret import CardSecrets, card_secrets, hash_token, new_seed
from pixlearn.accounts.service import issue_stack, prepare_stack
from pixlearn.accounts.store import card_by_token
from pixlearn.activities.answer import Fault, Problem
from pixlearn.activities.view import ChoiceView
from pixlearn.db import transaction
from pixlearn.privacy.service import name_card
from pixlearn.privacy.store import taken_cards_without_name
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.written import first_name_fault, written
from pixlearn.web.htmx import render
from pixlearn.web.login import as_response, card_cookie, set_cookie, settings, visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.qr import qr_svg

A_SHEET = 8
STACKS = {str(count): count for count in (8, 16, 24)}
LONGEST_NUMBER = 6
KEPT = 3600  # seconds during which the stack can be printed


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack while it can be printed. Its cookie reads ``seed.first.count``."""

    seed: str
    first: int
    count: int

    @classmethod
    def from_cookie(cls, text: str) -> Stack | None:
        """What this browser keeps, if it is a stack at all."""
        seed, _, numbers = text.partition(".")
        first, _, count = numbers.partition(".")
        known = seed.isascii() and first.isdecimal() and len(first) <= LONGEST_NUMBER
        return cls(seed, int(first), STACKS[count]) if known and count in STACKS else None

    def to_cookie(self) -> str:
        """The seed and the numbers, from which all the secrets follow."""
        return f"{self.seed}.{self.first}.{self.count}"


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What stands on one card."""

    number: int
    code: str
    digits: str
    qr: Markup


@bp.get("/cartes")
def cards() -> ResponseReturnValue:
    """What the cards are for, and how many to make."""
    return _show()


@bp.post("/cartes")
def work_on_cards() -> ResponseReturnValue:
    """Name whoever took a card, or make a stack: each button of the page says which."""
    return _name_card() if request.form.get("action") == "nommer" else _make_stack()


def _name_card() -> ResponseReturnValue:
    number = request.form.get("numero", type=int)
    if number is None:
        abort(400)
    field = f"prenom-{number}"
    first_name = written(field)
    with transaction():
        fault = first_name_fault(field, first_name)
        if fault is not None:
            return _show(fault, typed=first_name)
        name_card(visitor(), number, first_name)
    return redirect(url_for(".cards", note=1), 303)


def _make_stack() -> ResponseReturnValue:
    """Make a stack; only this browser keeps what is needed to print it."""
    wanted = STACKS.get(request.form.get("nombre", ""))
    if wanted is None:
        return _show(
            Fault("nombre", Problem.NOTHING_CHOSEN, gettext("Choose how many cards to make."))
        )
    seed = new_seed()
    prepared = prepare_stack(seed, wanted, settings().pepper)
    with transaction():
        numbers = issue_stack(own_structure(), prepared)
        stack = Stack(seed, numbers.start, len(numbers))
    response = as_response(redirect(url_for(".print_cards"), 303))
    set_cookie(response, card_cookie(), stack.to_cookie(), seconds=KEPT)
    return response


@bp.get("/cartes/imprimer")
def print_cards() -> ResponseReturnValue:
    """The sheets, as long as this browser keeps the stack; else how to make another."""
    stack = Stack.from_cookie(request.cookies.get(card_cookie(), ""))
    if stack is None or not _is_ours(stack):
        return render("counsellor/cards_gone.html")
    printed = [
        _printed(card_secrets(stack.seed, place), stack.first + place)
        for place in range(stack.count)
    ]
    sheets = [printed[start : start + A_SHEET] for start in range(0, len(printed), A_SHEET)]
    site = settings().public_url.partition("://")[2]
    return render("counsellor/cards_print.html", sheets=sheets, stack=stack, site=site)


def _is_ours(stack: Stack) -> bool:
    """Tell whether the stack was made for the structure of the one who asks."""
    token = card_secrets(stack.seed, 0).token
    card = card_by_token(hash_token(token))
    return card is not None and card.structure_id == own_structure()


def _printed(secrets: CardSecrets, number: int) -> PrintedCard:
    return PrintedCard(
        number=number,
        code=show_code(secrets.code),
        digits=secrets.digits,
        qr=qr_svg(
            f"{settings().public_url}/carte/{secrets.token}",
            gettext("QR code of card %(number)s", number=number),
        ),
    )


def _show(fault: Fault | None = None, typed: str = "") -> Response:
    choices = [
        ChoiceView(
            value=value,
            word=ngettext(
                "%(cards)s cards, %(num)s sheet",
                "%(cards)s cards, %(num)s sheets",
                count // A_SHEET,
                cards=count,
            ),
            pictogram=None,
            speech=None,
            chosen=False,
        )
        for value, count in STACKS.items()
    ]
    return render(
        "counsellor/cards.html",
        status=422 if fault else 200,
        choices=choices,
        faults=(fault,) if fault else (),
        taken=[card.number for card in taken_cards_without_name(visitor())],
        typed=typed,
        noted="note" in request.args,
    )
