"""The blueprint and its guard: learners only."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from pixlearn.web.kept import to_door
from pixlearn.web.login import visitor_or_none
from pixlearn.web.practice import not_while_trying

bp = Blueprint("learner", __name__)
FOR_REAL = {
    "make_card",
    "choose_device",
    "choose_sharing",
    "make_attestation",
    "make_credential",
    "prove_other_card",
}
"""What gives something to keep or to show: not to a professional who only tries."""


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let learners in; send others to the door; a professional finds nothing here."""
    person = visitor_or_none()
    if person is None:
        return to_door("public.home", retour="1")
    if person.learner_id is None:
        abort(404)
    if person.practice and request.endpoint in {f"learner.{name}" for name in FOR_REAL}:
        return not_while_trying()
    return None
