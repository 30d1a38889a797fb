"""« Qui me suit »: who follows the learner, what both wrote, who looked; all of it readable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.db import transaction
from pixlearn.orientation.notes import notes_of
from pixlearn.orientation.tags import tags_of_learners
from pixlearn.privacy.closing import note_read
from pixlearn.privacy.following import followed, note_told, set_contact
from pixlearn.privacy.rules import situation_from
from pixlearn.privacy.store import follow_up_of, looks_at
from pixlearn.web.house import local, today_here
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import hold_learner
from pixlearn.web.login import visitor

LOOKS = 5
Seen = tuple[datetime, str, str]
PROPOSALS = "learner.proposals"


@bp.get("/qui-me-suit")
def following() -> ResponseReturnValue:
    """Who follows me, what I told, what they wrote, when they looked."""
    person = visitor()
    if person.learner_id is None:
        abort(404)
    shared = follow_up_of(person)
    looks = _one_a_day(looks_at(person))
    return render(
        "learner/following.html",
        about=followed(person, person.learner_id, today_here()),
        structure=shared[1].name if shared else None,
        notes=notes_of(person, person.learner_id),
        tags=tags_of_learners(person, [person.learner_id])[person.learner_id],
        looks=looks[:LOOKS],
        more_looks=len(looks) > LOOKS,
        proposals=url_for(PROPOSALS) if PROPOSALS in current_app.view_functions else None,
        noted="note" in request.args,
    )


@bp.post("/qui-me-suit")
def know_following() -> ResponseReturnValue:
    """« J'ai compris »: the door no longer tells who follows from now on, or that it is over."""
    with transaction():
        hold_learner()
        note_told(visitor())
        note_read(visitor())
    return redirect(url_for("public.home"), 303)


@bp.get("/qui-me-suit/ma-situation")
def situation() -> ResponseReturnValue:
    """How I like to be reached, what I want, what I have; for whom I share with."""
    person = visitor()
    if person.learner_id is None:
        abort(404)
    about = followed(person, person.learner_id, today_here())
    if not about.shared:
        return redirect(url_for(".following"), 303)
    return render("learner/situation.html", about=about)


@bp.post("/qui-me-suit/ma-situation")
def keep_situation() -> ResponseReturnValue:
    """Kept for both; without sharing there is nobody to tell."""
    with transaction():
        learner_id = hold_learner()
        form = request.form
        told = situation_from(
            form.get("contact", ""), form.get("projet", ""), form.getlist("equipement")
        )
        if follow_up_of(visitor()) is not None:
            set_contact(visitor(), learner_id, told)
    return redirect(url_for(".following", note=1), 303)


def _one_a_day(looks: Sequence[Seen]) -> list[Seen]:
    """Of the same person's same kind of look, the last one of each day."""
    latest: dict[tuple[date, str, str], Seen] = {}
    for one in looks:
        at, name, view = one
        latest.setdefault((local(at).date(), name, view), one)
    return list(latest.values())
