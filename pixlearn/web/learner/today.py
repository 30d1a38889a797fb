"""« Ma séance »: what today brought, and one next step."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.progression.day import day_of
from pixlearn.progression.service import progression_of
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import going_on, situation
from pixlearn.web.login import visitor


@bp.get("/bilan")
def today() -> ResponseReturnValue:
    """The page that closes a workshop, or any day of learning."""
    person = visitor()
    if person.learner_id is None:
        return redirect(going_on(None), 303)
    value = progression_of(person, person.learner_id, catalogue())
    date = today_here()
    return render(
        "learner/today.html",
        date=date,
        day=day_of(value, date),
        proposals=value.proposals if value.journey.ended_on else (),
        going_on=None if value.journey.ended_on else going_on(situation()),
    )
