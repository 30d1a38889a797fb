"""« Mot de passe oublié »: the same answer whatever the address; a link by mail or référent."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import new_password
from pixlearn.accounts.limits import DigitsOff
from pixlearn.accounts.secret import hash_secret
from pixlearn.accounts.store import Staff
from pixlearn.accounts.team import UnknownLink
from pixlearn.activities.answer import Fault
from pixlearn.db import transaction
from pixlearn.structures.store import structure
from pixlearn.web.htmx import render
from pixlearn.web.login import passport, settings
from pixlearn.web.mail import can_mail, send_soon
from pixlearn.web.public.blueprint import bp
from pixlearn.web.staff_form import address_fault, address_of_link, password_fault, typed


@bp.get("/mot-de-passe-oublie")
def forgotten() -> ResponseReturnValue:
    """One field; after it, what happens now, whether the address is known or not."""
    if "demande" in request.args:
        return render("public/forgotten_asked.html", by_mail=can_mail())
    return render("public/forgotten.html", email="", faults=(), by_mail=can_mail())


@bp.post("/mot-de-passe-oublie")
def ask_new_password() -> ResponseReturnValue:
    """Note the request; with a mail server, a link leaves in the background."""
    email, to_mail = typed("email"), None
    fault = address_fault(email)
    if fault is not None:
        return render(
            "public/forgotten.html", status=422, email=email, faults=(fault,), by_mail=can_mail()
        )
    with transaction():
        try:
            to_mail = new_password.ask(email, passport(), by_mail=can_mail())
        except DigitsOff:  # asked twenty times today: the answer stays the same
            to_mail = None
    if to_mail is not None:
        address, token = to_mail
        link = address_of_link(url_for(".new_password_page", token=token))
        send_soon(address, gettext("Your new password"), _mail_text(link))
    return redirect(url_for(".forgotten", demande=1), 303)


@bp.get("/nouveau-mot-de-passe/<token>")
def new_password_page(token: str) -> ResponseReturnValue:
    """One field; looking changes nothing."""
    try:
        staff = new_password.owner_of(token)
    except UnknownLink:
        return render("public/forgotten_gone.html", status=404)
    return _page(token, staff)


@bp.post("/nouveau-mot-de-passe/<token>")
def choose_new_password(token: str) -> ResponseReturnValue:
    """Take the new password; the person then signs in with it, second factor included."""
    try:
        staff = new_password.owner_of(token)
    except UnknownLink:
        return render("public/forgotten_gone.html", status=404)
    password = request.form.get("password", "")
    name = structure(staff.structure_id).name
    fault = password_fault(password, name, staff.name, staff.email)
    if fault is not None:
        return _page(token, staff, fault)
    hashed = hash_secret(settings().pepper, password)
    with transaction():
        try:
            new_password.choose(new_password.owner_of(token, hold=True), hashed)
        except UnknownLink:  # pressed twice
            return render("public/forgotten_gone.html", status=404)
    return redirect(url_for(".sign_in", nouveau=1), 303)


def _page(token: str, staff: Staff, *faults: Fault) -> Response:
    return render(
        "public/forgotten_choose.html",
        status=422 if faults else 200,
        token=token,
        staff=staff,
        faults=faults,
    )


def _mail_text(link: str) -> str:
    return "\n\n".join(
        (
            gettext("Hello,"),
            gettext("Somebody asked for a new password for your access to pixlearn."),
            gettext("Was it you? Open this link within 30 minutes:"),
            link,
            gettext("Was it not you? Do nothing: your password stays."),
        )
    )
