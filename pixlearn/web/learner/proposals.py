"""« Votre conseiller vous propose » : read it, answer, and say a month later what came of it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.db import now, transaction
from pixlearn.orientation import proposals as service
from pixlearn.orientation.offers import place_of
from pixlearn.orientation.rules import ANSWERS, REASONS_WHY, Kind, Proposed, State, Why
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import going_on
from pixlearn.web.login import visitor


@bp.get("/propositions")
def proposals() -> ResponseReturnValue:
    """Everything that was proposed, the latest first."""
    person = visitor()
    if person.learner_id is None:
        return redirect(going_on(None), 303)
    lines = service.proposals_of(person, person.learner_id)
    return render("learner/proposals.html", lines=lines, moment=now())


@bp.get("/propositions/<uuid:proposal_id>")
def proposal(proposal_id: UUID) -> ResponseReturnValue:
    """One proposal: why, when, where, and four answers."""
    line = service.proposal_of(visitor(), proposal_id)
    return render(
        "learner/proposal.html",
        line=line,
        place=place_of(line.target) if line.kind in (Kind.PARTNER, Kind.WORKSHOP) else None,
        way=_way(line),
        to_tell=line.to_ask_learner(now()),
        noted="note" in request.args,
    )


@bp.post("/propositions/<uuid:proposal_id>")
def answer_proposal(proposal_id: UUID) -> ResponseReturnValue:
    """An answer, or another one later; it changes nothing else."""
    with transaction():
        chosen = request.form.get("reponse", "")
        service.proposal_of(visitor(), proposal_id)
        if chosen not in set(ANSWERS):
            abort(400)
        service.answer(visitor(), proposal_id, State(chosen))
    return redirect(url_for(".proposal", proposal_id=proposal_id, note=1), 303)


@bp.get("/propositions/<uuid:proposal_id>/suite")
def outcome(proposal_id: UUID) -> ResponseReturnValue:
    """« C'est fait ? », asked once; then, for a no, why."""
    return _outcome_page(proposal_id)


@bp.post("/propositions/<uuid:proposal_id>/suite")
def say_outcome(proposal_id: UUID) -> ResponseReturnValue:
    """Yes, no and perhaps why, or « ne plus me demander »."""
    with transaction():
        actor = visitor()
        service.proposal_of(actor, proposal_id)
        match request.form.get("action"):
            case "fait":
                service.tell_outcome(actor, proposal_id, done=True, why=None)
            case "pas_fait":
                service.tell_outcome(actor, proposal_id, done=False, why=None)
                return redirect(url_for(".outcome", proposal_id=proposal_id), 303)
            case "passer":
                service.tell_outcome(actor, proposal_id, done=None, why=Why.SKIPPED)
            case "pourquoi":
                why = request.form.get("pourquoi", "")
                if why not in set(REASONS_WHY):
                    return _outcome_page(proposal_id, problem=True)
                service.tell_outcome(actor, proposal_id, done=False, why=Why(why))
            case _:
                abort(400)
    return redirect(url_for(".proposal", proposal_id=proposal_id, note=1), 303)


def _outcome_page(proposal_id: UUID, *, problem: bool = False) -> ResponseReturnValue:
    line = service.proposal_of(visitor(), proposal_id)
    why = line.due(now()) and line.done_learner is False and line.why_learner is None
    if not why and not line.to_ask_learner(now()):
        return redirect(url_for(".proposal", proposal_id=proposal_id), 303)
    return render(
        "learner/proposal_outcome.html",
        status=422 if problem else 200,
        line=line,
        why=why,
        whys=REASONS_WHY,
        problem=problem,
    )


def _way(line: Proposed) -> str | None:
    """The page of this site where the proposal is done, or none when it is done elsewhere."""
    tracks = {track.id: track for track in catalogue().teaching.tracks.values()}
    match line.kind:
        case Kind.TRACK if line.target in tracks:
            return url_for(".track", track_slug=tracks[line.target].text.slug)
        case Kind.LESSON:
            return _lesson_page(line.target)
        case Kind.DIAGNOSTIC if line.target in catalogue().diagnostics:
            slug = catalogue().diagnostic(line.target).slug
            return url_for(".cover", diagnostic_slug=slug)
        case Kind.DIAGNOSTIC:
            return url_for(".diagnostic")
        case Kind.OUTSIDE if line.target in ("attestation", "cv"):
            return url_for(".attestation")
    return None


def _lesson_page(lesson_id: str | None) -> str | None:
    for track in catalogue().teaching.tracks.values():
        for lesson in track.lessons:
            if lesson.id == lesson_id:
                slug = track.text.slug
                return url_for(".lesson", track_slug=slug, lesson_slug=lesson.text.slug)
    return None
