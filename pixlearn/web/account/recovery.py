"""Recovery codes: shown once to the browser in which they were made, to print or write down."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import recovery, second_factor, sessions
from pixlearn.accounts.rules import show_code
from pixlearn.accounts.store import Staff
from pixlearn.accounts.team import end_sessions
from pixlearn.db import db, now, transaction
from pixlearn.web.account.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.login import SESSION_KEY, keep_signed_in, settings, visitor
from pixlearn.web.professional import ask_again, myself
from pixlearn.web.way_back import way_back


@dataclass(frozen=True, slots=True)
class Kept:
    """A second factor is kept: the session goes on by this token; perhaps with codes to show."""

    token: str
    new_codes: bool


def keep_second_factor(staff: Staff, *, new_codes: bool = False) -> Kept:
    """After a new second factor, in the transaction: sessions elsewhere end, this one is renewed.

    Who has no recovery code gets ten.
    """
    db.session.flush()
    token = sessions.renew(visitor().session_id, second_factor_at=now())
    end_sessions(staff, but=sessions.id_of(token))
    new_codes = new_codes or not recovery.left(staff.id)
    if new_codes:
        recovery.renew(staff.id, token, settings().pepper)
    return Kept(token, new_codes)


def lead_on(kept: Kept) -> ResponseReturnValue:
    """After the transaction: to the new codes, else back to the account or where one was going."""
    keep_signed_in(kept.token, long=False)
    suite = way_back(request.args.get("suite", ""))
    if kept.new_codes:
        return redirect(url_for("account.recovery_codes", suite=suite), 303)
    return redirect(suite or url_for("account.home", note="garde"), 303)


@bp.get("/codes-de-secours")
def recovery_codes() -> ResponseReturnValue:
    """The codes just made, or how many are left; without a second factor there are none."""
    staff = myself()
    if not second_factor.is_set_up(staff):
        return redirect(url_for(".home"), 303)
    codes = recovery.just_made(staff.id, session.get(SESSION_KEY, ""), settings().pepper)
    return render(
        "account/recovery.html",
        codes=[show_code(code) for code in codes],
        staff=staff,
        left=recovery.left(staff.id),
        suite=way_back(request.args.get("suite", "")),
    )


@bp.post("/codes-de-secours")
def renew_recovery_codes() -> ResponseReturnValue:
    """Ten new codes; the former ones open nothing any more."""
    with transaction():
        door = ask_again()
        if door is not None:
            return door
        staff = myself()
        if not second_factor.is_set_up(staff):
            return redirect(url_for(".home"), 303)
        kept = keep_second_factor(staff, new_codes=True)
    return lead_on(kept)
