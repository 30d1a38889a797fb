"""Consent: what a counsellor would see, refusable, and taken back in two presses."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.whereabouts import structure_known_to
from pixlearn.db import transaction
from pixlearn.privacy import service
from pixlearn.privacy.store import follow_up_of, has_answered, looks_at
from pixlearn.structures.store import Structure, structure
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import visitor

AGES = {"plus", "parent"}


@bp.get("/partage")
def sharing() -> ResponseReturnValue:
    """Ask, or say with whom the work is shared now."""
    return _sharing_page()


@bp.post("/partage")
def choose_sharing() -> ResponseReturnValue:
    """Yes, no, or stop; each may be changed at any time, at once."""
    choice = request.form.get("partage")
    if choice == "oui" and request.form.get("age") not in AGES:
        return _sharing_page(problem=True)
    with transaction():
        learner_id, asking, shared = _standing()
        if choice == "oui" and asking is not None:
            service.agree_to_share(learner_id, asking.id)
        refused = shared if choice == "arreter" else asking or shared
        if choice in {"non", "arreter"} and refused is not None:
            service.refuse_to_share(learner_id, refused.id)
    return redirect(url_for(".sharing", fait=1), 303)


@bp.get("/mes-donnees")
def my_data() -> ResponseReturnValue:
    """Who may see what, and who looked."""
    person = visitor()
    shared = follow_up_of(person)
    return render(
        "learner/my_data.html",
        structure=shared[1].name if shared else None,
        looks=looks_at(person),
    )


def _sharing_page(*, problem: bool = False) -> ResponseReturnValue:
    _, asking, shared = _standing()
    asked_for = problem or "choix" in request.args
    settled = asking is not None and not asked_for and has_answered(visitor(), asking.id)
    return render(
        "learner/sharing.html",
        settled=settled,
        status=422 if problem else 200,
        asking=asking.name if asking else None,
        shared=shared.name if shared else None,
        problem=problem,
        done="fait" in request.args,
    )


def _standing() -> tuple[UUID, Structure | None, Structure | None]:
    """The learner, the structure that asks (of the latest workshop or card), the one shared with.

    Nobody asks when it is the one shared with already, or one that has closed.
    """
    person = visitor()
    if person.learner_id is None:
        raise PermissionError("learners only")
    found = follow_up_of(person)
    shared = found[1] if found else None
    known = structure_known_to(person.learner_id)
    asking = structure(known) if known else None
    if asking is not None and (asking.closed_at is not None or asking == shared):
        asking = None
    return person.learner_id, asking, shared
