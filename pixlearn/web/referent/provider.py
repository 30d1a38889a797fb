"""The référent says which identity at the provider is whom of the team."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import identities, team
from pixlearn.accounts.store import OidcIdentity, Staff
from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp

LONGEST = 40  # signs of a code as people write it


@bp.get("/equipe/<uuid:staff_id>/fournisseur")
def identity(staff_id: UUID) -> ResponseReturnValue:
    """With which identities somebody signs in; with a code, whose it is, before linking."""
    staff = _member(staff_id)
    written = request.args.get("code", "")[:LONGEST]
    if not written:
        return _page(staff)
    found = identities.with_code(written)
    return _page(staff, written, None if found else _unknown_code(), found=found)


@bp.post("/equipe/<uuid:staff_id>/fournisseur")
def link_identity(staff_id: UUID) -> ResponseReturnValue:
    """Link the identity of this code, or take away one that is linked."""
    with transaction():
        staff = _member(staff_id)
        written = request.form.get("code", "")[:LONGEST]
        if request.form.get("action") == "retirer":
            identities.unlink(staff, _id_sent(), but=_mine(staff))
            note = "retiree"
        else:
            found = identities.with_code(written, hold=True)
            if found is None:
                return _page(staff, written, _unknown_code())
            found.staff_id = staff.id
            note = "reliee"
    return redirect(url_for(".identity", staff_id=staff_id, note=note), 303)


def _member(staff_id: UUID) -> Staff:
    if settings().provider is None:
        abort(404)
    return team.member(own_structure(), staff_id)


def _mine(staff: Staff) -> UUID | None:
    """The session in which somebody changes their own identities goes on."""
    me = visitor()
    return me.session_id if staff.id == me.staff_id else None


def _id_sent() -> UUID:
    try:
        return UUID(request.form.get("identity_id", ""))
    except ValueError:
        abort(400)


def _unknown_code() -> Fault:
    words = gettext("Nobody waits with this code. Look at it once more with the person.")
    return Fault("code", Problem.NOTHING_WRITTEN, words)


def _page(
    staff: Staff,
    written: str = "",
    fault: Fault | None = None,
    *,
    found: OidcIdentity | None = None,
) -> Response:
    return render(
        "referent/team_provider.html",
        status=422 if fault else 200,
        person=staff,
        identities=identities.identities_of(staff),
        written=written,
        found=found,
        faults=[fault] if fault else [],
        error=fault.message if fault else None,
        noted=request.args.get("note", "") if request.method == "GET" else "",
    )
