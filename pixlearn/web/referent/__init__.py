"""Pages of a référent; all of them need one signed in."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from pixlearn.web.login import visitor
from pixlearn.web.professional import ask_to_sign_in

bp = Blueprint("referent", __name__, url_prefix="/referent")


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let référents in, send unknown people to sign in; to anybody else there is no page."""
    door = ask_to_sign_in()
    if door is None and not visitor().is_referent:
        abort(404)
    return door


from pixlearn.web.referent import partner_form, partner_import, partners, settings, statistics, team  # noqa: E402

__all__ = ["bp", "partner_form", "partner_import", "partners", "settings", "statistics", "team"]
