"""« Rester connecté »: one press, and the session rests anew; the page and its text stay."""

from __future__ import annotations

from flask import g, make_response
from flask.typing import ResponseReturnValue

from pixlearn.accounts import sessions
from pixlearn.db import transaction
from pixlearn.web.kept import to_door
from pixlearn.web.login import time_left, visitor_or_none
from pixlearn.web.public.blueprint import bp


@bp.post("/rester")
def stay() -> ResponseReturnValue:
    """Note the use; answers with the seconds left, by rest and at all, for static/work.js."""
    who = visitor_or_none()
    if who is None:
        return to_door("public.home")
    with transaction():
        sessions.touch(who)
    g.touched = True
    left = time_left(who)
    response = make_response(f"{left.rest} {left.total}" if left else "", 200 if left else 204)
    response.mimetype = "text/plain"
    return response
