"""Consent: what a counsellor would see, refusable, and taken back in two presses."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.store import structure_known_to
from pixlearn.db import transaction
from pixlearn.privacy import service
from pixlearn.privacy.store import follow_up_of, looks_at
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
    """Yes or no; either may be changed at any time, at once."""
    agreed = request.form.get("partage") == "oui"
    if agreed and request.form.get("age") not in AGES:
        return _sharing_page(problem=True)
    with transaction():
        learner_id, asking = _asking()
        if asking is not None:
            act = service.agree_to_share if agreed else service.refuse_to_share
            act(learner_id, asking.id)
    return redirect(url_for(".sharing", fait="oui" if agreed else "non"), 303)


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
    shared = follow_up_of(visitor())
    _, asking = _asking()
    return render(
        "learner/sharing.html",
        status=422 if problem else 200,
        asking=asking.name if asking else None,
        sharing=shared is not None and asking is not None and shared[1].id == asking.id,
        problem=problem,
        done=request.args.get("fait"),
    )


def _asking() -> tuple[UUID, Structure | None]:
    """The structure that the question is about: the known one, else the one shared with."""
    person = visitor()
    if person.learner_id is None:
        raise PermissionError("learners only")
    shared = follow_up_of(person)
    known = structure_known_to(person.learner_id)
    if known is not None:
        return person.learner_id, structure(known)
    return person.learner_id, shared[1] if shared else None
