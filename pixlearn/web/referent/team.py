"""The référent's first page: the structure and its team."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from pixlearn.accounts.store import staff_of
from pixlearn.structures.store import structure
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp


@bp.get("/")
def home() -> ResponseReturnValue:
    """Who works here, in which role, and when each was last here."""
    structure_id = own_structure()
    return render(
        "referent/team.html", structure=structure(structure_id), team=staff_of(structure_id)
    )
