"""Pages of a référent; all of them need one signed in."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from pixlearn.web.login import visitor
from pixlearn.web.professional import ask_to_sign_in

bp = Blueprint("referent", __name__, url_prefix="/referent")
FIGURES = {"referent.statistics", "referent.close_statistics", "referent.statistics_file"}


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let référents in, send unknown people to sign in; to anybody else there is no page."""
    door = ask_to_sign_in()
    if door is None and not visitor().is_referent and not _own_figures():
        abort(404)
    return door


def _own_figures() -> bool:
    """Tell whether these are the figures, which a structure may let its whole team keep."""
    return request.endpoint in FIGURES and visitor().may_export


from pixlearn.web.referent import (  # noqa: E402
    closing,
    grid,
    grid_draft,
    grid_rule,
    logo,
    partner_form,
    partner_import,
    partners,
    problems,
    provider,
    settings,
    statistics,
    team,
)

__all__ = [
    "bp",
    "closing",
    "grid",
    "grid_draft",
    "grid_rule",
    "logo",
    "partner_form",
    "partner_import",
    "partners",
    "problems",
    "provider",
    "settings",
    "statistics",
    "team",
]
