"""A professional changes their own password."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import new_password
from pixlearn.accounts.secret import hash_secret
from pixlearn.accounts.service import WrongSecret
from pixlearn.accounts.staff_sign_in import try_password
from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.structures.store import structure
from pixlearn.web.account.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.login import passport, settings, visitor
from pixlearn.web.professional import myself
from pixlearn.web.staff_form import password_fault


@bp.get("/mot-de-passe")
def password() -> ResponseReturnValue:
    """Ask for the password of today and the next one."""
    return _page()


@bp.post("/mot-de-passe")
def change_password() -> ResponseReturnValue:
    """Take the new password; sessions elsewhere end, this one goes on."""
    me, staff = visitor(), myself()
    chosen = request.form.get("password", "")
    name = structure(staff.structure_id).name
    fault = password_fault(chosen, name, staff.name, staff.email)
    if fault is not None:
        return _page(fault)
    former = try_password(staff.email, request.form.get("former_password", ""), passport())
    hashed = hash_secret(settings().pepper, chosen)
    with transaction():
        try:
            new_password.change(myself(), former, hashed, passport(), but=me.session_id)
        except WrongSecret:  # counted
            words = gettext("This is not your password of today.")
            fault = Fault("former_password", Problem.NOTHING_WRITTEN, words)
    if fault is not None:
        return _page(fault)
    return redirect(url_for(".password", note=1), 303)


def _page(*faults: Fault) -> Response:
    return render(
        "account/password.html",
        status=422 if faults else 200,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
        noted=request.method == "GET" and "note" in request.args,
    )
