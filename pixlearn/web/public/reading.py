"""« Changer l'affichage »: size, theme, spacing, voice, language; applied by the server."""

from __future__ import annotations

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service
from pixlearn.db import transaction
from pixlearn.web.display import CHOICES, Display, current_display, keep_in_browser
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor_or_none
from pixlearn.web.public.blueprint import bp
from pixlearn.web.way_back import way_back


@bp.get("/affichage")
def display() -> ResponseReturnValue:
    """Show the choices, with the one in force marked."""
    return render(
        "public/display.html",
        chosen=current_display(),
        choices=CHOICES,
        back=way_back(request.args.get("depuis", "")),
        done="fait" in request.args,
    )


@bp.post("/affichage")
def keep_display() -> ResponseReturnValue:
    """Keep the choices with the learner, or in this browser; the page shows them at once."""
    values = {name: request.form.get(name, "") for name in CHOICES}
    chosen = Display.read(values)
    visitor = visitor_or_none()
    back = way_back(request.form.get("depuis", ""))
    with transaction():
        if visitor is not None and visitor.learner_id is not None:
            service.keep_display(visitor.learner_id, chosen.as_dict())
    g.pop("display", None)
    response = current_app.make_response(
        redirect(
            url_for(".display", fait=1, depuis=back) if back else url_for(".display", fait=1), 303
        )
    )
    if visitor is None or visitor.learner_id is None:
        keep_in_browser(response, chosen)
    return response
