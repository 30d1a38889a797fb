"""The three gestures of the warm-up, and « C'est difficile »."""

from __future__ import annotations

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from pixlearn.activities.spelling import normalised
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.diagnostic.store import GESTURE, Situation, Step
from pixlearn.mastery.rules import Given
from pixlearn.progression.service import Verdict, record
from pixlearn.structures.rules import Hand
from pixlearn.web.entrance import greeted
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import AT, bp
from pixlearn.web.learner.places import (
    address_of,
    done_already,
    going_on,
    situation,
    situation_held,
    submission,
)
from pixlearn.web.login import visitor
from pixlearn.web.place_in_room import own_hand, own_seat

WORD = "bonjour"
PAGES = {
    "geste-appuyer": "learner/gesture_press.html",
    "geste-defiler": "learner/gesture_scroll.html",
    "geste-ecrire": "learner/gesture_write.html",
}
DONE = Verdict(how=Given.ALONE, outcome=1.0, given={})
PASSED = Verdict(how=Given.SKIPPED, outcome=0.0, given={})


@bp.get(f"{AT}/gestes/<int:number>")
def gesture(number: int) -> ResponseReturnValue:
    """Show one gesture; one that is done leads on."""
    current = situation()
    step = current.step(GESTURE, number) if current else None
    if current is None or step is None:
        return redirect(going_on(current), 303)
    if step.answered_at is not None:
        return done_already()
    return _gesture_page(current, step)


@bp.post(f"{AT}/gestes/<int:number>")
def do_gesture(number: int) -> ResponseReturnValue:
    """The gesture is done: direct evidence, kept at once."""
    with transaction(late=True):
        current = situation_held()
        step = current.step(GESTURE, number) if current else None
        sent = submission()
        if current is None or step is None or sent is None:
            return redirect(going_on(current), 303)
        if step.answered_at is not None:
            return redirect(going_on(current), 303)
        typed = request.form.get("mot", "")[:200]
        if step.item_id == "geste-ecrire" and normalised(typed) != WORD:
            return _gesture_page(current, step, typed=typed, wrong=True)
        following = record(visitor(), current, step, sent, DONE, catalogue())
        target = address_of(following)
    return redirect(target, 303)


@bp.get(f"{AT}/gestes/<int:number>/difficile")
def hard(number: int) -> ResponseReturnValue:
    """« C'est difficile »: four ways on, none of them a failure."""
    current = situation()
    step = current.step(GESTURE, number) if current else None
    if step is None or step.answered_at is not None:
        return redirect(going_on(current), 303)
    return render("learner/hard.html", number=number)


@bp.post(f"{AT}/gestes/<int:number>/difficile")
def choose_when_hard(number: int) -> ResponseReturnValue:
    """« Je continue quand même »: the gesture is left, and weighs nothing."""
    with transaction(late=True):
        current = situation_held()
        step = current.step(GESTURE, number) if current else None
        if current is None or step is None:
            return redirect(going_on(current), 303)
        if step.answered_at is None:
            record(visitor(), current, step, step.submission_id, PASSED, catalogue())
        target = going_on(situation())
    return redirect(target, 303)


@bp.get("/diagnostic/ensemble")
def together() -> ResponseReturnValue:
    """« On commence ensemble »: with somebody beside."""
    return render(
        "learner/together.html",
        told=own_hand() == Hand.UP.value,
        in_workshop=own_seat() is not None,
    )


@bp.post("/diagnostic/ensemble")
def begin_together() -> ResponseReturnValue:
    """From now on, « On a trouvé ensemble » is offered with each question."""
    with transaction():
        diagnostic.with_someone(visitor())
        target = going_on(situation())
    return redirect(target, 303)


def _gesture_page(
    current: Situation, step: Step, *, typed: str = "", wrong: bool = False
) -> ResponseReturnValue:
    page = PAGES.get(step.item_id)
    if page is None:
        abort(404)
    return render(
        page,
        status=422 if wrong else 200,
        step=step,
        total=len(current.gestures),
        typed=typed,
        wrong=wrong,
        greeted=greeted(),
    )
