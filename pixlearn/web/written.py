"""What somebody wrote on one line of a form, and what is wrong with a first name."""

from __future__ import annotations

from flask import request
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem

LONGEST_NAME = 40


def written(field: str) -> str:
    """The text of a field on one line."""
    return one_line(request.form.get(field, ""))


def one_line(text: str) -> str:
    """A text with its spaces joined, without the signs that nobody can see."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def first_name_fault(field: str, first_name: str) -> Fault | None:
    """What keeps this from being a first name, in words, or none."""
    if not first_name:
        return Fault(field, Problem.NOTHING_WRITTEN, gettext("Write the first name."))
    if len(first_name) > LONGEST_NAME:
        words = gettext("Write a shorter first name: %(num)s letters at most.", num=LONGEST_NAME)
        return Fault(field, Problem.TOO_LONG, words)
    return None
