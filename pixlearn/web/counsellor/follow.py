"""Who follows a person, and what the person told of their situation: read and changed here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.privacy.following import Followed, follow, followed, hand_over, set_contact, team
from pixlearn.privacy.rules import situation_from
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.forms.days import WrongDay, asked_parts, read_day
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure

NOBODY = "personne"
LONGEST = 366  # days of a handover for a time


@bp.get("/apprenants/<uuid:learner_id>/situation")
def situation(learner_id: UUID) -> ResponseReturnValue:
    """How to reach the person, what they aim at, what they have."""
    about = followed(visitor(), learner_id, today_here())
    page = render("counsellor/person_situation.html", about=about)
    return looked(page, person=[learner_id])


@bp.post("/apprenants/<uuid:learner_id>/situation")
def keep_situation(learner_id: UUID) -> ResponseReturnValue:
    """Written for the person, who reads it and may change it too."""
    with transaction():
        form = request.form
        told = situation_from(
            form.get("contact", ""), form.get("projet", ""), form.getlist("equipement")
        )
        set_contact(visitor(), learner_id, told)
    return redirect(url_for(".learner", learner_id=learner_id, note=1), 303)


@bp.get("/apprenants/<uuid:learner_id>/suivi")
def following(learner_id: UUID) -> ResponseReturnValue:
    """Who follows the person, since when, and to whom to pass them on."""
    return looked(_following_page(learner_id), person=[learner_id])


@bp.post("/apprenants/<uuid:learner_id>/suivi")
def hand_learner_over(learner_id: UUID) -> ResponseReturnValue:
    """Take the person over, or pass them on for a time or for good; the person is told."""
    with transaction():
        match request.form.get("action"):
            case "prendre":
                follow(visitor(), learner_id, today_here())
            case "passer":
                fault = _pass_on(learner_id)
                if fault is not None:
                    return _following_page(learner_id, fault)
            case _:
                followed(visitor(), learner_id, today_here())
                abort(400)
    return redirect(url_for(".learner", learner_id=learner_id, note=1), 303)


def _pass_on(learner_id: UUID) -> Fault | None:
    """Do what the form says, or tell what keeps it from being done."""
    people = {str(one.id): one.id for one in team(own_structure())}
    to = request.form.get("a", "")
    if to not in people and to != NOBODY:
        return Fault("a", Problem.NOTHING_CHOSEN, gettext("Choose who follows this person."))
    until = None
    if request.form.get("duree") == "temps" and to != NOBODY:
        until = _written_day()
        if until is None or not 0 <= (until - today_here()).days <= LONGEST:
            words = gettext("Write the last day: today or later, within a year.")
            return Fault("fin", Problem.NOTHING_WRITTEN, words)
    hand_over(visitor(), learner_id, people.get(to), until, today_here())
    return None


def _following_page(learner_id: UUID, fault: Fault | None = None) -> ResponseReturnValue:
    form, about = request.form, followed(visitor(), learner_id, today_here())
    return render(
        "counsellor/person_following.html",
        status=422 if fault else 200,
        about=about,
        me=visitor().staff_id,
        to_whom=_to_whom(about),
        fault=fault,
        faults=(fault,) if fault else (),
        chosen=form.get("a", ""),
        for_a_time=form.get("duree") == "temps",
        parts=asked_parts("fin"),
    )


def _to_whom(about: Followed) -> list[tuple[str, str]]:
    """The team without whoever follows for good, then nobody."""
    me = visitor().staff_id
    names = [
        (str(one.id), gettext("%(name)s (you)", name=one.name) if one.id == me else one.name)
        for one in team(own_structure())
        if one.id != about.follower_id or about.until
    ]
    return [*names, (NOBODY, gettext("Nobody in particular"))]


def _written_day() -> date | None:
    try:
        return read_day(asked_parts("fin"), today_here())
    except WrongDay:
        return None
