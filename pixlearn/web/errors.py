"""Known refusals as pages that say what happened, what is kept, and what to do."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound, OperationalError
from werkzeug.exceptions import HTTPException

from pixlearn.accounts.limits import DigitsOff, MustWait
from pixlearn.db import Busy
from pixlearn.privacy.service import NotInThisRoom
from pixlearn.progression.service import StaleForm
from pixlearn.web.htmx import render

log = logging.getLogger(__name__)
NOT_SENT_AGAIN = {"csrf_token", "password", "digits"}
KNOWN = {400, 403, 404, 405, 409, 413, 429, 503}


def init_errors(app: Flask) -> None:
    """Give every refusal and every fault its page."""
    app.register_error_handler(CSRFError, stale_page)
    app.register_error_handler(Busy, busy)
    app.register_error_handler(StaleForm, stale_form)
    app.register_error_handler(NoResultFound, missing)
    app.register_error_handler(NotInThisRoom, missing)
    app.register_error_handler(MustWait, wait)
    app.register_error_handler(DigitsOff, digits_off)
    app.register_error_handler(HTTPException, known)
    app.register_error_handler(OperationalError, busy)
    app.register_error_handler(Exception, unexpected)


def stale_page(_error: CSRFError) -> Response:
    """The page was opened before signing in: what was typed is kept, one tap sends it."""
    return render("errors/retry.html", status=400, reason="stale", kept=_typed_again())


def busy(_error: Exception) -> Response:
    """The database did not answer: nothing was written, the same form can be sent again."""
    g.nobody = True
    kept = _typed_again() if request.method == "POST" else []
    response = render("errors/retry.html", status=503, reason="busy", kept=kept)
    response.headers["Retry-After"] = "5"
    return response


def stale_form(_error: StaleForm) -> Response:
    """An old form was sent again after the next answer: what is stored stays."""
    return render("errors/stale_form.html", status=409)


def missing(_error: Exception) -> Response:
    """Not visible is the same as not existing."""
    return render("errors/known.html", status=404, code=404)


def wait(error: MustWait) -> Response:
    """Too many wrong tries."""
    minutes = -(-error.seconds // 60)
    response = render("errors/wait.html", status=429, minutes=minutes)
    response.headers["Retry-After"] = str(error.seconds)
    return response


def digits_off(_error: DigitsOff) -> Response:
    """Only the QR code still opens this card today."""
    return render("errors/wait.html", status=429, minutes=None)


def known(error: HTTPException) -> Response:
    """Any other refusal of the web server."""
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()  # type: ignore[return-value]
    code = error.code if error.code in KNOWN else 500
    return render("errors/known.html", status=error.code or 500, code=code)


def unexpected(error: Exception) -> Response:
    """A fault of ours: logged with a reference that the person can read out."""
    reference = secrets.token_hex(3).upper()
    log.exception("unexpected error %s", reference, exc_info=error)
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS") is not False:
        raise error
    g.nobody = True
    return render("errors/known.html", status=500, code=500, reference=reference)


def _typed_again() -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in NOT_SENT_AGAIN
    ]
