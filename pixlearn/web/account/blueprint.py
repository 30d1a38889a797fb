"""The blueprint of « Mon compte » and its guard."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from pixlearn.web.professional import ask_to_sign_in, own_structure

bp = Blueprint("account", __name__, url_prefix="/mon-compte")


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let professionals in; a learner has no password, so no page."""
    door = ask_to_sign_in()
    if door is None:
        own_structure()
    return door
