"""The blueprint and its guard: learners only."""

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from pixlearn.web.login import visitor_or_none

bp = Blueprint("learner", __name__)


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let learners in; send others to the door; a professional finds nothing here."""
    person = visitor_or_none()
    if person is None:
        return redirect(url_for("public.home", retour=1), 303)
    if person.learner_id is None:
        abort(404)
    return None
