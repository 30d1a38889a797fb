"""The learners who share with the structure."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from pixlearn.db import transaction
from pixlearn.privacy.service import record_look
from pixlearn.progression.store import listed_learners
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.paging import asked_page
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor


@bp.get("/apprenants")
def learners() -> ResponseReturnValue:
    """The list; the look at each line is kept with the reading itself (security 7)."""
    with transaction():
        page = asked_page(listed_learners(visitor()))
        record_look(visitor(), [line.id for line in page.rows], "list")
    return render("counsellor/learners.html", page=page)
