"""« Mon prénom »: what one is called here, written again by oneself; the card stays as it is."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.service import name_learner
from pixlearn.activities.answer import Fault
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import hold_learner
from pixlearn.web.login import visitor
from pixlearn.web.written import first_name_fault, written

FIELD = "prenom"


@bp.get("/mon-prenom")
def first_name() -> ResponseReturnValue:
    """The first name as it stands, to correct."""
    return _show(visitor().first_name or "")


@bp.post("/mon-prenom")
def keep_first_name() -> ResponseReturnValue:
    """Keep what is written now."""
    with transaction():
        learner_id = hold_learner()
        name = written(FIELD)
        fault = first_name_fault(FIELD, name)
        if fault is not None:
            return _show(name, fault)
        name_learner(learner_id, name)
    return redirect(url_for(".first_name", note=1), 303)


def _show(typed: str, fault: Fault | None = None) -> Response:
    return render(
        "learner/first_name.html",
        status=422 if fault else 200,
        field=FIELD,
        typed=typed,
        faults=(fault,) if fault else (),
        noted=fault is None and "note" in request.args,
    )
