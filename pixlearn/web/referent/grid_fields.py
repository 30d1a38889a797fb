"""What is typed in the forms of a reading grid, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.content.grids import LEFT_ONLY
from pixlearn.orientation.grid_editing import in_former_order
from pixlearn.orientation.tags import about_health
from pixlearn.web.forms.texts import one_line
from pixlearn.web.referent.grid_words import boxes, modalities
from pixlearn.web.whole import whole, whole_or
from pixlearn.web.written import written


def typed(field: str) -> str:
    """The text of a field on one line, without signs that nobody can see."""
    return written(field)


def lines_typed(field: str) -> list[str]:
    """The lines of a field, empty ones left out."""
    lines = [one_line(line) for line in request.form.get(field, "").splitlines()]
    return [line for line in lines if line]


def prescriptions_typed(field: str, former: Sequence[str]) -> tuple[str, ...]:
    """What is ticked, then how it is done; what stood there before keeps its order."""
    asked = [*request.form.getlist(field), *request.form.getlist(f"{field}-autre")]
    chosen = [box.value for box in boxes(asked) if box.chosen and box.value not in LEFT_ONLY]
    how = [typed("modalite")] if typed("modalite") in dict(modalities()) else []
    return in_former_order([*chosen, *how], former)


def percent_typed(text: str) -> int:
    """A percentage that has no fault."""
    return whole(text)


def percent_fault(field: str, text: str) -> list[Fault]:
    """What keeps a text from being a percentage."""
    if 0 <= whole_or(text, -1) <= 100:
        return []
    return [fault(field, gettext("Write a number from 0 to 100."))]


def text_fault(field: str, text: str, longest: int, missing: str | None = None) -> list[Fault]:
    """What is wrong with a text of the grid, which people may read as the reason of a proposal."""
    if not text:
        return [fault(field, missing)] if missing else []
    if len(text) > longest:
        return [fault(field, gettext("Write a shorter text: %(num)s signs at most.", num=longest))]
    if about_health(text):
        words = gettext("Nothing about health, disability or reading. Choose other words.")
        return [fault(field, words)]
    return []


def fault(field: str, words: str) -> Fault:
    """A fault in words."""
    return Fault(field, Problem.WRONG_VALUE, words)
