"""The structure's partners, to be found by a counsellor who orients somebody."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.partner_search import asked_search, found_page
from pixlearn.web.professional import own_structure


@bp.get("/partenaires")
def partners() -> ResponseReturnValue:
    """The places that match, with how to reach each."""
    search = asked_search()
    return render(
        "counsellor/partners.html",
        page=found_page(own_structure(), search),
        search=search,
        manages=visitor().is_referent,
    )
