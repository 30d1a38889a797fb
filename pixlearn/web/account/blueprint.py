"""The blueprint of « Mon compte » and its guard."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.second_factor import vouched_for
from pixlearn.web.login import visitor
from pixlearn.web.professional import ask_to_sign_in, own_structure

bp = Blueprint("account", __name__, url_prefix="/mon-compte")


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let professionals in; a learner has no password, so no page."""
    door = ask_to_sign_in()
    if door is None:
        own_structure()
    return door


def ask_again() -> ResponseReturnValue | None:
    """Before a change of how one signs in: ask who it is, unless they have just shown it."""
    if vouched_for(visitor()):
        return None
    here = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return redirect(url_for("account.verify", suite=here), 303)
