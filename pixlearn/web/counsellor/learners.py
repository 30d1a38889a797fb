"""The learners who share with the structure, and the page of one of them."""

from __future__ import annotations

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic.store import latest_attempt
from pixlearn.privacy.service import record_look
from pixlearn.progression.service import progression_of
from pixlearn.progression.store import listed_learners, shared_learner
from pixlearn.tracks.store import finished_visits
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.for_real import for_real_lines
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


@bp.get("/apprenants/<uuid:learner_id>")
def learner(learner_id: UUID) -> ResponseReturnValue:
    """One person, with the same progression that they read themselves; one look is kept."""
    with transaction():
        person = shared_learner(visitor(), learner_id)
        first_name, last_seen_at = person.first_name, person.last_seen_at
        attempt = latest_attempt(visitor(), learner_id)
        with_someone = attempt is not None and attempt.with_someone
        progression = progression_of(visitor(), learner_id, catalogue())
        visits = finished_visits(visitor(), learner_id)
        for_real = for_real_lines(visits, catalogue().teaching.lessons)
        record_look(visitor(), [learner_id], "person")
    return render(
        "counsellor/learner.html",
        first_name=first_name,
        last_seen_at=last_seen_at,
        with_someone=with_someone,
        progression=progression,
        learner_id=learner_id,
        for_real=for_real,
        noted="note" in request.args,
    )
