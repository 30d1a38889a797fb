"""« Fermer la structure »: what it does, asked twice, behind the second factor."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.db import transaction
from pixlearn.privacy.closing import close_structure
from pixlearn.structures.store import structure
from pixlearn.web.htmx import render
from pixlearn.web.professional import ask_second_factor, own_structure
from pixlearn.web.referent import bp


@bp.get("/fermer")
def closing() -> ResponseReturnValue:
    """What closing does, and what stays."""
    return render("referent/closing_about.html", name=structure(own_structure()).name)


@bp.get("/fermer/confirmer")
def confirm_closing() -> ResponseReturnValue:
    """Asked a second time, once the second factor was given."""
    return ask_second_factor() or _confirm_page()


@bp.post("/fermer/confirmer")
def close() -> ResponseReturnValue:
    """Close it; whoever does it is signed out with the team."""
    with transaction():
        if ask_second_factor() is not None:
            return redirect(url_for(".confirm_closing"), 303)
        if request.form.get("compris") != "oui":
            return _confirm_page(missing=True)
        close_structure(structure(own_structure()))
    session.clear()
    return redirect(url_for("public.sign_in", structure="fermee"), 303)


def _confirm_page(*, missing: bool = False) -> ResponseReturnValue:
    return render(
        "referent/closing_confirm.html",
        status=422 if missing else 200,
        name=structure(own_structure()).name,
        missing=missing,
    )
