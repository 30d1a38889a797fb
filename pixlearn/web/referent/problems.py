"""« Questions signalées »: what the structure's people reported, each question as they met it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.casework import problems
from pixlearn.casework.problems import Reported
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.on_paper import PaperItem, on_paper
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp


@dataclass(frozen=True, slots=True)
class Line:
    """A version of a question, how often it was reported, and the question itself.

    ``paper``: none when it is no longer there. ``changed``: it was changed since the report.
    """

    reported: Reported
    paper: PaperItem | None
    changed: bool


@bp.get("/questions")
def reported_problems() -> ResponseReturnValue:
    """What is reported and not handled here yet, the most reported first."""
    return render(
        "referent/problems.html",
        lines=[_line(one) for one in problems.open_problems(own_structure())],
        handled="note" in request.args,
    )


@bp.post("/questions")
def handle_problem() -> ResponseReturnValue:
    """« C'est réglé pour nous »: the line goes from this list; the authors still read it."""
    with transaction():
        item_id, version = (request.form.get(name, "") for name in ("question", "version"))
        problems.handle(own_structure(), item_id, version)
    return redirect(url_for(".reported_problems", note=1), 303)


def _line(reported: Reported) -> Line:
    known = catalogue()
    item = known.items.get(reported.item_id) or known.teaching.items.get(reported.item_id)
    if item is None:
        return Line(reported, None, changed=True)
    changed = known.content_hash(reported.item_id) != reported.version
    return Line(reported, on_paper(item, known.scenes), changed)
