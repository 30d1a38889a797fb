"""The blueprint of the counsellor's pages and its guard."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from pixlearn.web.login import visitor
from pixlearn.web.professional import ask_to_sign_in

bp = Blueprint("counsellor", __name__, url_prefix="/conseiller")


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let counsellors in, send unknown people to sign in; to anybody else there is no page."""
    door = ask_to_sign_in()
    if door is None and not visitor().is_counsellor:
        abort(404)
    return door
