"""The door of the professionals' pages, the same for counsellors and référents."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.second_factor import is_set_up, second_factor_needed, vouched_for
from pixlearn.accounts.store import Staff
from pixlearn.accounts.team import member
from pixlearn.web.kept import page_asked_for, to_door, to_show_again
from pixlearn.web.login import settings, visitor, visitor_or_none


def ask_to_sign_in() -> ResponseReturnValue | None:
    """Send somebody unknown to sign in, and back here afterwards; let the others go on.

    A référent sets up a second factor first; in development this may wait (decision 17).
    """
    who = visitor_or_none()
    if who is None:
        return to_door("public.sign_in", suite=page_asked_for())
    sets_up = request.blueprint == "account"
    if settings().production and who.is_referent and who.second_factor_at is None and not sets_up:
        return to_show_again("account.application")
    return None


def ask_again() -> ResponseReturnValue | None:
    """Before a change of how one signs in: ask who it is, unless they have just shown it."""
    if vouched_for(visitor()):
        return None
    return to_show_again("account.verify")


def ask_second_factor() -> ResponseReturnValue | None:
    """Before an export: ask for the second factor, unless it was given a moment ago."""
    if not second_factor_needed(visitor()):
        return None
    back = url_for("account.verified", suite=request.full_path.rstrip("?"))
    asks = "account.verify" if is_set_up(myself()) else "account.application"
    return redirect(url_for(asks, suite=back), 303)


def own_structure() -> UUID:
    """The structure of the professional who asks; to anybody else the page does not exist."""
    structure_id = visitor().structure_id
    if structure_id is None:
        abort(404)
    return structure_id


def myself() -> Staff:
    """The row of the professional who asks; to anybody else the page does not exist."""
    structure_id, staff_id = own_structure(), visitor().staff_id
    if staff_id is None:
        abort(404)
    return member(structure_id, staff_id)
