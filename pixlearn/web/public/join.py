"""An invited professional joins a team: name, password, and in."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import team
from pixlearn.accounts.secret import hash_secret
from pixlearn.accounts.store import Invitation
from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.structures.store import structure
from pixlearn.web.htmx import render
from pixlearn.web.login import settings
from pixlearn.web.public.blueprint import bp
from pixlearn.web.staff_door import lead_in, open_session
from pixlearn.web.staff_form import name_fault, password_fault, typed


@bp.get("/rejoindre/<token>")
def join(token: str) -> ResponseReturnValue:
    """Which structure invites, and what is asked; looking changes nothing."""
    try:
        found = team.invitation_for(token)
    except team.UnknownLink:
        return render("public/join_gone.html", status=404)
    return _page(token, found, found.name)


@bp.post("/rejoindre/<token>")
def join_team(token: str) -> ResponseReturnValue:
    """Take a name and a password: the link serves once, and signs in."""
    name, password = typed("nom"), request.form.get("password", "")
    try:
        found = team.invitation_for(token)
    except team.UnknownLink:
        return render("public/join_gone.html", status=404)
    faults = [
        name_fault(name),
        password_fault(password, structure(found.structure_id).name, name, found.email),
    ]
    if any(faults):
        return _page(token, found, name, *(fault for fault in faults if fault))
    hashed = hash_secret(settings().pepper, password)
    with transaction():
        try:
            found = team.invitation_for(token, hold=True)
            staff = team.join(found, name, hashed)
        except team.UnknownLink:
            return render("public/join_gone.html", status=404)
        except team.AlreadyHere:
            words = gettext("This address already has an access. Sign in with its password.")
            return _page(token, found, name, Fault("nom", Problem.NOTHING_WRITTEN, words))
        opened = open_session(staff)
    return lead_in(opened, None)


def _page(token: str, found: Invitation, name: str, *faults: Fault) -> Response:
    return render(
        "public/join.html",
        status=422 if faults else 200,
        token=token,
        invitation=found,
        structure=structure(found.structure_id),
        name=name,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
    )
