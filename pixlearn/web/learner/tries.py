"""The unscored try before the first question of a kind that needs a new gesture."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.activities import (
    Fault,
    Item,
    Moved,
    Refused,
    Retry,
    Scored,
    State,
    needs_typing,
    read_answer,
    show_item,
)
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic.store import QUESTION, Situation, Step
from pixlearn.web.entrance import greeted
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import AT, bp
from pixlearn.web.learner.places import (
    address_of,
    done_already,
    going_on,
    posted,
    situation,
    situation_held,
    state,
)


@bp.get(f"{AT}/<int:number>/essai")
def try_item(number: int) -> ResponseReturnValue:
    """Show the try; once done it leads to its question."""
    current = situation()
    found = _try_of(current, number)
    if found is None:
        if current is not None and current.step(QUESTION, number) is not None:
            return done_already()
        return redirect(going_on(current), 303)
    return _try_page(*found)


@bp.post(f"{AT}/<int:number>/essai")
def do_try(number: int) -> ResponseReturnValue:
    """Any answer leads on; a try that is not right yet may be done again. Nothing is scored."""
    with transaction():
        current = situation_held()
        found = _try_of(current, number)
        if found is None:
            return redirect(going_on(current), 303)
        step, asked = found
        if request.form.get("action") in {"ne_sait_pas", "passer"}:
            return redirect(_done(step), 303)
        match read_answer(asked, catalogue().scenes, state(), posted(), step.draft):
            case Scored(outcome):
                if outcome == 1:
                    return redirect(_done(step), 303)
                step.draft = None
                return _try_page(step, asked, again=True)
            case Moved(moved):
                return redirect(_address(number, moved), 303)
            case Retry(draft, faults):
                step.draft = dict(draft)
                return _try_page(step, asked, faults=faults)
            case Refused(faults):
                return _try_page(step, asked, faults=faults)


def _try_of(current: Situation | None, number: int) -> tuple[Step, Item] | None:
    step = current.step(QUESTION, number) if current else None
    if step is None or not step.needs_try or step.answered_at is not None:
        return None
    item = catalogue().items.get(step.item_id)
    asked = catalogue().tries.get(item.type) if item else None
    return (step, asked) if asked else None


def _done(step: Step) -> str:
    step.needs_try = False
    step.draft = None
    return address_of(step)


def _try_page(
    step: Step, asked: Item, *, faults: tuple[Fault, ...] = (), again: bool = False
) -> ResponseReturnValue:
    view = show_item(
        asked,
        catalogue().scenes,
        {} if again else state(),
        draft=step.draft,
        form=posted() if faults or (again and needs_typing(asked)) else None,
        faults=faults,
    )
    return render(
        "learner/try.html",
        status=422 if faults or again else 200,
        view=view,
        step=step,
        again=again,
        hint=asked.feedback.wrong,
        greeted=greeted(),
        action=_address(step.number, {} if again else state()),
    )


def _address(number: int, query: State) -> str:
    values: dict[str, Any] = dict(query)
    return url_for(".try_item", number=number, **values)
