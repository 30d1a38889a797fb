"""What was typed is never lost with the session: kept, and put back into its form (decision 22).

A guard that turns a POST away calls `to_door`. After signing in, `put_back` fills the form of the
page it came from, for the same account alone, or shows what was written where that form is gone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, redirect, request, session, url_for
from sqlalchemy.exc import SQLAlchemyError

from pixlearn.accounts import kept, sessions
from pixlearn.accounts.kept import KEPT_FOR, Written
from pixlearn.accounts.rules import LIVES, Visitor
from pixlearn.accounts.sessions import Left, Why
from pixlearn.db import transaction
from pixlearn.web.htmx import rendered
from pixlearn.web.login import (
    ACCOUNT,
    SESSION_KEY,
    as_response,
    kept_cookie,
    set_cookie,
    visitor,
    visitor_if_known,
)
from pixlearn.web.refill import refill
from pixlearn.web.way_back import way_back

NOT_SENT_AGAIN = {"csrf_token", "password", "former_password", "digits", "step_code", "passkey"}
NEVER_KEPT = NOT_SENT_AGAIN | {"code", "token", "identity_id"}  # out of the page, even sealed
MOST = 3  # forms a browser
MAIN = re.compile(r'<main id="main"[^>]*>')
ANYWHERE = "~"  # before a key: the page of the form leads elsewhere
MINUTES = {str(int(life.idle.total_seconds()) // 60) for life in LIVES}
REASONS = {why.value for why in Why}


def init_kept(app: Flask) -> None:
    """Fill forms on the way out, and let the doors say why one stands before them."""
    app.after_request(put_back)
    app.add_template_global(session_ended)


def to_door(door: str, *, lost: Mapping[str, str] | None = None, **args: str) -> Response:
    """Lead somebody unknown to a door, which says why; a form they sent is kept for them.

    Where nobody knows whose it was, nothing is kept: the address then says ``lost``.
    """
    left = _left()
    if left is None and request.method == "POST":
        args |= lost or {}
    if left is not None:
        args["fin"] = left.why
        if left.rested is not None:
            args["apres"] = str(int(left.rested.total_seconds()) // 60)
    response = as_response(redirect(url_for(door, **args), 303))  # type: ignore[arg-type]
    if left is not None and request.method == "POST":
        keep_form(response, left.account)
    return response


def page_asked_for() -> str:
    """The page to come back to: this one, or the one that holds the form of this request."""
    return _page_of_form() if request.method == "POST" else _here()


def to_show_again(door: str) -> Response:
    """Lead somebody who is signed in to a door of their own account, and back; as `to_door`."""
    response = as_response(redirect(url_for(door, suite=page_asked_for()), 303))
    if request.method == "POST":
        keep_form(response, sessions.account_of(visitor()))
    return response


def keep_form(response: Response, account: str) -> None:
    """Keep the form of this request for this account; its key leaves with the response."""
    fields = typed_again(NEVER_KEPT)
    if not fields:
        return
    with transaction():
        before = kept.kept_under(_keys())
        same = [key for key, one in before.items() if one.address == request.path]
        kept.drop(same)
        key = kept.keep(Written(account, page_asked_for(), request.path, tuple(fields)))
    others = [key for key in before if key not in same]
    _set_keys(response, [*others, key][-MOST:])


def typed_again(never: Collection[str] = NOT_SENT_AGAIN) -> list[tuple[str, str]]:
    """The fields of this request that may be sent again from its own page: no secret."""
    return [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in never
    ]


def page_waiting(person: Visitor | None) -> str | None:
    """Where a form waits for whoever has just come in, if one does."""
    if person is None or not _keys():
        return None
    account = sessions.account_of(person)
    pages = [one.page for one in kept.kept_under(_keys()).values() if one.account == account]
    return way_back(pages[-1]) if pages else None


def session_ended() -> tuple[str, int, bool] | None:
    """Why the person stands before a door: the reason, after how many minutes, is a form kept."""
    why, after = request.args.get("fin", ""), request.args.get("apres", "")
    if why not in REASONS or (why == Why.RESTED and after not in {"15", "30", "120"}):
        return None
    return why, int(after or 0), bool(_keys())


def put_back(response: Response) -> Response:
    """On a page of the same account, fill the form; once it is sent again, its key is gone.

    Nothing is written on a GET: a key that a browser has lost opens nothing, and retention clears.
    """
    keys, person = _keys(), visitor_if_known()
    if not keys or person is None or response.status_code >= 500:
        return response
    if kept_cookie() in str(response.headers.getlist("Set-Cookie")):
        return response  # this request has just kept one
    try:
        found = kept.kept_under(keys)
    except SQLAlchemyError:
        return response
    account = sessions.account_of(person)
    mine = {key: one for key, one in found.items() if one.account == account}
    if request.method == "POST":
        _forget_sent(response, mine)
    elif response.location:
        _follow(response, mine)
    elif response.mimetype == "text/html" and not response.direct_passthrough:
        _show(response, mine, others=bool(found) and not mine)
        if len(mine) < len(keys):
            _set_keys(response, list(mine))
    return response


def _forget_sent(response: Response, mine: dict[str, Written]) -> None:
    """It arrived: an answer, or the page again with what is wrong, which holds the words itself."""
    sent = [key for key, one in mine.items() if one.address == request.path]
    if sent and response.status_code in {200, 303, 409, 422}:
        _set_keys(response, [key for key in mine if key not in sent])


def _follow(response: Response, mine: dict[str, Written]) -> None:
    """The page of the form leads elsewhere now: the words are shown wherever one arrives."""
    moved = {key for key, one in mine.items() if urlsplit(one.page).path == request.path}
    if moved:
        _set_keys(response, [f"{ANYWHERE if key in moved else ''}{key}" for key in mine])


def _show(response: Response, mine: dict[str, Written], *, others: bool) -> None:
    """Put the words back into their form, and say so above the page."""
    html = response.get_data(as_text=True)
    notice = _notice("other") if others else ""
    for key, one in mine.items():
        here = request.path in {urlsplit(one.page).path, one.address}
        if here or f"{ANYWHERE}{key}" in request.cookies[kept_cookie()]:
            filled = refill(html, one.address, one.fields)
            html = filled.html
            state = "filled" if filled.typed else "again" if filled.found else "gone"
            notice += _notice(state, filled.left, list(mine).index(key) + 1)
    if notice:
        response.set_data(MAIN.sub(lambda main: f"{main[0]}\n{notice}", html, count=1))


def _notice(state: str, texts: tuple[str, ...] = (), place: int = 0) -> str:
    return rendered("components/kept_form.html", state=state, texts=texts, place=place)


def _left() -> Left | None:
    token = session.get(SESSION_KEY)
    return sessions.who_left(token, session.get(ACCOUNT)) if token else None


def _here() -> str:
    return way_back(request.full_path.rstrip("?")) or request.path


def _page_of_form() -> str:
    """The page that the form stands in: where it came from, else its address, else the first."""
    came = urlsplit(request.headers.get("Referer", ""))
    own = came.netloc == request.host
    places = [
        f"{came.path}?{came.query}" if own and came.query else "",
        came.path if own else "",
        request.path,
        *(
            url_for(f"{blueprint}.home")
            for blueprint in (request.blueprint,)
            if f"{blueprint}.home" in current_app.view_functions
        ),
    ]
    return next((place for place in places if place and way_back(place)), url_for("public.home"))


def _keys() -> list[str]:
    kept_here = request.cookies.get(kept_cookie(), "").split(".")
    return [key.removeprefix(ANYWHERE) for key in kept_here if key][-MOST:]


def _set_keys(response: Response, keys: list[str]) -> None:
    seconds = int(KEPT_FOR.total_seconds()) if keys else 0
    set_cookie(response, kept_cookie(), ".".join(keys), seconds=seconds)
