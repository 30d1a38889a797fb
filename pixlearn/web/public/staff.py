"""Professionals sign in with address and password."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service
from pixlearn.accounts.staff_sign_in import sign_in_staff, try_password
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.login import passport, visitor_or_none
from pixlearn.web.public.blueprint import bp
from pixlearn.web.staff_door import lead_in, open_session
from pixlearn.web.written import written


@bp.get("/connexion")
def sign_in() -> ResponseReturnValue:
    """The form; whoever is already signed in as a professional goes home."""
    visitor = visitor_or_none()
    if visitor is not None and visitor.staff_id is not None:
        return redirect(url_for(f"{visitor.role}.home"), 303)
    return render("public/sign_in.html", email="", problem=None)


@bp.post("/connexion")
def check_sign_in() -> ResponseReturnValue:
    """The same words and time whether the address or the password is wrong."""
    email = written("email")[:254]
    password = request.form.get("password", "")[:128]
    if not email.strip() or not password:
        problem = "email" if not email.strip() else "password"
        return render("public/sign_in.html", status=422, email=email, problem=problem)
    opened = None
    tried = try_password(email, password, passport())
    with transaction():
        try:
            opened = open_session(sign_in_staff(email, tried, passport()))
        except service.WrongSecret:
            opened = None
    if opened is None:
        return render("public/sign_in.html", status=422, email=email, problem="wrong")
    return lead_in(opened, request.args.get("suite"))
