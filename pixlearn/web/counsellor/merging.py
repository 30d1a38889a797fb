"""« Rapprocher deux dossiers »: likely pairs, both side by side, one file, and back for 30 days."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.secret import new_seed
from pixlearn.accounts.service import prepare_stack
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.records.files import file_of, likely_files, others_like, two_files
from pixlearn.records.merging import joined, merge, separate
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.cards_print import let_print
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor

LONGEST = 40


@bp.get("/rapprocher")
def likely_pairs() -> ResponseReturnValue:
    """Files that may be one person's, the likeliest first."""
    pairs = likely_files(visitor())
    people = {one.id for pair in pairs for one in (pair.kept, pair.former)}
    return looked(render("counsellor/merge_likely.html", pairs=pairs), list=people)


@bp.get("/apprenants/<uuid:learner_id>/rapprocher")
def files_of(learner_id: UUID) -> ResponseReturnValue:
    """What was joined to a file, and which others may be the same person's."""
    search = " ".join(request.args.get("q", "").split())[:LONGEST]
    file = file_of(visitor(), learner_id)
    others = others_like(visitor(), file, search)
    page = render(
        "counsellor/merge_files.html",
        file=file,
        others=others,
        together=joined(visitor(), learner_id),
        search=search,
        done=request.args.get("fait"),
    )
    return looked(page, person=[learner_id], list=[one.id for one in others])


@bp.post("/apprenants/<uuid:learner_id>/rapprocher")
def separate_files(learner_id: UUID) -> ResponseReturnValue:
    """Undo: each file as it was."""
    with transaction():
        separate(visitor(), learner_id, catalogue())
    return redirect(url_for(".files_of", learner_id=learner_id, fait="separes"), 303)


@bp.get("/rapprocher/<uuid:learner_id>/<uuid:other_id>")
def compare_files(learner_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Both side by side: dates and numbers, no answer."""
    files = two_files(visitor(), learner_id, other_id)
    page = render("counsellor/merge_compare.html", files=files)
    return looked(page, person=[file.id for file in files])


@bp.post("/rapprocher/<uuid:learner_id>/<uuid:other_id>")
def join_files(learner_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """One file from now on, and one new card that this browser can print for an hour."""
    seed = new_seed()
    card = prepare_stack(seed, 1, settings().pepper)[0]
    with transaction():
        kept, former = two_files(visitor(), learner_id, other_id)
        merge(visitor(), kept, former, catalogue(), card)
    return let_print(url_for(".files_of", learner_id=kept.id, fait="reunis"), seed, 1)
