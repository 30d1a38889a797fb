"""« Faire une pause »: what was answered is kept; a card is offered."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service
from pixlearn.accounts.store import live_card_of
from pixlearn.accounts.whereabouts import next_workshop_of
from pixlearn.content.current import catalogue
from pixlearn.db import now, transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.progression.service import rebuild
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import going_on, hold_learner, situation, situation_held
from pixlearn.web.login import visitor
from pixlearn.web.onward import path_in_words
from pixlearn.web.way_back import way_back


@bp.get("/diagnostic/pause")
def pause() -> ResponseReturnValue:
    """Say that nothing is lost, and how to come back."""
    person = visitor()
    card = live_card_of(person.learner_id) if person.learner_id else None
    current = situation()
    here = way_back(request.args.get("vers", ""))
    return render(
        "learner/pause.html",
        has_card=card is not None,
        here=here or "",
        place=path_in_words(here) if here else None,
        ended=current is not None and current.attempt.ended_at is not None,
        offered="souffler" in request.args,
        next_workshop=next_workshop_of(person.learner_id, now()) if person.learner_id else None,
    )


@bp.post("/faire-une-pause")
def take_break() -> ResponseReturnValue:
    """In a workshop: the counsellor sees « en pause »; then the page that says nothing is lost."""
    with transaction():
        person = visitor()
        if person.learner_id is not None:
            service.take_break(person.learner_id)
    here = way_back(request.form.get("vers", ""))
    return redirect(url_for(".pause", vers=here) if here else url_for(".pause"), 303)


@bp.post("/diagnostic/pause")
def go_on() -> ResponseReturnValue:
    """« Je continue »: back to the very step; without one, in the diagnostic, also after having
    ended it oneself."""
    here = way_back(request.form.get("vers", ""))
    with transaction():
        service.end_break(hold_learner())
        current = situation_held()
        if current is not None and here is None:
            diagnostic.go_on(current)
            rebuild(visitor(), current.attempt.learner_id, catalogue())
        target = here or going_on(current)
    return redirect(target, 303)


@bp.get("/diagnostic/arreter")
def stop() -> ResponseReturnValue:
    """Ask before ending: the result will be a provisional one."""
    return render("learner/stop.html")


@bp.post("/diagnostic/arreter")
def stop_now() -> ResponseReturnValue:
    """End here; the answers so far give a provisional result."""
    with transaction():
        current = situation_held()
        if current is not None:
            diagnostic.stop_here(current)
            rebuild(visitor(), current.attempt.learner_id, catalogue())
    return redirect(going_on(current), 303)
