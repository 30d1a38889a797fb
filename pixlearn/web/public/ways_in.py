"""Ways in with a card or a code (security 2.1): A the link, B code and digits, D the workshop."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service
from pixlearn.accounts.limits import check_address, code_sleeps, note_failure, workshop_key
from pixlearn.accounts.rules import CODE_LENGTH, read_code
from pixlearn.accounts.sessions import sit_in
from pixlearn.db import now, transaction
from pixlearn.structures import store as structures
from pixlearn.structures.store import Workshop
from pixlearn.web.display import current_display
from pixlearn.web.entrance import go_in, open_for
from pixlearn.web.htmx import render
from pixlearn.web.login import passport, visitor_or_none
from pixlearn.web.practice import not_while_trying
from pixlearn.web.public.blueprint import bp
from pixlearn.web.written import written

WORKSHOP_DIGITS = 6


@bp.get("/entrer")
def enter() -> ResponseReturnValue:
    """One field: the workshop's 6 digits or the card's 8 signs."""
    return render("public/enter.html", typed="", problem=None)


@bp.post("/entrer")
def read_typed_code() -> ResponseReturnValue:
    """Tell a workshop code from a card code, tolerant of spaces, case and look-alikes."""
    typed = written("code")[:40]
    code = read_code(typed)
    if not code:
        return render("public/enter.html", status=422, typed=typed, problem="nothing")
    if code.isdecimal() and len(code) == WORKSHOP_DIGITS:
        with transaction():
            known = _open_workshop(code) is not None
        if known:
            return redirect(url_for(".workshop_door", code=code), 303)
        return render("public/enter.html", status=422, typed=typed, problem="no_workshop")
    if len(code) == CODE_LENGTH:
        session["card_code"] = code
        return redirect(url_for(".digits"), 303)
    return render("public/enter.html", status=422, typed=typed, problem="length")


@bp.get("/entrer/chiffres")
def digits() -> ResponseReturnValue:
    """Ask for the 4 digits that go with the card code."""
    if "card_code" not in session:
        return redirect(url_for(".enter"), 303)
    return render("public/digits.html", wrong=False, shared=False)


@bp.post("/entrer/chiffres")
def check_digits() -> ResponseReturnValue:
    """Way B: the card code typed before, with its digits."""
    if "card_code" not in session:
        return redirect(url_for(".enter"), 303)
    code = session["card_code"]
    typed = "".join(sign for sign in request.form.get("digits", "") if sign.isdecimal())
    shared = request.form.get("partage") == "oui"
    display = current_display().as_dict()
    opened = None
    with transaction():
        try:
            learner_id = service.enter_by_code(code, typed, passport(), display)
            opened = open_for(learner_id, shared_device=shared)
        except service.WrongSecret:
            opened = None
    if opened is None:
        return render("public/digits.html", status=422, wrong=True, shared=shared)
    return go_in(opened)


@bp.get("/carte/<token>")
def card_door(token: str) -> ResponseReturnValue:
    """Way A: the QR code leads here; looking changes nothing, the one button enters."""
    try:
        card = service.card_for(token)
    except service.UnknownCard:
        return render("public/card_gone.html", status=404)
    name = structures.structure(card.structure_id).name if card.structure_id else None
    return render(
        "public/card_door.html",
        token=token,
        structure=name,
        used=card.last_used_at > card.created_at,
        other=_somebody_else(),
        joinable=_is_another_file(card.learner_id),
    )


@bp.post("/carte/<token>")
def enter_by_card(token: str) -> ResponseReturnValue:
    """Enter with the card; the address with the token is left behind."""
    display = current_display().as_dict()
    with transaction():
        try:
            learner_id = service.enter_by_card(token, display)
        except service.UnknownCard:
            return render("public/card_gone.html", status=404)
        opened = open_for(learner_id, shared_device=_shared_now())
    return go_in(opened)


@bp.get("/atelier/<code>")
def workshop_door(code: str) -> ResponseReturnValue:
    """Way D: the projected code or QR; says what the counsellor sees during the workshop.

    The page is the same for any code, and asks rather than welcomes: looking at addresses teaches
    nobody which codes are open.
    """
    return render("public/workshop_door.html", code=code)


@bp.post("/atelier/<code>")
def take_seat(code: str) -> ResponseReturnValue:
    """Sit down: a new learner, or the one who is already here on this phone."""
    visitor = visitor_or_none()
    if visitor is not None and visitor.practice:
        return not_while_trying()
    display = current_display().as_dict()
    with transaction():
        workshop = _open_workshop(code)
        if workshop is None:
            return render("public/workshop_gone.html", status=404)
        if service.is_full(workshop):  # they enter: the counsellor says who is of the room
            note_failure(workshop_key(code))
        if visitor is not None and visitor.learner_id is not None:
            service.take_seat(visitor.learner_id, workshop)
            sit_in(visitor.session_id, workshop.id)
            opened = None
        else:
            learner = service.start_learner(display)
            service.take_seat(learner.id, workshop)
            opened = open_for(learner.id)
    return go_in(opened) if opened else redirect(url_for("learner.sharing"), 303)


def _open_workshop(code: str) -> Workshop | None:
    """Look a code up, inside the transaction: unknown ones are counted, against trying them all."""
    if passport().limited:
        check_address(passport().address)
    workshop = structures.open_workshop(code, now())
    if workshop is None:
        note_failure(f"address:{passport().address}")
    elif passport().limited and code_sleeps(code):
        return None
    return workshop


def _shared_now() -> bool:
    visitor = visitor_or_none()
    return visitor is not None and visitor.shared_device


def _is_another_file(learner_id: UUID | None) -> bool:
    """Whether somebody is here and this card opens other work: perhaps theirs too."""
    visitor = visitor_or_none()
    here = visitor.learner_id if visitor and not visitor.practice else None
    return None not in (here, learner_id) and here != learner_id


def _somebody_else() -> str | None:
    visitor = visitor_or_none()
    return visitor.first_name if visitor and visitor.learner_id else None
