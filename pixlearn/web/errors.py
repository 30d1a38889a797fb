"""Known refusals as pages that say what happened, what is kept, and what to do."""

from __future__ import annotations

import logging
import sqlite3

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, NoResultFound, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from pixlearn.accounts.limits import DigitsOff, MustWait
from pixlearn.db import Busy, Overtaken, is_full, is_gone, is_taken
from pixlearn.privacy.service import NotInThisRoom
from pixlearn.progression.service import StaleForm
from pixlearn.web.htmx import render
from pixlearn.web.kept import typed_again
from pixlearn.web.login import settings
from pixlearn.web.uploads import FILES

log = logging.getLogger(__name__)
LOOKS = 5  # how often a view is asked again when others write the same at once
KNOWN = {400, 403, 404, 405, 409, 413, 429}


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
    app.register_error_handler(IntegrityError, taken)
    app.register_error_handler(Overtaken, taken)
    app.register_error_handler(Exception, unexpected)


def stale_page(_error: CSRFError) -> Response:
    """The page was opened before signing in: what was typed is kept, one tap sends it.

    With no cookie at all, the browser refuses them: trying again would fail for ever.
    """
    if not request.cookies:
        return _page("errors/no_cookie.html", 400, address=settings().public_url + request.path)
    return _page("errors/retry.html", 400, reason="stale", kept=typed_again())


def busy(error: Exception) -> Response:
    """The database did not answer: nothing was written, the same form can be sent again."""
    if _is_our_fault(error):
        return unexpected(error)
    g.nobody = True
    kept = typed_again() if request.method == "POST" else []
    cause = error.__cause__ if isinstance(error, Busy) else error
    reason = "full" if is_full(cause) else "busy"
    response = _page("errors/retry.html", 503, reason=reason, kept=kept, at_work=_at_work())
    response.headers["Retry-After"] = "5"
    return response


def taken(error: IntegrityError | Overtaken) -> Response:
    """Somebody else took the same number or name at this moment, or took away whom the page is
    about: the view looks once more.

    Nothing was written, and a view decides on what it loads inside its transaction, so the second
    look finds what the other one wrote and answers as it would have a second later.
    """
    g.looks = g.get("looks", 0) + 1
    helps = isinstance(error, Overtaken) or is_taken(error) or is_gone(error)
    if not helps or g.looks > LOOKS:
        return unexpected(error)
    for file in request.files.values():
        file.seek(0)
    try:
        return current_app.make_response(current_app.dispatch_request())
    except Exception as fault:
        return current_app.make_response(current_app.handle_user_exception(fault))


def stale_form(_error: StaleForm) -> Response:
    """An old form was sent again after the next answer: what is stored stays."""
    return _page("errors/stale_form.html", 409)


def missing(_error: Exception) -> Response:
    """Not visible is the same as not existing."""
    return _page("errors/known.html", 404, code=404)


def wait(error: MustWait) -> Response:
    """Too many wrong tries."""
    minutes = -(-error.seconds // 60)
    response = _page("errors/wait.html", 429, minutes=minutes)
    response.headers["Retry-After"] = str(error.seconds)
    return response


def digits_off(_error: DigitsOff) -> Response:
    """Only the QR code still opens this card today."""
    return _page("errors/wait.html", 429, minutes=None)


def known(error: HTTPException) -> Response:
    """Any other refusal of the web server."""
    code = error.code or 500
    if error.response is not None or code < 400:
        return error.get_response()  # type: ignore[return-value]
    if code >= 500:
        fault = error.original_exception if isinstance(error, InternalServerError) else None
        return unexpected(fault or error)
    shown = code if code in KNOWN else 400
    response = _page("errors/known.html", code, code=shown, file=request.endpoint in FILES)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def unexpected(error: BaseException) -> Response:
    """A fault of ours: logged with a reference that the person can read out."""
    reference = g.request_id[:6].upper()
    log.error("unexpected error %s", reference, exc_info=error)
    g.nobody = True
    return _page("errors/known.html", 500, code=500, reference=reference, at_work=_at_work())


def _page(template: str, status: int, **context: object) -> Response:
    """The page of a refusal, to nobody in particular when the database cannot say who asks."""
    try:
        return render(template, status=status, **context)
    except SQLAlchemyError:
        g.nobody = True
        return render(template, status=status, **context)


def _at_work() -> bool:
    """Whether it is a page of professionals, who have no counsellor to tell."""
    return request.blueprint in {"counsellor", "referent", "account"}


def _is_our_fault(error: Exception) -> bool:
    """Tell a missing table or column from a database that is busy, full or out of reach."""
    cause = error.__cause__ if isinstance(error, Busy) else error
    origin = cause.orig if isinstance(cause, OperationalError) else None
    code = getattr(origin, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_ERROR
