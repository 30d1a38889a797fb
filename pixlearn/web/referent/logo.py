"""The structure's logo: a file chosen, checked, shown on its own pages; taken away in one press."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.structures.logos import MOST_BYTES, NoLogo, as_logo, fingerprint
from pixlearn.structures.settings import StructureSettings
from pixlearn.structures.store import structure
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp


@bp.get("/reglages/logo")
def logo() -> ResponseReturnValue:
    """The logo as it stands, and a form to choose another."""
    return _page()


@bp.post("/reglages/logo")
def keep_logo() -> ResponseReturnValue:
    """Keep the file's picture, or none any more."""
    drawn = None
    if request.form.get("action") != "retirer":
        sent = request.files.get("fichier")
        if sent is None or not sent.filename:
            return _page(gettext("Choose a file."))
        try:
            drawn = as_logo(sent.stream.read(MOST_BYTES + 1))
        except NoLogo:
            return _page(gettext("Choose a picture in PNG or JPEG, of 200 kB at most."))
    with transaction():
        row = structure(own_structure())
        row.logo = drawn
        mark = fingerprint(drawn) if drawn else ""
        row.settings = replace(StructureSettings.read(row.settings), logo=mark).to_keep()
    return redirect(url_for(".logo", note=1), 303)


def _page(fault: str = "") -> ResponseReturnValue:
    return render(
        "referent/settings_logo.html",
        status=422 if fault else 200,
        faults=(Fault("fichier", Problem.WRONG_VALUE, fault),) if fault else (),
        kept="note" in request.args and not fault,
    )
