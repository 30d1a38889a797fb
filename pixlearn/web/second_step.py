"""The second step, at sign-in and later: what the page asks, and how the answer is read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext

from pixlearn.accounts import passkeys
from pixlearn.accounts.passkeys import Party
from pixlearn.accounts.second_factor import check_code
from pixlearn.accounts.service import WrongSecret
from pixlearn.accounts.store import Staff
from pixlearn.activities.answer import Fault, Problem
from pixlearn.web.login import passport, settings

LONGEST_ANSWER = 8_000
LONGEST_CODE = 40


def site(session_id: UUID) -> Party | None:
    """This site as passkeys know it, in this session."""
    return passkeys.party(settings().public_url, session_id, settings().pepper)


def asked(staff: Staff, session_id: UUID) -> dict[str, Any]:
    """What the page needs: which code it asks for, and what the browser tells a passkey."""
    here = site(session_id)
    return {
        "recovery": staff.totp_secret is None or "secours" in request.args,
        "has_application": staff.totp_secret is not None,
        "passkey": passkeys.to_ask(staff.id, here) if here is not None else None,
    }


def fault_of_answer(staff: Staff, session_id: UUID) -> Fault | None:
    """Read the code or the passkey's answer; what is wrong with it, in words."""
    answer, code = request.form.get("passkey", ""), request.form.get("step_code", "")
    if not answer and not code.strip():
        return Fault("step_code", Problem.NOTHING_WRITTEN, gettext("Write the code."))
    try:
        if answer:
            _check_passkey(staff, answer[:LONGEST_ANSWER], session_id)
        else:
            check_code(staff, code[:LONGEST_CODE], passport())
    except WrongSecret:
        words = (
            gettext("This passkey does not open your access. Use a code.")
            if answer
            else gettext("This code does not open. Look at the code again: it changes often.")
        )
        return Fault("step_code", Problem.NOTHING_WRITTEN, words)
    return None


def _check_passkey(staff: Staff, answer: str, session_id: UUID) -> None:
    here = site(session_id)
    if here is None:
        raise WrongSecret
    passkeys.check(staff, answer, here)
