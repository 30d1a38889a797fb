"""« Ma carte »: made by the server, shown while this browser keeps its seed, printable."""

from __future__ import annotations

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import service
from pixlearn.accounts.rules import show_code
from pixlearn.accounts.secret import CardSecrets, card_secrets, hash_token, new_seed
from pixlearn.accounts.store import Card, live_card_of
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import card_cookie, set_cookie, settings, visitor
from pixlearn.web.qr import qr_svg

SHOWN_FOR = 3600  # seconds the browser keeps the seed; afterwards a new card can be made
LONGEST_NAME = 40


@bp.get("/ma-carte")
def card() -> ResponseReturnValue:
    """Show the card just made, or offer one."""
    return _card_page()


@bp.post("/ma-carte")
def make_card() -> ResponseReturnValue:
    """Make a card, the only one that opens from now on."""
    written = " ".join(request.form.get("prenom", "").split())
    name = "".join(sign for sign in written if sign.isprintable())
    person = visitor()
    if not name or len(name) > LONGEST_NAME:
        return _card_page(typed=name, problem="nothing" if not name else "long")
    seed = new_seed()
    with transaction():
        if person.learner_id is not None:
            service.name_learner(person.learner_id, name)
            service.issue_card(person.learner_id, seed, settings().pepper)
    response = current_app.make_response(redirect(url_for(".card"), 303))
    set_cookie(response, card_cookie(), seed, seconds=SHOWN_FOR)
    return response


def _card_page(*, typed: str | None = None, problem: str | None = None) -> ResponseReturnValue:
    person = visitor()
    held = live_card_of(person.learner_id) if person.learner_id else None
    secrets = _shown(held)
    address = f"{settings().public_url}/carte/{secrets.token}" if secrets else ""
    return render(
        "learner/card.html",
        status=422 if problem else 200,
        held=held is not None,
        secrets=secrets,
        code=show_code(secrets.code) if secrets else "",
        address=address,
        qr=qr_svg(address, gettext("Square to scan: it opens your work")) if secrets else "",
        site=settings().public_url.partition("//")[2],
        typed=person.first_name or "" if typed is None else typed,
        problem=problem,
    )


def _shown(held: Card | None) -> CardSecrets | None:
    """The card in clear, when the browser still has the seed of the very card in force."""
    seed = request.cookies.get(card_cookie(), "")
    if held is None or not seed:
        return None
    secrets = card_secrets(seed, 0)
    return secrets if hash_token(secrets.token) == held.token_hash else None
