"""« Cette question a un problème »: one press, on any page where a question stands."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.casework import problems
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import passport, visitor
from pixlearn.web.way_back import way_back

SAID = "signale"


@bp.post("/probleme")
def report_problem() -> ResponseReturnValue:
    """Keep it, and go back to the question, where the kind of problem may be said."""
    with transaction():
        item_id, kind = request.form.get("question", ""), request.form.get("genre")
        known = item_id in catalogue().items or item_id in catalogue().teaching.items
        if known:
            problems.report(visitor(), item_id, kind, catalogue(), passport().pepper)
    back = way_back(request.form.get("depuis", "")) or url_for("public.home")
    path, _, query = back.partition("?")
    where = [(name, value) for name, value in parse_qsl(query) if name != SAID]
    said = "precise" if kind in problems.KINDS else "oui"
    return redirect(f"{path}?{urlencode([*where, (SAID, said)])}" if known else path, 303)
