"""A file of partners: read first, shown with its faults, imported when the référent says so."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, gettext
from sqlalchemy.exc import NoResultFound

from pixlearn.activities.answer import Fault
from pixlearn.activities.answer import Problem as Wrong
from pixlearn.db import transaction
from pixlearn.orientation.partner_import import (
    MOST_PLACES,
    FileRefused,
    Problem,
    Refusal,
    read_places,
)
from pixlearn.orientation.partners import (
    draft_of,
    drop_draft,
    import_draft,
    keep_draft,
    plan_import,
)
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp

FILE = "fichier"
SHOWN = 50


@bp.get("/partenaires/importer")
def partner_file() -> ResponseReturnValue:
    """Where to find a file and how to choose it."""
    return _choose()


@bp.post("/partenaires/importer")
def check_partner_file() -> ResponseReturnValue:
    """Read the file and keep what it holds as a draft; no partner changes yet."""
    with transaction():
        sent = request.files.get(FILE)
        if sent is None or not sent.filename:
            return _choose(gettext("Choose a file."))
        try:
            reading = read_places(sent.read())
        except FileRefused as refused:
            return _choose(_refusal_words(refused))
        keep_draft(own_structure(), reading)
    return redirect(url_for(".checked_partners"), 303)


@bp.get("/partenaires/importer/verification")
def checked_partners() -> ResponseReturnValue:
    """What importing would do, and the faults by line."""
    structure_id = own_structure()
    draft = draft_of(structure_id)
    if draft is None:
        return redirect(url_for(".partner_file"), 303)
    draft_id, reading = draft
    left_out = reading.left_out
    return render(
        "referent/partner_check.html",
        draft_id=draft_id,
        change=plan_import(structure_id, reading.places),
        left_out=len(left_out),
        lines=reading.lines,
        faults=[(fault, _fault_words(fault.problem)) for fault in reading.faults[:SHOWN]],
        more_faults=max(0, len(reading.faults) - SHOWN),
        shown=SHOWN,
    )


@bp.post("/partenaires/importer/verification")
def import_checked_partners() -> ResponseReturnValue:
    """Import what was read, or forget it; a second press changes nothing."""
    with transaction():
        structure_id = own_structure()
        if request.form.get("action") == "abandonner":
            drop_draft(structure_id)
            return redirect(url_for(".partner_file"), 303)
        try:
            done = import_draft(structure_id, UUID(request.form.get("brouillon", "")))
        except (NoResultFound, ValueError):
            return redirect(url_for(".checked_partners"), 303)
    new, changed = len(done.new), len(done.changed)
    return redirect(url_for(".partners", fait="importe", nouveaux=new, changes=changed), 303)


def _choose(problem: str = "") -> Response:
    return render(
        "referent/partner_file.html",
        status=422 if problem else 200,
        faults=(Fault(FILE, Wrong.NOTHING_CHOSEN, problem),) if problem else (),
        field=FILE,
        most=format_decimal(MOST_PLACES),
        waiting=draft_of(own_structure()) is not None,
    )


def _refusal_words(refused: FileRefused) -> str:
    words = {
        Refusal.EMPTY: gettext("This file holds no place. Choose another one."),
        Refusal.TOO_BIG: gettext("This file is too big: 2 MB at most. Keep only your area."),
        Refusal.TOO_MANY: gettext(
            "This file holds too many places: %(most)s at most. Keep only your area.",
            most=format_decimal(MOST_PLACES),
        ),
        Refusal.UNREADABLE: gettext(
            "This file cannot be read. Choose a spreadsheet, a CSV or a JSON file."
        ),
        Refusal.NO_COLUMN: gettext(
            "These columns are missing: %(names)s. The first line names the columns.",
            names=refused.detail,
        ),
    }
    return str(words[refused.refusal])


def _fault_words(problem: Problem) -> str:
    words = {
        Problem.MISSING: gettext("nothing is written: the place is left out"),
        Problem.REPEATED: gettext("this id is there twice: only the first place is kept"),
        Problem.NOT_A_PLACE: gettext("this is not a place: it is left out"),
        Problem.TOO_LONG: gettext("this text is too long: it is left out"),
        Problem.POSTCODE: gettext("not a postcode of 5 digits: it is left out"),
        Problem.DATE: gettext("not a date: it is left out"),
        Problem.PHONE: gettext("not a phone number: it is left out"),
        Problem.EMAIL: gettext("not an e-mail address: it is left out"),
        Problem.LINK: gettext("not a web address: it is left out"),
        Problem.UNKNOWN_WORD: gettext("not a word of the national list: it is kept"),
        Problem.LONE_QUOTE: gettext("a quotation mark that nothing closes: check this line"),
        Problem.POSTCODE_GUESSED: gettext("4 figures: a 0 was put in front. Check it."),
    }
    return str(words[problem])
