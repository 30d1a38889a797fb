"""Ways in with a card or a code (decision 5): A the link, B code and digits, D workshops."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service
from pixlearn.accounts.limits import (
    check_codes,
    code_sleeps,
    note_failure,
    note_room,
    note_wrong,
    workshop_key,
)
from pixlearn.accounts.rules import CODE_LENGTH, read_code
from pixlearn.accounts.sealed_card import seal_code, unseal_code
from pixlearn.accounts.sessions import sit_in
from pixlearn.accounts.store import Card
from pixlearn.activities.answer import Fault
from pixlearn.db import Busy, now, transaction
from pixlearn.structures import store as structures
from pixlearn.structures.store import Workshop
from pixlearn.web.display import current_display, wear
from pixlearn.web.entrance import go_in, open_for
from pixlearn.web.htmx import render
from pixlearn.web.login import passport, visitor_or_none
from pixlearn.web.practice import not_while_trying
from pixlearn.web.public.blueprint import bp
from pixlearn.web.written import card_digits, nickname_fault, written

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
        session["card_code"] = seal_code(passport().pepper, code)
        return redirect(url_for(".digits"), 303)
    return render("public/enter.html", status=422, typed=typed, problem="length")


@bp.get("/entrer/chiffres")
def digits() -> ResponseReturnValue:
    """Ask for the 4 digits that go with the card code."""
    if _code_typed() is None:
        return redirect(url_for(".enter"), 303)
    return render("public/digits.html", wrong=False, shared=False)


@bp.post("/entrer/chiffres")
def check_digits() -> ResponseReturnValue:
    """Way B: the card code typed before, with its digits."""
    code = _code_typed()
    if code is None:
        return redirect(url_for(".enter"), 303)
    typed = card_digits()
    shared = request.form.get("partage") == "oui"
    display = current_display().as_dict()
    opened = None
    tried = service.try_code(code, typed, passport())
    with transaction():
        try:
            learner_id = service.enter_by_code(code, tried, passport(), display)
            opened = open_for(learner_id, shared_device=shared)
        except service.WrongSecret:
            opened = None
    if opened is None:
        session["card_code"] = seal_code(passport().pepper, code)  # it waits anew
        return render("public/digits.html", status=422, wrong=True, shared=shared)
    return go_in(opened)


def _code_typed() -> str | None:
    """The code typed on the page before, which the cookie keeps sealed for a while."""
    sealed = session.get("card_code")
    return unseal_code(passport().pepper, sealed) if sealed else None


@bp.get("/carte/<token>")
def card_door(token: str) -> ResponseReturnValue:
    """Way A: the QR code leads here; looking changes nothing, the one button enters."""
    try:
        return _card_door(token, service.card_for(token))
    except service.UnknownCard:
        return render("public/card_gone.html", status=404)


@bp.post("/carte/<token>")
def enter_by_card(token: str) -> ResponseReturnValue:
    """Enter with the card; the address with the token is left behind."""
    display = current_display().as_dict()
    with transaction():
        try:
            nameless = service.card_for(token).learner_id is None
            name, fault = _nickname() if nameless else ("", None)
            if fault is not None:
                return _card_door(token, service.card_for(token), name, fault)
            learner_id = service.enter_by_card(token, display)
        except service.UnknownCard:
            return render("public/card_gone.html", status=404)
        service.name_if_none(learner_id, name)
        opened = open_for(learner_id, shared_device=_shared_now())
    return go_in(opened)


def _card_door(
    token: str, card: Card, typed: str = "", fault: Fault | None = None
) -> ResponseReturnValue:
    """The card's door; of a card used for the first time, a workshop that is open is entered."""
    room = None
    if card.structure_id and card.last_used_at <= card.created_at:
        room = structures.workshop_under_way(card.structure_id, now())
        if room is not None:
            wear(room.comfort)
    name = structures.structure(card.structure_id).name if card.structure_id else None
    return render(
        "public/card_door.html",
        status=422 if fault else 200,
        token=token,
        structure=name,
        in_workshop=room is not None,
        used=card.last_used_at > card.created_at,
        nameless=card.learner_id is None,
        typed=typed,
        faults=(fault,) if fault else (),
        other=_somebody_else(),
        joinable=_is_another_file(card.learner_id),
    )


@bp.get("/atelier/<code>")
def workshop_door(code: str) -> ResponseReturnValue:
    """Way D: the projected code or QR; says what the counsellor sees during the workshop.

    A code that opens nothing says so here, and is counted like one that was typed: else all codes
    could be tried at this address.
    """
    workshop = structures.open_workshop(code, now())
    if passport().limited:
        check_codes(passport().address, workshop.id if workshop else None)
        if workshop is not None and code_sleeps(code):
            return render("public/workshop_gone.html", status=404)
    if workshop is None:
        with suppress(Busy), transaction():  # the page is the same when nothing can be written
            note_wrong(passport().address, limited=passport().limited)
        return render("public/workshop_gone.html", status=404)
    return _workshop_door(workshop)


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
        name, fault = _nickname()
        if fault is not None:
            return _workshop_door(workshop, name, fault)
        if service.is_full(workshop):  # they enter: the counsellor says who is of the room
            note_failure(workshop_key(code))
        here = visitor.learner_id if visitor is not None else None
        learner_id = here or service.start_learner(display).id
        service.take_seat(learner_id, workshop)
        service.name_if_none(learner_id, name)
        if visitor is not None and here:
            sit_in(visitor.session_id, workshop.id)
            note_room(workshop.id, passport().address)
            opened = None
        else:
            opened = open_for(learner_id)
    return go_in(opened) if opened else redirect(url_for("learner.sharing"), 303)


def _workshop_door(
    workshop: Workshop, typed: str = "", fault: Fault | None = None
) -> ResponseReturnValue:
    """The door looks as the workshop does inside, to whoever has chosen no way of reading."""
    wear(workshop.comfort)
    return render(
        "public/workshop_door.html",
        status=422 if fault else 200,
        code=workshop.code,
        typed=typed,
        faults=(fault,) if fault else (),
    )


def _nickname() -> tuple[str, Fault | None]:
    """The first name or nickname written at a door: none is a good answer."""
    name = "" if request.form.get("action") == "sans_prenom" else written("prenom")
    return name, nickname_fault("prenom", name)


def _open_workshop(code: str) -> Workshop | None:
    """Look a code up, inside the transaction: unknown ones are counted, against trying them all."""
    address, limited = passport().address, passport().limited
    workshop = structures.open_workshop(code, now())
    if limited:
        check_codes(address, workshop.id if workshop else None)
    if workshop is None:
        note_wrong(address, limited=limited)
    elif limited and code_sleeps(code):
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
