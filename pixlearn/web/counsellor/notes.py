"""Shared notes about a person: written, read by both, taken back within a day."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.orientation.notes import LONGEST_NOTE, notes_of, remove_note, write_note
from pixlearn.progression.store import shared_learner
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor


@bp.get("/apprenants/<uuid:learner_id>/notes")
def notes(learner_id: UUID) -> ResponseReturnValue:
    """All the notes about this person, and a new one."""
    return looked(_notes_page(learner_id), person=[learner_id])


@bp.post("/apprenants/<uuid:learner_id>/notes")
def work_on_notes(learner_id: UUID) -> ResponseReturnValue:
    """Write a note, or take one back: each button of the page says which."""
    with transaction():
        shared_learner(visitor(), learner_id)
        match request.form.get("action"):
            case "ecrire":
                text = _written()
                fault = _fault(text)
                if fault is not None:
                    return _notes_page(learner_id, fault, text)
                write_note(visitor(), learner_id, _id("submission_id"), text)
            case "retirer":
                remove_note(visitor(), learner_id, _id("note"))
            case _:
                abort(400)
    return redirect(url_for(".notes", learner_id=learner_id, fait=1), 303)


def _written() -> str:
    """The note as typed, lines kept, signs that nobody can see left out."""
    text = request.form.get("texte", "").replace("\r\n", "\n").strip()
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n")


def _fault(text: str) -> Fault | None:
    if not text:
        return Fault("texte", Problem.NOTHING_WRITTEN, gettext("Write the note."))
    if len(text) > LONGEST_NOTE:
        words = gettext("Write a shorter note: %(num)s signs at most.", num=LONGEST_NOTE)
        return Fault("texte", Problem.TOO_LONG, words)
    return None


def _id(field: str) -> UUID:
    try:
        return UUID(request.form.get(field, ""))
    except ValueError:
        abort(400)


def _notes_page(
    learner_id: UUID, fault: Fault | None = None, typed: str = ""
) -> ResponseReturnValue:
    return render(
        "counsellor/person_notes.html",
        status=422 if fault else 200,
        learner_id=learner_id,
        first_name=shared_learner(visitor(), learner_id).first_name,
        notes=notes_of(visitor(), learner_id),
        fault=fault,
        faults=(fault,) if fault else (),
        typed=typed,
        longest=LONGEST_NOTE,
        submission=uuid4(),
        done=request.method == "GET" and "fait" in request.args,
    )
