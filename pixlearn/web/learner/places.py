"""Where a person stands in the diagnostic, as addresses."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.activities import KINDS, Form, State
from pixlearn.content.current import catalogue
from pixlearn.diagnostic.store import GESTURE, Situation, Step, situation_of
from pixlearn.progression.held import hold_first
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import diagnostic_spoken_of, speak_of
from pixlearn.web.login import visitor


def situation() -> Situation | None:
    """The learner's own attempt and its steps: of the diagnostic of this address, else the one
    under way."""
    asked = diagnostic_spoken_of()
    found = situation_of(visitor(), asked.id if asked else None)
    if found is not None:
        speak_of(catalogue().diagnostic(found.attempt.diagnostic_id))
    return found


def situation_held() -> Situation | None:
    """The same, inside the transaction that will change it: other tabs and taps wait."""
    hold_learner()
    return situation()


def hold_learner() -> UUID:
    """Inside a transaction: the learner's other tabs and taps wait; returns who it is."""
    learner_id = visitor().learner_id
    if learner_id is None:
        raise PermissionError("learners only")
    hold_first(learner_id)
    return learner_id


def address_of(step: Step | None) -> str:
    """The page of a step; after the last one, the result."""
    if step is None:
        return url_for("learner.result")
    if step.kind == GESTURE:
        return url_for("learner.gesture", number=step.number)
    if step.needs_try:
        return url_for("learner.try_item", number=step.number)
    return url_for("learner.item", number=step.number)


def going_on(current: Situation | None) -> str:
    """Where « Je continue » leads: the first step without an answer, else the result."""
    if current is None:
        asked = diagnostic_spoken_of()
        if asked is not None and not asked.entry:
            return url_for("learner.cover")
        return url_for("learner.voice")
    return address_of(None if current.attempt.ended_at else current.next)


def done_already(onward: str | None = None) -> ResponseReturnValue:
    """Back to what one has gone on from: said at its own address, and one button leads on."""
    return render("learner/done_already.html", onward=onward or url_for("learner.diagnostic"))


def state() -> State:
    """What stands in the address of an item, or in its form's hidden fields."""
    names = {name for kind in KINDS.values() for name in kind.state_names}
    found = {name: request.values.get(name, "")[:200] for name in sorted(names)}
    return {name: value for name, value in found.items() if value}


def posted() -> Form:
    """The posted fields, each with all its values."""
    return {name: tuple(values) for name, values in request.form.lists()}


def submission() -> UUID | None:
    """The form's submission id, none when it is missing or altered."""
    try:
        return UUID(request.form.get("submission_id", ""))
    except ValueError:
        return None
