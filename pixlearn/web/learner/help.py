"""« J'ai besoin d'aide »: raises the hand in the workshop."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service
from pixlearn.db import transaction
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import visitor
from pixlearn.web.way_back import way_back


@bp.post("/aide/appeler")
def call_help() -> ResponseReturnValue:
    """Tell the counsellor of the workshop; only when the person presses."""
    with transaction():
        person = visitor()
        if person.learner_id is not None:
            service.ask_for_help(person.learner_id)
    if request.form.get("ensemble") == "oui":
        return redirect(url_for(".together"), 303)
    back = way_back(request.form.get("depuis", ""))
    return redirect(url_for("public.help", depuis=back) if back else url_for("public.help"), 303)
