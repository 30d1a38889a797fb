"""« Mon compte »: who I am here and how I sign in; leaving an application or a passkey."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import recovery, second_factor, sessions
from pixlearn.accounts.passkeys import passkeys_of
from pixlearn.accounts.store import Staff
from pixlearn.accounts.team import end_sessions
from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.structures.store import structure
from pixlearn.web.account.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.login import keep_signed_in, visitor
from pixlearn.web.professional import ask_again, myself
from pixlearn.web.second_step import site


@bp.get("/")
def home() -> ResponseReturnValue:
    """Name, roles, and each way of signing in."""
    return _page(myself())


@bp.post("/")
def leave_way_in() -> ResponseReturnValue:
    """Leave the application or a passkey; whoever manages the structure keeps one of them."""
    with transaction():
        door = ask_again()
        if door is not None:
            return door
        me, staff = visitor(), myself()
        action, _, which = request.form.get("action", "").partition(":")
        ways = len(passkeys_of(staff.id)) + (staff.totp_secret is not None)
        if staff.is_referent and ways <= 1:
            words = gettext("Your role asks for 2 steps. Add another way first.")
            return _page(staff, Fault("deuxieme", Problem.NOTHING_CHOSEN, words))
        match action:
            case "application":
                second_factor.leave_application(staff)
            case "cle":
                second_factor.leave_passkey(staff, _id(which))
            case _:
                abort(400)
        given_at = me.second_factor_at if second_factor.is_set_up(staff) else None
        token = sessions.renew(me.session_id, second_factor_at=given_at)
        end_sessions(staff, but=sessions.id_of(token))
    keep_signed_in(token, long=False)
    return redirect(url_for(".home", note="retire"), 303)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(404)


def _page(staff: Staff, *faults: Fault) -> Response:
    return render(
        "account/home.html",
        status=422 if faults else 200,
        faults=faults,
        staff=staff,
        structure=structure(staff.structure_id),
        keys=passkeys_of(staff.id),
        codes_left=recovery.left(staff.id),
        can_add_key=site(visitor().session_id) is not None,
        noted=request.args.get("note", "") if request.method == "GET" else "",
    )
