"""The end of the diagnostic, and the progression that learner and counsellor both read."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.diagnostic.service import changeable
from pixlearn.progression.service import progression_of
from pixlearn.progression.store import at_the_end
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import going_on, situation
from pixlearn.web.login import visitor


@bp.get("/diagnostic/resultat")
def result() -> ResponseReturnValue:
    """Up to three things already known, one next step, the rest on request."""
    current = situation()
    if current is None or current.attempt.ended_at is None:
        return redirect(going_on(current), 303)
    person = visitor()
    learner_id = current.attempt.learner_id
    left = at_the_end(person, learner_id)
    badges = catalogue().badges
    return render(
        "learner/result.html",
        progression=progression_of(person, learner_id, catalogue(), current.attempt, whole=False),
        closing=catalogue().diagnostic.closing,
        last=changeable(current, catalogue()),
        to_share=left.to_share,
        has_card=not left.no_card,
        new_badges=[badges[one] for one in left.new_badges if one in badges],
    )


@bp.get("/progression")
def progression() -> ResponseReturnValue:
    """The same block that the counsellor sees, when the learner agrees to share."""
    person = visitor()
    if person.learner_id is None:
        return redirect(going_on(None), 303)
    return render(
        "learner/progression.html",
        progression=progression_of(person, person.learner_id, catalogue()),
        going_on=going_on(situation()),
    )
