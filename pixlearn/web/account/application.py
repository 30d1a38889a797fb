"""An application that gives codes: its key is shown, a code of it confirms."""

from __future__ import annotations

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import second_factor
from pixlearn.accounts.service import WrongSecret
from pixlearn.accounts.store import Staff
from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.web.account.blueprint import bp
from pixlearn.web.account.recovery import keep_second_factor, lead_on
from pixlearn.web.htmx import render
from pixlearn.web.login import passport, settings, visitor
from pixlearn.web.professional import ask_again, myself
from pixlearn.web.qr import qr_svg
from pixlearn.web.second_step import LONGEST_CODE, site
from pixlearn.web.way_back import way_back


@bp.get("/application")
def application() -> ResponseReturnValue:
    """The key as a drawing, a link and text, and the field for the first code."""
    return ask_again() or _page(myself())


@bp.post("/application")
def confirm_application() -> ResponseReturnValue:
    """A right code: from now on the application is asked at each sign-in."""
    with transaction():
        door = ask_again()
        if door is not None:
            return door
        staff = myself()
        fault = _fault(staff)
        if fault is not None:
            return _page(staff, fault)
        kept = keep_second_factor(staff)
    return lead_on(kept)


def _fault(staff: Staff) -> Fault | None:
    code = request.form.get("step_code", "")[:LONGEST_CODE]
    if not code.strip():
        return Fault("step_code", Problem.NOTHING_WRITTEN, gettext("Write the code."))
    try:
        second_factor.use_application(staff, code, visitor().session_id, passport())
    except WrongSecret:
        words = gettext("This code does not fit. Wait for the next one, then write it.")
        return Fault("step_code", Problem.NOTHING_WRITTEN, words)
    return None


def _page(staff: Staff, *faults: Fault) -> Response:
    me = visitor()
    key = second_factor.proposed_key(staff, me.session_id, settings().pepper)
    address = second_factor.address_of_key(staff, key)
    asked_for = me.second_factor_at is None and me.is_referent
    return render(
        "account/application.html",
        status=422 if faults else 200,
        faults=faults,
        key=" ".join(key[place : place + 4] for place in range(0, len(key), 4)),
        address=address,
        qr=qr_svg(address, gettext("QR code for your application")),
        asked_for=asked_for,
        later=_later() if asked_for and not settings().production else None,
        suite=way_back(request.args.get("suite", "")),
        known=staff.totp_secret is not None,
        can_add_key=site(me.session_id) is not None,
    )


def _later() -> str:
    """Where « Plus tard » leads, outside production."""
    me = visitor()
    return way_back(request.args.get("suite", "")) or url_for(f"{me.role}.home")
