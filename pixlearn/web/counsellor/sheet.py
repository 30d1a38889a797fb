"""« Imprimer la fiche »: one A4 page about a person, with room for the interview."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import make_response
from flask.typing import ResponseReturnValue

from pixlearn.casework.person import Person, person_of
from pixlearn.config import ROOT
from pixlearn.content.current import catalogue
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.counsellor.person import needs_of, strengths_of, vars_of
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render, rendered
from pixlearn.web.login import visitor
from pixlearn.web.pdf import NoPdf, pdf_available, pdf_of

STYLESHEET = ROOT / "static" / "interview.css"
LINES = 3  # of badges and proposals: the page is one page


@bp.get("/apprenants/<uuid:learner_id>/fiche")
def person_sheet(learner_id: UUID) -> ResponseReturnValue:
    """The sheet on a page: to read, print or download."""
    person = person_of(visitor(), learner_id, catalogue(), today_here())
    page = render("counsellor/person_sheet.html", pdf=pdf_available(), **_shown(person))
    return looked(page, sheet=[learner_id])


@bp.get("/apprenants/<uuid:learner_id>/fiche.pdf")
def person_sheet_pdf(learner_id: UUID) -> ResponseReturnValue:
    """The same sheet as a tagged PDF; a word of help where none can be made."""
    person = person_of(visitor(), learner_id, catalogue(), today_here())
    html = rendered("counsellor/person_sheet_pdf.html", **_shown(person))
    try:
        made = pdf_of(html, STYLESHEET)
    except NoPdf:
        return render("counsellor/person_sheet_no_pdf.html", status=503, learner_id=learner_id)
    response = make_response(made)
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = 'attachment; filename="fiche.pdf"'
    return looked(response, sheet=[learner_id])


def _shown(person: Person) -> dict[str, Any]:
    return {
        "learner_id": person.followed.learner_id,
        "made_on": today_here(),
        "strengths": strengths_of(person),
        "needs": needs_of(person),
        "badges": [line.badge.name for line in person.progression.badges][-LINES:],
        "proposals": person.proposals[:LINES],
        **vars_of(person),
    }
