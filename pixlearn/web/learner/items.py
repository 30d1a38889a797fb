"""The questions of the diagnostic, one a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.activities import (
    Fault,
    Item,
    Moved,
    Refused,
    Retry,
    Scored,
    given_in_words,
    read_answer,
    show_item,
)
from pixlearn.content.current import catalogue
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.db import transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.diagnostic.store import QUESTION, Situation, Step
from pixlearn.mastery.rules import Given
from pixlearn.mastery.store import given_of
from pixlearn.progression.held import lock_held
from pixlearn.progression.service import StaleForm, Verdict, choose_again, record
from pixlearn.structures.rules import break_is_near
from pixlearn.web.entrance import greeted
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import AT, bp
from pixlearn.web.learner.places import (
    address_of,
    going_on,
    posted,
    situation,
    situation_held,
    state,
    submission,
)
from pixlearn.web.login import visitor
from pixlearn.web.stones import of_diagnostic

WITHOUT_ANSWER = {
    "ne_sait_pas": Verdict(how=Given.DONT_KNOW, outcome=0.0, given={}),
    "passer": Verdict(how=Given.SKIPPED, outcome=0.0, given={}),
    "ensemble": Verdict(how=Given.TOGETHER, outcome=0.0, given={}),
}


@bp.get("/diagnostic", endpoint="diagnostic")
def resume() -> ResponseReturnValue:
    """Go on where the person was, on any device."""
    return redirect(going_on(situation()), 303)


@bp.get(f"{AT}/<int:number>")
def item(number: int) -> ResponseReturnValue:
    """Show a question; an answered one shows what was kept."""
    current = situation()
    step = current.step(QUESTION, number) if current else None
    if current is None or step is None:
        return redirect(going_on(current), 303)
    asked = catalogue().items.get(step.item_id)
    if step.answered_at is not None:
        return _answered_page(current, step, asked)
    if asked is None or asked.retired:
        return render("learner/item_gone.html", step=step)
    if step.needs_try:
        return redirect(address_of(step), 303)
    return _item_page(current, step, asked, step.submission_id)


@bp.post(f"{AT}/<int:number>")
def answer_item(number: int) -> ResponseReturnValue:
    """Read and keep one answer, whole, before anything is said of it."""
    with transaction(late=True):
        current = situation_held()
        step = current.step(QUESTION, number) if current else None
        if current is None or step is None:
            return redirect(going_on(current), 303)
        asked = catalogue().items.get(step.item_id)
        if asked is None or asked.retired:
            if step.answered_at is None:
                choose_again(visitor(), current, catalogue())
            return redirect(going_on(situation()), 303)
        sent = submission()
        if sent is None or sent not in {step.submission_id, step.change_id}:
            return redirect(_after_old_form(current, step, sent), 303)
        if step.answered_at is not None and sent == step.submission_id:
            return redirect(going_on(current), 303)
        outcome = _read(asked, step, with_someone=_together(current))
        match outcome:
            case Verdict():
                following = record(visitor(), current, step, sent, outcome, catalogue())
                return redirect(_after(following), 303)
            case Moved(moved):
                return redirect(_same_page(step, moved, sent), 303)
            case Retry(draft, faults):
                page = _item_page(current, step, asked, sent, faults=faults, draft=draft)
                lock_held()
                step.draft = dict(draft)
                return page
            case Refused(faults):
                return _item_page(current, step, asked, sent, faults=faults)


def _read(asked: Item, step: Step, *, with_someone: bool) -> Verdict | Moved | Retry | Refused:
    """What the form says; « On a trouvé ensemble » only counts where it was offered."""
    without = WITHOUT_ANSWER.get(request.form.get("action", ""))
    if without is not None and (with_someone or without.how is not Given.TOGETHER):
        return without
    match read_answer(asked, catalogue().scenes, state(), posted(), step.draft):
        case Scored(outcome, given):
            return Verdict(how=Given.ALONE, outcome=outcome, given=given)
        case other:
            return other


def _together(current: Situation) -> bool:
    """Somebody is beside the person: they said so, or somebody helps in the workshop."""
    return current.attempt.with_someone or visitor().helped


def _after(following: Step | None) -> str:
    """What follows an answer; in short sittings, now and then the offer of a break."""
    asked = following.number - 1 if following and following.kind == QUESTION else 0
    if break_is_near(visitor().break_every, asked):
        return url_for(".pause", souffler=1)
    return address_of(following)


def _after_old_form(current: Situation, step: Step, sent: UUID | None) -> str:
    """A form sent again after a change finds its answer kept; any other old form is refused."""
    if step.answered_at is None or sent is None:
        raise StaleForm
    return going_on(current)


def _same_page(step: Step, moved: dict[str, str], sent: UUID) -> str:
    changing = {"changer": 1} if sent == step.change_id else {}
    query: dict[str, Any] = {**moved, **changing}
    return url_for(".item", number=step.number, **query)


def _item_page(
    current: Situation,
    step: Step,
    asked: Item,
    sent: UUID,
    *,
    faults: tuple[Fault, ...] = (),
    given: dict[str, Any] | None = None,
    draft: Mapping[str, Any] | None = None,
) -> ResponseReturnValue:
    view = show_item(
        asked,
        catalogue().scenes,
        state(),
        draft=step.draft if draft is None else dict(draft),
        form=posted() if faults else None,
        given=given,
        faults=faults,
    )
    before = diagnostic.changeable(current, catalogue())
    own = catalogue().diagnostic(current.attempt.diagnostic_id)
    return render(
        "learner/item.html",
        status=422 if faults else 200,
        view=view,
        step=step,
        stones=_stones(step, own),
        most=own.stop.max_shown,
        submission_id=sent,
        action=_same_page(step, dict(state()), sent),
        changing=sent == step.change_id,
        changeable=before if before is not None and before is not step else None,
        together=_together(current),
        greeted=greeted(),
    )


def _stones(step: Step, own: Diagnostic) -> tuple[str, ...]:
    return of_diagnostic(step.number, own.stop.soonest, own.stop.max_shown)


def _answered_page(current: Situation, step: Step, asked: Item | None) -> ResponseReturnValue:
    changeable = step is diagnostic.changeable(current, catalogue())
    own = catalogue().diagnostic(current.attempt.diagnostic_id)
    answer = given_of(visitor(), step.attempt_id, step.item_id)
    if changeable and asked and step.change_id and "changer" in request.args:
        given = dict(answer.given) if answer and answer.given else None
        return _item_page(current, step, asked, step.change_id, given=given)
    words: tuple[str, ...] = ()
    if asked is not None and answer is not None and answer.way is Given.ALONE:
        words = given_in_words(asked, catalogue().scenes, answer.given)
    return render(
        "learner/item_answered.html",
        step=step,
        stones=_stones(step, own),
        most=own.stop.max_shown,
        asked=asked,
        answer=answer,
        words=words,
        changeable=changeable,
    )
