"""« Vérifier un papier »: whoever holds a paper or a badge file checks it by its code."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.limits import note_wrong
from pixlearn.accounts.rules import read_code
from pixlearn.badges import issued as badge_files
from pixlearn.badges import papers
from pixlearn.badges.service import SIGNS_OF_CODE
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.web.htmx import render
from pixlearn.web.login import passport
from pixlearn.web.public.blueprint import bp
from pixlearn.web.public.issuer import badge_page
from pixlearn.web.written import written


@bp.get("/verifier")
def verify() -> ResponseReturnValue:
    """One field: the 10 signs that stand on the paper."""
    return render("public/verify.html", typed="", problem=None)


@bp.post("/verifier")
def read_paper_code() -> ResponseReturnValue:
    """Tolerant of spaces, dashes, case and look-alikes; codes that do not exist are counted."""
    typed = written("code")[:40]
    code = read_code(typed)
    problem = None if len(code) == SIGNS_OF_CODE else "length" if code else "nothing"
    with transaction():
        if problem is None and papers.kind_of(code) is None:
            note_wrong(passport().address, limited=passport().limited)
            problem = "unknown"
    if problem is not None:
        return render("public/verify.html", status=422, typed=typed, problem=problem)
    return redirect(url_for(".verify_code", paper=code), 303)


@bp.get("/verifier/<paper>")
def verify_code(paper: str) -> ResponseReturnValue:
    """What stands under a code: a paper, a badge, or that it was withdrawn."""
    code = read_code(paper[:40])
    kind = papers.kind_of(code)
    if kind is None:
        return render("public/verify_nothing.html", status=404, withdrawn=False)
    if kind == badge_files.KIND:
        return badge_page(code)
    found = papers.paper_by_code(code)
    if found is None:
        return render("public/verify_nothing.html", withdrawn=True)
    said = papers.said_by(found)
    return render(
        "public/verify_paper.html", said=said, code=found.code, pictures=catalogue().badges
    )
