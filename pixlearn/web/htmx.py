"""The one file that knows htmx's headers."""

from __future__ import annotations

from flask import Response, current_app, make_response, render_template, request
from flask_babel import get_locale

from pixlearn.web.typography import typeset

REQUEST = "HX-Request"
OUTSIDE_MAIN = {"head", "print_class"}  # blocks of base.html


def render(template: str, *, status: int = 200, **context: object) -> Response:
    """Render a whole page, in French typography; htmx itself takes its ``<main>`` out of it.

    A page with a stylesheet or a paper of its own is loaded whole: placed in another page, it
    would print with that one's.
    """
    own = OUTSIDE_MAIN & current_app.jinja_env.get_template(template).blocks.keys()
    if own and asked_by_htmx() and request.method == "GET":
        return leave_page(make_response(), request.full_path.rstrip("?"))
    html = render_template(template, **context)
    return make_response(typeset(html) if get_locale().language == "fr" else html, status)


def asked_by_htmx() -> bool:
    """Tell whether a script will place the answer in a page that stays."""
    return request.headers.get(REQUEST) == "true"


def leave_page(response: Response, address: str) -> Response:
    """Make the browser load an address whole, also when htmx asked (signing out)."""
    if asked_by_htmx():
        response.headers["HX-Redirect"] = address
        response.status_code = 200
    return response
