"""The logo of a structure, at an address of its own that changes with it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort
from flask.typing import ResponseReturnValue

from pixlearn.structures.store import logo_of
from pixlearn.web.public.blueprint import bp

A_YEAR = "public, max-age=31536000, immutable"


@bp.get("/logos/<uuid:structure_id>/<mark>.png")
def logo(structure_id: UUID, mark: str) -> ResponseReturnValue:
    """The picture, as long as it is this one."""
    found = logo_of(structure_id, mark)
    if found is None:
        abort(404)
    response = Response(found, mimetype="image/png")
    response.headers["Cache-Control"] = A_YEAR
    return response
