"""The end of the diagnostic, and the progression that learner and counsellor both read."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic.service import changeable
from pixlearn.progression.service import progression_of
from pixlearn.progression.store import at_the_end
from pixlearn.tracks.rules import FACES
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import AT, bp, diagnostic_spoken_of, speak_of
from pixlearn.web.learner.places import going_on, situation, situation_held
from pixlearn.web.login import visitor


@bp.get(f"{AT}/resultat")
def result() -> ResponseReturnValue:
    """Up to three things already known, one next step, the rest on request."""
    person = visitor()
    asked = diagnostic_spoken_of()
    end = at_the_end(person, asked.id if asked else None)
    current = end.situation if end else None
    if end is None or current is None or current.attempt.ended_at is None:
        return redirect(going_on(current), 303)
    attempt = current.attempt
    return render(
        "learner/result.html",
        progression=progression_of(person, attempt.learner_id, catalogue(), attempt, whole=False),
        closing=catalogue().diagnostic(attempt.diagnostic_id).closing,
        last=changeable(current, catalogue()),
        face=attempt.satisfaction,
        to_share=end.to_share,
        has_card=not end.no_card,
        new_badges=[badge for badge in catalogue().badges.values() if badge.id in end.new_badges],
    )


@bp.post(f"{AT}/resultat")
def say_how_it_went() -> ResponseReturnValue:
    """Keep one face, if any; it counts among many others, and no page shows whose it is."""
    with transaction():
        current = situation_held()
        face = request.form.get("visage", "")
        if current and current.attempt.ended_at and face in {str(one) for one in FACES}:
            current.attempt.satisfaction = int(face)
    return redirect(url_for(".result"), 303)


@bp.get("/progression")
def progression() -> ResponseReturnValue:
    """The same block that the counsellor sees, when the learner agrees to share."""
    person = visitor()
    if person.learner_id is None:
        return redirect(going_on(None), 303)
    onward = going_on(situation())
    found = progression_of(person, person.learner_id, catalogue())
    speak_of(catalogue().diagnostic(found.diagnostic))  # its result is the way back
    return render("learner/progression.html", progression=found, going_on=onward)
