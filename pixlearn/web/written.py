"""What somebody wrote on one line of a form, and what is wrong with a first name."""

from __future__ import annotations

from flask import request
from flask_babel import gettext

from pixlearn.accounts.names import LONGEST, is_first_name
from pixlearn.activities.answer import Fault, Problem
from pixlearn.web.forms.texts import one_line


def written(field: str) -> str:
    """The text of a field on one line."""
    return one_line(request.form.get(field, ""))


def card_digits() -> str:
    """The digits of a card as they were typed in « digits », whatever stands between them."""
    return "".join(sign for sign in request.form.get("digits", "") if sign.isdecimal())


def first_name_fault(field: str, first_name: str) -> Fault | None:
    """What keeps this from being a first name, in words, or none."""
    if not first_name:
        return Fault(
            field,
            Problem.NOTHING_WRITTEN,
            gettext("Write a first name or a nickname. Example: Sonia"),
        )
    if len(first_name) > LONGEST:
        words = gettext("Write a shorter first name: %(num)s letters at most.", num=LONGEST)
        return Fault(field, Problem.TOO_LONG, words)
    if not is_first_name(first_name):
        words = gettext("Write a first name or a nickname, with letters: no number, no address.")
        return Fault(field, Problem.WRONG_VALUE, words)
    return None


def nickname_fault(field: str, nickname: str) -> Fault | None:
    """As `first_name_fault`, of a name that may be left out."""
    return first_name_fault(field, nickname) if nickname else None
