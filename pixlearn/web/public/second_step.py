"""The second step of signing in: a code of the application, a recovery code or a passkey."""

from __future__ import annotations

from flask import Response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import sessions
from pixlearn.activities.answer import Fault
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.login import SESSION_KEY
from pixlearn.web.public.blueprint import bp
from pixlearn.web.second_step import asked, fault_of_answer
from pixlearn.web.staff_door import lead_in, open_session


@bp.get("/connexion/code")
def second_step() -> ResponseReturnValue:
    """Ask for the second factor; whoever has not given the password does so first."""
    return _page()


@bp.post("/connexion/code")
def check_second_step() -> ResponseReturnValue:
    """A right answer opens the session; wrong ones are counted."""
    with transaction():
        found = sessions.awaiting_second(session.get(SESSION_KEY, ""))
        if found is None:
            return _page()
        session_id, staff = found
        fault = fault_of_answer(staff, session_id)
        if fault is not None:
            return _page(fault)
        opened = open_session(staff, second_factor_given=True)
    return lead_in(opened, request.args.get("suite"))


def _page(*faults: Fault) -> Response:
    found = sessions.awaiting_second(session.get(SESSION_KEY, ""))
    if found is None:
        answer: Response = redirect(  # type: ignore[assignment]
            url_for(".sign_in", suite=request.args.get("suite")), 303
        )
        return answer
    session_id, staff = found
    return render(
        "public/second_step.html",
        status=422 if faults else 200,
        faults=faults,
        **asked(staff, session_id),
    )
