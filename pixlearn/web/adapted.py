"""What a form says of an adapted session: reading comfort, breaks, a helper."""

from __future__ import annotations

from flask import request

from pixlearn.structures.rules import BREAKS, UNCHOSEN
from pixlearn.web.display import CHOICES


def asked_comfort() -> dict[str, str]:
    """The reading choices that differ from none, among those that a person has."""
    chosen = {name: request.form.get(name, unchosen) for name, unchosen in UNCHOSEN.items()}
    return {
        name: value
        for name, value in chosen.items()
        if value != UNCHOSEN[name] and value in CHOICES[name]
    }


def asked_helper() -> bool:
    """Whether somebody helps."""
    return request.form.get("aide") == "oui"


def break_of(asked: str) -> int | None:
    """After how many questions a break is offered; none when it is not."""
    return next((number for number in BREAKS if f"{number}" == asked), None)
