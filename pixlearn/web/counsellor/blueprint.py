"""The blueprint of the counsellor's pages and its guard."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from pixlearn.web.login import visitor, visitor_or_none
from pixlearn.web.professional import ask_to_sign_in

bp = Blueprint("counsellor", __name__, url_prefix="/conseiller")
GUIDES = {"counsellor.knowledge", "counsellor.article"}


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Counsellors go in, référents to the guides; unknown people sign in; others find no page."""
    door = ask_to_sign_in()
    who = visitor_or_none()
    reads = who is not None and who.is_referent and request.endpoint in GUIDES
    if door is None and not visitor().is_counsellor and not reads:
        abort(404)
    return door
