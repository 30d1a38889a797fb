"""Shared notes about a person: written, read by both, taken back within a day."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from pixlearn.db import transaction
from pixlearn.orientation.notes import LONGEST_NOTE, notes_of, remove_note, write_note
from pixlearn.progression.store import shared_learner
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.forms import Form, Id, LongText, form_page, pressed, sent_id
from pixlearn.web.login import visitor


class NoteForm(Form):
    """A new note."""

    submission_id = Id(default=uuid4)
    texte = LongText(
        needed=lazy_gettext("Write the note."),
        longest=LONGEST_NOTE,
        too_long=lazy_gettext("Write a shorter note: %(num)s signs at most.", num=LONGEST_NOTE),
    )


@bp.get("/apprenants/<uuid:learner_id>/notes")
def notes(learner_id: UUID) -> ResponseReturnValue:
    """All the notes about this person, and a new one."""
    return looked(_page(learner_id, NoteForm.filled()), person=[learner_id])


@bp.post("/apprenants/<uuid:learner_id>/notes")
def work_on_notes(learner_id: UUID) -> ResponseReturnValue:
    """Write a note, or take one back: each button of the page says which."""
    with transaction():
        shared_learner(visitor(), learner_id)
        match pressed():
            case "ecrire":
                form = NoteForm.sent()
                if form.faults:
                    return _page(learner_id, form)
                write_note(visitor(), learner_id, form.submission_id.data, form.texte.data)
            case "retirer":
                remove_note(visitor(), learner_id, sent_id("note"))
            case _:
                abort(400)
    return redirect(url_for(".notes", learner_id=learner_id, fait=1), 303)


def _page(learner_id: UUID, form: NoteForm) -> ResponseReturnValue:
    return form_page(
        "counsellor/person_notes.html",
        form,
        learner_id=learner_id,
        first_name=shared_learner(visitor(), learner_id).first_name,
        notes=notes_of(visitor(), learner_id),
        done=request.method == "GET" and "fait" in request.args,
    )
