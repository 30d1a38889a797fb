"""The door of the professionals' pages, the same for counsellors and référents."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.store import Staff
from pixlearn.accounts.team import member
from pixlearn.web.login import visitor, visitor_or_none


def ask_to_sign_in() -> ResponseReturnValue | None:
    """Send somebody unknown to sign in, and back here afterwards; let the others go on."""
    if visitor_or_none() is not None:
        return None
    return redirect(url_for("public.sign_in", suite=request.path), 303)


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
