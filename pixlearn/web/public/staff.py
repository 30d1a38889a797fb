"""Professionals sign in with address and password."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service, sessions
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.login import SESSION_KEY, keep_signed_in, passport, visitor_or_none
from pixlearn.web.public.blueprint import bp
from pixlearn.web.way_back import way_back


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
    email = "".join(sign for sign in request.form.get("email", "")[:254] if sign.isprintable())
    password = request.form.get("password", "")[:128]
    if not email.strip() or not password:
        problem = "email" if not email.strip() else "password"
        return render("public/sign_in.html", status=422, email=email, problem=problem)
    token = None
    role = ""
    with transaction():
        try:
            staff = service.sign_in_staff(email, password, passport())
            if SESSION_KEY in session:  # a new session each time; the one before here ends
                sessions.end(session[SESSION_KEY])
            token = sessions.begin(staff_id=staff.id)
            role = "counsellor" if staff.is_counsellor else "referent"
        except service.WrongSecret:
            token = None
    if token is None:
        return render("public/sign_in.html", status=422, email=email, problem="wrong")
    keep_signed_in(token, long=False)
    return redirect(way_back(request.args.get("suite", "")) or url_for(f"{role}.home"), 303)
