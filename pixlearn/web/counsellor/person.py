"""The page of one person: 30 seconds before an interview, then everything that they share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.casework.person import Person, person_of
from pixlearn.content.current import catalogue
from pixlearn.db import now
from pixlearn.mastery.rules import SkillStatus
from pixlearn.orientation.rules import REASONS_WHY
from pixlearn.progression.timeline import SHOWN_FIRST
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.for_real import for_real_lines
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor

NOTES_SHOWN = 3
PROPOSING = "counsellor.propose"


@bp.get("/apprenants/<uuid:learner_id>")
def learner(learner_id: UUID) -> ResponseReturnValue:
    """One person, with the same progression that they read themselves; one look is kept."""
    person = person_of(visitor(), learner_id, catalogue(), today_here())
    whole = "tout" in request.args
    page = render(
        "counsellor/learner.html",
        learner_id=learner_id,
        strengths=strengths_of(person),
        needs=needs_of(person),
        events=person.events if whole else person.events[:SHOWN_FIRST],
        more_events=0 if whole else max(len(person.events) - SHOWN_FIRST, 0),
        shown_notes=person.notes[:NOTES_SHOWN],
        for_real=for_real_lines(person.visits, catalogue().teaching.lessons),
        propose=_proposing(learner_id),
        whys=REASONS_WHY,
        moment=now(),
        noted="note" in request.args,
        **vars_of(person),
    )
    return looked(page, person=[learner_id])


def vars_of(person: Person) -> dict[str, Any]:
    """What every page about a person names."""
    return {
        "person": person,
        "about": person.followed,
        "progression": person.progression,
        "journey": person.progression.journey,
    }


def strengths_of(person: Person) -> list[str]:
    """Up to three savoir-faire with direct proof, in a few words each."""
    framework = catalogue().framework
    return [framework.skill(line.id).short for line in person.progression.strengths]


def needs_of(person: Person) -> list[str]:
    """What the first lessons of the two most useful tracks bring, once the diagnostic has ended."""
    progression = person.progression
    if progression.journey.ended_on is None:
        return []
    content = catalogue()
    acquired = {
        line.id
        for domain in progression.domains
        for line in domain.skills
        if line.status is SkillStatus.ACQUIRED
    }
    taught = (
        content.teaching.lessons[line.lesson.id].text.skills for line in progression.proposals
    )
    brought = [next((one for one in skills if one not in acquired), None) for skills in taught]
    return [content.framework.skill(one).short for one in dict.fromkeys(brought) if one]


def _proposing(learner_id: UUID) -> str | None:
    """Where the next step is proposed."""
    if PROPOSING not in current_app.view_functions:
        return None
    return url_for(PROPOSING, learner_id=learner_id)
