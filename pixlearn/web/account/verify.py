"""« C'est bien vous ? »: the second factor, else the password, before an export or a change."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import second_factor, sessions
from pixlearn.accounts.secret import Tried
from pixlearn.accounts.service import WrongSecret
from pixlearn.accounts.staff_sign_in import check_password, try_password
from pixlearn.accounts.store import Staff
from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import now, transaction
from pixlearn.web.account.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.login import keep_signed_in, passport, visitor
from pixlearn.web.professional import myself
from pixlearn.web.second_step import asked, fault_of_answer
from pixlearn.web.staff_door import open_session
from pixlearn.web.way_back import way_back


@bp.get("/verification")
def verify() -> ResponseReturnValue:
    """Ask for what this person signs in with."""
    return _page(myself())


@bp.post("/verification")
def check_verification() -> ResponseReturnValue:
    """A right answer: a new session, and on to what was asked for."""
    staff = myself()
    tried = None if second_factor.is_set_up(staff) else _password_tried(staff)
    with transaction():
        me, staff = visitor(), myself()
        if second_factor.is_set_up(staff):
            fault = fault_of_answer(staff, me.session_id)
            if fault is not None:
                return _page(staff, fault)
            token = sessions.renew(me.session_id, second_factor_at=now())
        else:
            fault = _fault_of_password(staff, tried)
            if fault is not None:
                return _page(staff, fault)
            token = open_session(staff).token
    keep_signed_in(token, long=False)
    return redirect(way_back(request.args.get("suite", "")) or url_for(".home"), 303)


@bp.get("/verifie")
def verified() -> ResponseReturnValue:
    """It is them: here is the file that they asked for."""
    suite = way_back(request.args.get("suite", ""))
    if suite is None:
        return redirect(url_for(".home"), 303)
    return render("account/verified.html", suite=suite, role=visitor().role)


def _password_tried(staff: Staff) -> Tried | None:
    password = request.form.get("password", "")[:128]
    return try_password(staff.email, password, passport()) if password else None


def _fault_of_password(staff: Staff, tried: Tried | None) -> Fault | None:
    if tried is None:
        return Fault("password", Problem.NOTHING_WRITTEN, gettext("Write your password."))
    try:
        check_password(staff, tried, passport())
    except WrongSecret:
        words = gettext("This is not your password of today.")
        return Fault("password", Problem.NOTHING_WRITTEN, words)
    return None


def _page(staff: Staff, *faults: Fault) -> Response:
    return render(
        "account/verify.html",
        status=422 if faults else 200,
        faults=faults,
        by_password=not second_factor.is_set_up(staff),
        **asked(staff, visitor().session_id),
    )
