"""The cover of a diagnostic, where one begins it; and the addresses that diagnostics once had."""

from __future__ import annotations

import re

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import AT, bp, diagnostic_spoken_of
from pixlearn.web.learner.places import going_on, situation, situation_held
from pixlearn.web.login import visitor

FORMER = re.compile(r"(gestes/)?\d+(/essai|/difficile)?|resultat|revoir(/\d+)?")
"""Of the time when there was one diagnostic: they lead to the one with which one begins."""


@bp.get(AT)
def cover() -> ResponseReturnValue:
    """What it is, and one button; whoever has begun it goes on where they were."""
    current = situation()
    asked = diagnostic_spoken_of()
    if current is not None or asked is None or asked.entry:
        return redirect(going_on(current), 303)
    return render("learner/cover.html", diagnostic=asked)


@bp.post(AT)
def begin() -> ResponseReturnValue:
    """Begin it, once; then its first step."""
    with transaction():
        current, asked, person = situation_held(), diagnostic_spoken_of(), visitor()
        if current is None and asked is not None and person.learner_id is not None:
            diagnostic.begin(person.learner_id, catalogue(), asked.id)
            current = situation()
    return redirect(going_on(current), 303)


@bp.get("/diagnostic/<path:rest>")
def former(rest: str) -> ResponseReturnValue:
    """A page kept from before: the same one at its address of today."""
    return _today(rest)


@bp.post("/diagnostic/<path:rest>")
def send_former(rest: str) -> ResponseReturnValue:
    """A form that was open while the addresses changed: nothing in it is lost."""
    return _today(rest)


def _today(rest: str) -> ResponseReturnValue:
    if not FORMER.fullmatch(rest):
        abort(404)
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    return redirect(f"/diagnostic/{catalogue().entry.slug}/{rest}{query}", 307)
