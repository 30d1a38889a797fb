"""« Mon attestation »: choose what the paper says, make it, print it, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from pixlearn.badges import papers
from pixlearn.badges.attestation import (
    CV_SENTENCES,
    MOST_SKILLS,
    Attested,
    Problem,
    cv_lists,
    problem_with,
)
from pixlearn.badges.store import Attestation
from pixlearn.config import ROOT
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.privacy.store import follow_up_of
from pixlearn.progression.paper import (
    Wishes,
    attested,
    badges_for_paper,
    skills_for_paper,
    tracks_for_paper,
)
from pixlearn.progression.rules import Progression
from pixlearn.progression.service import progression_of
from pixlearn.scenes.words import FRENCH
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.i18n import day
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import hold_learner, submission
from pixlearn.web.login import settings, visitor
from pixlearn.web.pdf import NoPdf, pdf_available, pdf_of
from pixlearn.web.qr import qr_svg
from pixlearn.web.typesetting import in_french_type

STYLESHEET = ROOT / "static" / "paper.css"


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the form: names as written, and the boxes that are ticked."""

    first_name: str
    last_name: str
    skills: frozenset[str]
    boxes: frozenset[str]

    @property
    def name(self) -> str:
        """The name as it stands on the paper."""
        return f"{self.first_name} {self.last_name}".strip()


@bp.get("/attestation")
def attestation() -> ResponseReturnValue:
    """What the paper will say, ready to be made; and the earlier ones."""
    person = visitor()
    progression = _progression()
    best = skills_for_paper(progression, catalogue())[:MOST_SKILLS]
    asked = Asked(
        first_name=person.first_name or "",
        last_name="",
        skills=frozenset(skill.id for skill in best),
        boxes=frozenset({"badges", "lecons", "suite"}),
    )
    return _choice_page(progression, asked)


@bp.post("/attestation")
def make_attestation() -> ResponseReturnValue:
    """Keep the paper for ever; the same form sent again leads to the same paper."""
    with transaction():
        learner_id, person = hold_learner(), visitor()
        row = papers.row_id(learner_id, submission() or uuid4())
        earlier = papers.papers_of(person)
        paper = next((one for one in earlier if one.id == row), None)
        progression, asked = _progression(), _asked()
        offered = {skill.id for skill in skills_for_paper(progression, catalogue())}
        if paper is None and offered:
            chosen = len(asked.skills & offered)
            problem = problem_with(chosen, len(offered), asked.name, len(earlier))
            if problem is not None:
                return _choice_page(progression, asked, problem)
            paper = papers.make_paper(learner_id, row, _attested(progression, asked))
        code = paper.code if paper else None
    if code is None:
        return redirect(url_for(".attestation"), 303)
    return redirect(url_for(".attestation_paper", paper=code), 303)


@bp.get("/attestation/<paper>")
def attestation_paper(paper: str) -> ResponseReturnValue:
    """The paper as it was made: to read, print or download."""
    found = _own(paper)
    return render("learner/attestation_paper.html", pdf=pdf_available(), **_shown(found))


@bp.get("/attestation/<paper>.pdf")
def attestation_pdf(paper: str) -> ResponseReturnValue:
    """The same paper as a tagged PDF; a word of help where none can be made."""
    found = _own(paper)
    with in_french_type():
        html = render_template("learner/attestation_pdf.html", **_shown(found))
    try:
        made = pdf_of(html, STYLESHEET)
    except NoPdf:
        return render("learner/attestation_no_pdf.html", status=503, code=paper)
    response = make_response(made)
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = 'attachment; filename="passeport-numerique.pdf"'
    return response


@bp.get("/attestation/<paper>/cv")
def attestation_cv(paper: str) -> ResponseReturnValue:
    """Three sentences to copy."""
    found = _own(paper)
    return render("learner/attestation_cv.html", code=paper, sentences=_cv(found))


@bp.get("/attestation/<paper>/retirer")
def ask_withdrawal(paper: str) -> ResponseReturnValue:
    """Taking a paper back asks first."""
    found = _own(paper)
    return render("learner/attestation_withdraw.html", code=paper, said=papers.said_by(found))


