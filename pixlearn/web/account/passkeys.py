"""A new passkey: the browser makes it, we keep its public half under a name."""

from __future__ import annotations

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import passkeys
from pixlearn.accounts.service import WrongSecret
from pixlearn.accounts.store import Staff
from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.web.account.blueprint import bp
from pixlearn.web.account.recovery import keep_second_factor, lead_on
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import ask_again, myself
from pixlearn.web.second_step import LONGEST_ANSWER, site
from pixlearn.web.staff_form import typed

LONGEST_NAME = 60


@bp.get("/cle")
def passkey() -> ResponseReturnValue:
    """What a passkey is, and the button that makes one."""
    if site(visitor().session_id) is None:
        abort(404)
    return ask_again() or _page(myself())


@bp.post("/cle")
def add_passkey() -> ResponseReturnValue:
    """Keep the passkey that the browser made."""
    with transaction():
        here = site(visitor().session_id)
        if here is None:
            abort(404)
        door = ask_again()
        if door is not None:
            return door
        staff = myself()
        name = typed("nom")[:LONGEST_NAME] or gettext("My passkey")
        try:
            answer = request.form.get("passkey", "")[:LONGEST_ANSWER]
            passkeys.add(staff, name, answer, here)
        except WrongSecret:
            words = gettext("No passkey was made. Try again, or choose an application.")
            return _page(staff, Fault("nom", Problem.NOTHING_WRITTEN, words))
        kept = keep_second_factor(staff)
    return lead_on(kept)


def _page(staff: Staff, *faults: Fault) -> Response:
    here = site(visitor().session_id)
    return render(
        "account/passkey.html",
        status=422 if faults else 200,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
        passkey=passkeys.to_make(staff, here) if here is not None else None,
        name=typed("nom") or gettext("My passkey"),
        suite=request.args.get("suite"),
    )
