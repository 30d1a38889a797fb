"""« Mon prénom »: what one is called here, written again by oneself; the card stays as it is."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.service import name_learner
from pixlearn.db import transaction
from pixlearn.web.forms import Form, form_page
from pixlearn.web.forms.texts import FirstName
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import hold_learner
from pixlearn.web.login import visitor

PAGE = "learner/first_name.html"


class FirstNameForm(Form):
    """One field."""

    prenom = FirstName()


@bp.get("/mon-prenom")
def first_name() -> ResponseReturnValue:
    """The first name as it stands, to correct."""
    form = FirstNameForm.filled(prenom=visitor().first_name or "")
    return form_page(PAGE, form, noted="note" in request.args)


@bp.post("/mon-prenom")
def keep_first_name() -> ResponseReturnValue:
    """Keep what is written now."""
    with transaction():
        learner_id = hold_learner()
        form = FirstNameForm.sent()
        if form.faults:
            return form_page(PAGE, form, noted=False)
        name_learner(learner_id, form.prenom.data)
    return redirect(url_for(".first_name", note=1), 303)
