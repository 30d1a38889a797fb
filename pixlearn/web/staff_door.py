"""Where every way of signing in as a professional ends: the session, and the second factor."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import second_factor, sessions
from pixlearn.accounts.store import Staff
from pixlearn.db import now
from pixlearn.web.kept import page_waiting
from pixlearn.web.login import SESSION_KEY, keep_signed_in, visitor_or_none
from pixlearn.web.way_back import way_back


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just begun, and what its owner meets first."""

    token: str
    home: str
    awaits_second: bool = False
    to_set_up: bool = False


def open_session(staff: Staff, *, second_factor_given: bool = False) -> Opened:
    """Begin a new session, inside the transaction; the one before in this browser ends.

    ``second_factor_given``: here just now, or to the provider that vouches for this person. Else
    who has one gives it next, and a référent who has none sets one up.
    """
    if SESSION_KEY in session:
        sessions.end(session[SESSION_KEY])
    awaits = not second_factor_given and second_factor.is_set_up(staff)
    if not awaits:
        staff.last_sign_in_at = now()
    return Opened(
        token=sessions.begin(
            staff_id=staff.id,
            awaits_second=awaits,
            second_factor_at=now() if second_factor_given else None,
        ),
        home="counsellor.home" if staff.is_counsellor else "referent.home",
        awaits_second=awaits,
        to_set_up=staff.is_referent and not second_factor_given,
    )


def lead_in(opened: Opened, target: str | None) -> ResponseReturnValue:
    """After the transaction: keep the session, and lead to the page asked for or the first one."""
    keep_signed_in(opened.token, long=False)
    path = way_back(target or "")
    if opened.awaits_second:
        session[SESSION_KEY] = opened.token  # nobody is signed in by it yet
        return redirect(url_for("public.second_step", suite=path), 303)
    if opened.to_set_up:
        return redirect(url_for("account.application", suite=path), 303)
    return redirect(path or page_waiting(visitor_or_none()) or url_for(opened.home), 303)
