"""The way back to the page one came from, when it is one of ours."""

from __future__ import annotations

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

LONGEST = 300


def way_back(target: str) -> str | None:
    """The path to go back to, only if it is a page of this site."""
    if not target.startswith("/") or target[1:2] in {"/", "\\"} or len(target) > LONGEST:
        return None
    if not target.isprintable():  # browsers leave line breaks and tabs out, and read on
        return None
    try:
        current_app.url_map.bind("").match(target.partition("?")[0], method="GET")
    except RequestRedirect:
        return target
    except HTTPException:
        return None
    return target