@bp.post("/attestation/<paper>/retirer")
def withdraw_attestation(paper: str) -> ResponseReturnValue:
    """The paper is gone; its code says from now on that it was withdrawn."""
    with transaction():
        found = papers.paper_of(visitor(), paper)
        if found is not None:
            papers.withdraw(found)
    return redirect(url_for(".attestation", retire=1), 303)


def _progression() -> Progression:
    person = visitor()
    if person.learner_id is None:
        raise PermissionError("learners only")
    return progression_of(person, person.learner_id, catalogue())


def _own(code: str) -> Attestation:
    found = papers.paper_of(visitor(), code)
    if found is None:
        abort(404)
    return found


def _written(name: str) -> str:
    words = " ".join(request.form.get(name, "")[:200].split())
    return "".join(sign for sign in words if sign.isprintable())


def _asked() -> Asked:
    return Asked(
        first_name=_written("prenom"),
        last_name=_written("nom"),
        skills=frozenset(request.form.getlist("acquis")[: len(catalogue().framework.skills)]),
        boxes=frozenset(
            box
            for box in ("badges", "lecons", "suite", "structure", "pourcentage")
            if request.form.get(box) == "oui"
        ),
    )


def _attested(progression: Progression, asked: Asked) -> Attested:
    wishes = Wishes(
        name=asked.name,
        skills=asked.skills,
        badges="badges" in asked.boxes,
        lessons="lecons" in asked.boxes,
        next_step="suite" in asked.boxes,
        structure=_structure() if "structure" in asked.boxes else None,
        percent="pourcentage" in asked.boxes,
    )
    return attested(progression, catalogue(), wishes, today_here())


def _structure() -> str | None:
    """The structure that the learner shares with, if any."""
    shared = follow_up_of(visitor())
    return shared[1].name if shared else None


def _choice_page(
    progression: Progression, asked: Asked, problem: Problem | None = None
) -> ResponseReturnValue:
    offered = skills_for_paper(progression, catalogue())
    tracks = tracks_for_paper(progression, catalogue())
    return render(
        "learner/attestation.html",
        status=422 if problem else 200,
        problem=problem,
        offered=offered,
        best=[skill.id for skill in offered[:MOST_SKILLS]],
        asked=asked,
        badges=len(badges_for_paper(progression)),
        lessons=sum(len(track.lessons) for track in tracks),
        minutes=sum(track.minutes for track in tracks),
        next_step=progression.next_step is not None,
        structure=_structure(),
        percent=progression.percent,
        earlier=[(one.code, papers.said_by(one).made_on) for one in papers.papers_of(visitor())],
        submission_id=submission() or uuid4(),
        withdrawn="retire" in request.args,
    )


def _shown(paper: Attestation) -> dict[str, Any]:
    """What a page or a PDF needs to show a paper."""
    said = papers.said_by(paper)
    address = settings().public_url + url_for("public.verify_code", paper=paper.code)
    return {
        "said": said,
        "code": paper.code,
        "title": _title(said),
        "site": settings().public_url.partition("//")[2] + url_for("public.verify"),
        "qr": qr_svg(address, gettext("Square to scan: it checks this paper")),
        "pictures": catalogue().badges,
    }


def _title(said: Attested) -> str:
    if said.name:
        return str(gettext("Digital passport of %(name)s", name=said.name))
    return str(gettext("Digital passport"))


def _cv(paper: Attestation) -> list[str]:
    """Three sentences in the language of the content: the skills, then where they stand."""
    said = papers.said_by(paper)
    site = settings().public_url.partition("//")[2] + url_for("public.verify")
    code = f"{paper.code[:5]} {paper.code[5:]}"
    with force_locale(FRENCH):
        skills = [
            gettext("I can %(things)s.", things=_listed(things)) for things in cv_lists(said.skills)
        ]
        proofs = [
            gettext("I have made my Digital passport on %(day)s.", day=day(said.made_on)),
            gettext("It can be checked on %(site)s with the code %(code)s.", site=site, code=code),
        ]
    return [str(one) for one in (*skills, *proofs)][:CV_SENTENCES]


def _listed(things: tuple[str, ...]) -> str:
    """« A, B et C »."""
    *first, last = things
    if not first:
        return last
    return str(gettext("%(first)s and %(last)s", first=", ".join(first), last=last))
