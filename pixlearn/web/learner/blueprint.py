"""The blueprint and its guard: learners only; and the diagnostic that an address speaks of."""

from typing import Any

from flask import Blueprint, abort, current_app, g, request
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.web.kept import to_door
from pixlearn.web.login import visitor_or_none
from pixlearn.web.practice import not_while_trying

bp = Blueprint("learner", __name__)
AT = "/diagnostic/<slug:diagnostic_slug>"
"""Before the address of each page of a diagnostic. Views do not take the slug: the diagnostic is
read from it before them, and put into the addresses that they make."""
FOR_REAL = {
    "make_card",
    "choose_device",
    "choose_sharing",
    "make_attestation",
    "make_credential",
    "prove_other_card",
}
"""What gives something to keep or to show: not to a professional who only tries."""


@bp.url_value_preprocessor
def read_diagnostic(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Keep the diagnostic of this address."""
    if values and "diagnostic_slug" in values:
        g.diagnostic = catalogue().diagnostic_at(values.pop("diagnostic_slug"))


@bp.app_url_defaults
def name_diagnostic(endpoint: str, values: dict[str, Any]) -> None:
    """Put the diagnostic that the page speaks of into an address that needs one."""
    spoken_of = diagnostic_spoken_of()
    if spoken_of and current_app.url_map.is_endpoint_expecting(endpoint, "diagnostic_slug"):
        values.setdefault("diagnostic_slug", spoken_of.slug)


def speak_of(diagnostic: Diagnostic) -> None:
    """From here on, the addresses of this request are those of this diagnostic."""
    g.diagnostic = diagnostic


def diagnostic_spoken_of() -> Diagnostic | None:
    """The diagnostic that this request speaks of, if any."""
    found: Diagnostic | None = g.get("diagnostic")
    return found


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let learners in; send others to the door; a professional finds nothing here."""
    person = visitor_or_none()
    if person is None:
        return to_door("public.home", lost={"retour": "envoi"}, retour="1")
    if person.learner_id is None:
        abort(404)
    if g.get("diagnostic", bp) is None:  # its address names none that there is
        abort(404)
    if person.practice and request.endpoint in {f"learner.{name}" for name in FOR_REAL}:
        return not_while_trying()
    return None
