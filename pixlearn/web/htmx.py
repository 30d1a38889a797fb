"""The one file that knows htmx's headers."""

from __future__ import annotations

from flask import Response, make_response, render_template, request
from flask_babel import get_locale

from pixlearn.web.typography import typeset

REQUEST = "HX-Request"


def render(template: str, *, status: int = 200, **context: object) -> Response:
    """Render a whole page, in French typography; htmx itself takes its ``<main>`` out of it."""
    html = render_template(template, **context)
    return make_response(in_french_type(html), status)


def in_french_type(html: str) -> str:
    """A piece of page in the typography of its language."""
    return typeset(html) if get_locale().language == "fr" else html


def asked_by_htmx() -> bool:
    """Tell whether a script will place the answer in a page that stays."""
    return request.headers.get(REQUEST) == "true"


def leave_page(response: Response, address: str) -> Response:
    """Make the browser load an address whole, also when htmx asked.

    So it is when somebody signs out, or comes to a page that has a paper of its own to print:
    placed in the page before, it would print with that one's.
    """
    if asked_by_htmx():
        response.headers["HX-Redirect"] = address
        response.status_code = 200
    return response
