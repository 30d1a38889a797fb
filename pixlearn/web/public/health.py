"""Probes for the machine that runs the site; they tell anonymous visitors nothing."""

from __future__ import annotations

from flask import Response, make_response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pixlearn.db import db
from pixlearn.web.public.blueprint import bp


@bp.get("/sante/vie")
def alive() -> Response:
    """The process answers; the database is not asked."""
    return _plain("oui", 200)


@bp.get("/sante/pret")
def ready() -> Response:
    """The database answers and has its tables."""
    try:
        db.session.execute(text("SELECT 1 FROM learner LIMIT 1"))
    except SQLAlchemyError:
        return _plain("non", 503)
    return _plain("oui", 200)


def _plain(word: str, status: int) -> Response:
    response = make_response(word, status)
    response.mimetype = "text/plain"
    return response
