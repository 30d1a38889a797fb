"""What was proposed to one person: answers, what came of it, and a message ready to send."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.db import now, transaction
from pixlearn.orientation.proposals import (
    note_talk,
    proposal_of,
    proposals_of,
    take_back,
    tell_outcome,
)
from pixlearn.orientation.rules import REASONS_WHY, Proposed, State, Why
from pixlearn.progression.store import shared_learner
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor
from pixlearn.web.messages import mail_link, sms_link


@bp.get("/apprenants/<uuid:learner_id>/propositions")
def proposals(learner_id: UUID) -> ResponseReturnValue:
    """All that this structure proposed to the person, and the question a month later."""
    page = render(
        "counsellor/proposals.html",
        learner_id=learner_id,
        first_name=shared_learner(visitor(), learner_id).first_name,
        lines=proposals_of(visitor(), learner_id),
        moment=now(),
        whys=REASONS_WHY,
        made="fait" in request.args,
        noted="note" in request.args,
    )
    return looked(page, person=[learner_id])


@bp.post("/apprenants/<uuid:learner_id>/propositions")
def follow_proposal(learner_id: UUID) -> ResponseReturnValue:
    """Take a proposal back, or say what came of it, once."""
    with transaction():
        actor = visitor()
        shared_learner(actor, learner_id)
        proposal_id = _asked(request.form.get("proposition", ""))
        match request.form.get("action"):
            case "retirer":
                take_back(actor, proposal_id)
            case "parle":
                note_talk(actor, proposal_id)
            case "fait":
                tell_outcome(actor, proposal_id, done=True, why=None)
            case "pas_fait":
                tell_outcome(actor, proposal_id, done=False, why=_why())
            case "passer":
                tell_outcome(actor, proposal_id, done=None, why=Why.SKIPPED)
            case _:
                abort(400)
    back = ".learner" if request.args.get("depuis") == "page" else ".proposals"
    return redirect(url_for(back, learner_id=learner_id, note=1), 303)


@bp.get("/apprenants/<uuid:learner_id>/message")
def ready_message(learner_id: UUID) -> ResponseReturnValue:
    """A short message to send from one's own phone; nothing of it is kept here."""
    first_name = shared_learner(visitor(), learner_id).first_name
    if asked := request.args.get("proposition"):
        line: Proposed | None = proposal_of(visitor(), _asked(asked))
    else:
        line = _latest(proposals_of(visitor(), learner_id))
    subject, body = _message(first_name, line)
    page = render(
        "counsellor/message.html",
        learner_id=learner_id,
        first_name=first_name,
        body=body,
        sms=sms_link(body),
        mail=mail_link(subject, body),
    )
    return looked(page, person=[learner_id])


def _latest(lines: list[Proposed]) -> Proposed | None:
    """What is still to be done: not refused, not taken back."""
    return next((one for one in lines if one.state not in (State.NO_THANKS, State.WITHDRAWN)), None)


def _message(first_name: str | None, line: Proposed | None) -> tuple[str, str]:
    """Its subject and its words: the next step, and the site's address without any secret."""
    hello = gettext("Hello %(name)s.", name=first_name) if first_name else gettext("Hello.")
    if line is not None:
        step = gettext("I propose this next step: “%(title)s”.", title=line.title)
    else:
        step = gettext("You can go on when you want.")
    here = gettext("You find it here: %(site)s", site=settings().public_url)
    return gettext("Your next step"), "\n".join((hello, step, here, visitor().first_name or ""))


def _why() -> Why | None:
    written = request.form.get("pourquoi", "")
    return Why(written) if written in set(REASONS_WHY) else None


def _asked(proposal_id: str) -> UUID:
    try:
        return UUID(proposal_id)
    except ValueError:
        abort(400)
