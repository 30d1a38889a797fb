"""« Ma carte »: made by the server, shown for an hour, and again on the person's own phone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from pixlearn.accounts import service
from pixlearn.accounts.rules import show_code
from pixlearn.accounts.sealed_card import is_seed_of, keep_sealed, seed_kept_here
from pixlearn.accounts.secret import card_secrets, new_seed
from pixlearn.accounts.store import Card, live_card_of
from pixlearn.activities.answer import Fault
from pixlearn.config import ROOT
from pixlearn.db import transaction
from pixlearn.web.htmx import leave_page, render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import hold_learner
from pixlearn.web.login import card_cookie, passport, phone_cookie, set_cookie, settings, visitor
from pixlearn.web.messages import mail_link, sms_link
from pixlearn.web.pdf import NoPdf, pdf_available, png_of
from pixlearn.web.qr import qr_svg
from pixlearn.web.typesetting import in_french_type
from pixlearn.web.written import card_digits, first_name_fault, written

SHOWN_FOR = 3600  # seconds the browser keeps the seed; afterwards the digits show the card again
FIELD = "prenom"
STYLESHEET = ROOT / "static" / "card.css"


@dataclass(frozen=True, slots=True)
class Shown:
    """A card in clear, for the one who holds it."""

    code: str
    digits: str
    address: str
    site: str

    @property
    def qr(self) -> Markup:
        """The square to scan."""
        return qr_svg(self.address, gettext("Square to scan: it opens your work"))

    @property
    def message(self) -> str:
        """All that opens the work, to send to oneself."""
        return str(
            gettext(
                "My card: %(address)s Or on %(site)s: code %(code)s, digits %(digits)s",
                address=self.address,
                site=self.site,
                code=self.code,
                digits=self.digits,
            )
        )


@bp.get("/ma-carte")
def card() -> ResponseReturnValue:
    """Show the card just made, ask for its digits on the own phone, or offer one."""
    return _card_page()


@bp.post("/ma-carte")
def make_card() -> ResponseReturnValue:
    """Make a card, the only one that opens from now on; on the way out, without asking a name."""
    name = written(FIELD)
    leaving = request.form.get("puis") == "sortir"
    fault = None if leaving and not name else first_name_fault(FIELD, name)
    if fault is not None:
        return _card_page(typed=name, fault=fault)
    seed = new_seed()
    hashed = service.prepare_stack(seed, 1, settings().pepper)[0]
    with transaction():
        learner_id = hold_learner()
        if leaving and live_card_of(learner_id) is not None:  # pressed twice: that card stays
            return redirect(url_for(".card", sortir=1), 303)
        if name:
            service.name_learner(learner_id, name)
        service.renew_card(learner_id, hashed)
        keep_sealed(request.cookies.get(phone_cookie()), learner_id, seed)
    return _with_seed(seed, url_for(".card", sortir=1) if leaving else url_for(".card"))


@bp.get("/ma-carte/revoir")
def card_again() -> ResponseReturnValue:
    """Ask for the digits of the card that this phone keeps."""
    return _again_page()


@bp.post("/ma-carte/revoir")
def show_card_again() -> ResponseReturnValue:
    """The phone's cookie and the 4 digits open the card; wrong digits count as at the door."""
    digits = card_digits()
    if not digits:
        return _again_page(problem="nothing")
    person = visitor().learner_id
    if person is None or _seed_here(person, live_card_of(person)) is None:
        return redirect(url_for(".card"), 303)
    tried = service.try_digits(person, digits, passport())
    with transaction():
        learner_id = hold_learner()
        seed = _seed_here(learner_id, live_card_of(learner_id))
        if seed is None:  # a new card meanwhile
            return redirect(url_for(".card"), 303)
        try:
            service.check_digits(learner_id, tried, passport())
        except service.WrongSecret:
            seed = None
    return _with_seed(seed, url_for(".card")) if seed else _again_page(problem="wrong")


@bp.get("/ma-carte/image.png")
def card_picture() -> ResponseReturnValue:
    """The card as a picture, which every telephone can keep."""
    person = visitor()
    shown = _shown(live_card_of(person.learner_id) if person.learner_id else None)
    if shown is None:
        return redirect(url_for(".card"), 303)
    with in_french_type():
        html = render_template("learner/card_picture.html", card=shown, name=person.first_name)
    try:
        made = png_of(html, STYLESHEET)
    except NoPdf:
        return render("learner/card_no_picture.html", status=503)
    response = make_response(made)
    response.content_type = "image/png"
    response.headers["Content-Disposition"] = 'attachment; filename="ma-carte-pixlearn.png"'
    return response


def keep_card_in_view(phone: str | None, learner_id: UUID) -> None:
    """A device that is the person's own after all keeps the card that it shows now."""
    held, seed = live_card_of(learner_id), request.cookies.get(card_cookie(), "")
    if held is not None and seed and is_seed_of(held, seed):
        keep_sealed(phone, learner_id, seed)


def _with_seed(seed: str, target: str) -> ResponseReturnValue:
    """To the card's page, loaded whole, in a browser that may show it for an hour."""
    response = leave_page(current_app.make_response(redirect(target, 303)), target)
    set_cookie(response, card_cookie(), seed, seconds=SHOWN_FOR)
    return response


def _card_page(*, typed: str | None = None, fault: Fault | None = None) -> ResponseReturnValue:
    person = visitor()
    held = live_card_of(person.learner_id) if person.learner_id else None
    shown = _shown(held)
    kept_here = person.learner_id and not shown and _seed_here(person.learner_id, held)
    return render(
        "learner/card.html",
        status=422 if fault else 200,
        held=held is not None,
        card=None if fault else shown,
        kept_here=bool(kept_here),
        sms=sms_link(shown.message) if shown else "",
        mail=mail_link(gettext("My card"), shown.message) if shown else "",
        picture=pdf_available(),
        leaving="sortir" in request.args,
        field=FIELD,
        typed=person.first_name or "" if typed is None else typed,
        faults=(fault,) if fault else (),
    )


def _again_page(problem: str | None = None) -> ResponseReturnValue:
    person = visitor()
    held = live_card_of(person.learner_id) if person.learner_id else None
    if person.learner_id is None or _seed_here(person.learner_id, held) is None:
        return redirect(url_for(".card"), 303)
    return render("learner/card_again.html", status=422 if problem else 200, problem=problem)


def _seed_here(learner_id: UUID, held: Card | None) -> str | None:
    return seed_kept_here(request.cookies.get(phone_cookie()), learner_id, held)


def _shown(held: Card | None) -> Shown | None:
    """The card in clear, when the browser still has the seed of the very card in force."""
    seed = request.cookies.get(card_cookie(), "")
    if held is None or not seed or not is_seed_of(held, seed):
        return None
    secrets = card_secrets(seed, 0)
    if not service.digits_are(held, secrets.digits, settings().pepper):
        return None  # a counsellor has changed them since: these would open nothing
    return Shown(
        code=show_code(secrets.code),
        digits=secrets.digits,
        address=f"{settings().public_url}/carte/{secrets.token}",
        site=settings().public_url.partition("//")[2],
    )
