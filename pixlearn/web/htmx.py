"""The one file that knows htmx's headers."""

from __future__ import annotations

from flask import Response, make_response, render_template, request
from flask_babel import get_locale

from pixlearn.web.fault_names import name_faults
from pixlearn.web.typesetting import in_french_type

REQUEST = "HX-Request"


def render(template: str, *, status: int = 200, **context: object) -> Response:
    """Render a whole page, in French typography; htmx itself takes its ``<main>`` out of it."""
    return make_response(name_faults(rendered(template, **context)), status)


def rendered(template: str, **context: object) -> str:
    """A page or a piece of one, in the typography of its language."""
    with in_french_type(french=get_locale().language == "fr"):
        return render_template(template, **context)


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
