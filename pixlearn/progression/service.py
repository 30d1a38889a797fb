"""record(): answer, next step and summary in one transaction; and the value people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from pixlearn.accounts.rules import Visitor
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db, now
from pixlearn.diagnostic import service as diagnostic
from pixlearn.diagnostic.store import Attempt, Situation, Step, latest_attempt
from pixlearn.mastery.rules import DIRECT_OUTCOME, Given, Mastery, estimate
from pixlearn.mastery.service import evidence_of, latest_by_item, model_of
from pixlearn.mastery.store import Answer, answers_of
from pixlearn.progression.rules import Journey, Progression, assemble
from pixlearn.progression.store import keep_summary
from pixlearn.tracks.rules import lesson_of

PARIS = ZoneInfo("Europe/Paris")


class StaleForm(Exception):
    """The form is of a step that has been answered and followed; nothing was written."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one submission, before it is stored."""

    how: Given
    outcome: float
    given: dict[str, Any]


def record(
    actor: Visitor,
    situation: Situation,
    step: Step,
    submission_id: UUID,
    verdict: Verdict,
    catalogue: Catalogue,
) -> Step | None:
    """Store an answer, choose what follows and renew the summary: the sole door for evidence.

    Returns the step to go on with, or None at the end of the diagnostic.

    Sending the same submission again changes nothing. « Changer ma réponse » comes with the
    step's ``change_id`` and supersedes the former row, until the next question is answered.

    Raises:
        StaleForm: the submission belongs to no step that may still be answered.
    """
    answers = answers_of(actor, step.learner_id)
    if any(answer.submission_id == submission_id for answer in answers):
        return situation.next
    former = None
    if submission_id != step.submission_id or step.answered_at is not None:
        former = _changeable(situation, step, submission_id, answers)
    answer = _answer(step, submission_id, verdict, catalogue, former, sequence=len(answers) + 1)
    db.session.add(answer)
    step.answered_at = now()
    step.change_id = uuid4()
    step.draft = None
    standing = sorted(
        [one for one in answers if one is not former] + [answer], key=lambda one: one.sequence
    )
    db.session.flush()
    own = [one for one in standing if one.source_id == situation.attempt.id]
    following = diagnostic.advance(situation, own, catalogue)
    _renew_summary(step.learner_id, standing, situation, catalogue)
    return following


def choose_again(actor: Visitor, situation: Situation, catalogue: Catalogue) -> Step | None:
    """The open step's item has been withdrawn: it counts as not asked, and another is chosen."""
    answers = answers_of(actor, situation.attempt.learner_id)
    own = [one for one in answers if one.source_id == situation.attempt.id]
    return diagnostic.advance(situation, own, catalogue)


def progression_of(
    actor: Visitor, learner_id: UUID, catalogue: Catalogue, attempt: Attempt | None = None
) -> Progression:
    """The learner's progression, for whoever may see it; ``attempt`` is the latest, if at hand."""
    answers = answers_of(actor, learner_id)
    attempt = attempt or latest_attempt(actor, learner_id)
    evidence = evidence_of(answers)
    shown_on = {
        answer.skill_id: answer.created_at.astimezone(PARIS).date()
        for answer in latest_by_item(answers)
        if answer.way is Given.ALONE and answer.outcome >= DIRECT_OUTCOME
    }
    finished_on = {
        lesson_of(answer.item_id): answer.created_at.astimezone(PARIS).date()
        for answer in answers
        if answer.way is Given.LESSON
    }
    weighed, together = _counts(answers, catalogue)
    journey = Journey(
        began=attempt is not None,
        ended_on=attempt.ended_at.astimezone(PARIS).date()
        if attempt and attempt.ended_at
        else None,
        ended_by_learner=bool(attempt and attempt.ended_how == diagnostic.STOPPED_BY_LEARNER),
        weighed=weighed,
        together=together,
        enough=weighed >= diagnostic.policy_of(catalogue).min_weighed,
    )
    mastery = estimate(model_of(catalogue), evidence)
    return assemble(catalogue, mastery, evidence, shown_on, finished_on, journey)


def mastery_of(actor: Visitor, catalogue: Catalogue) -> Mastery:
    """What the learner's own answers say."""
    answers = answers_of(actor, actor.learner_id) if actor.learner_id else []
    return estimate(model_of(catalogue), evidence_of(answers))


def rebuild_summary(actor: Visitor, learner_id: UUID, catalogue: Catalogue) -> None:
    """Compute the summary row again from the answers; before the first one there is none."""
    attempt = latest_attempt(actor, learner_id)
    answers = answers_of(actor, learner_id)
    if attempt is not None and answers:
        situation = Situation(attempt=attempt, steps=())
        _renew_summary(learner_id, answers, situation, catalogue)


def _changeable(
    situation: Situation, step: Step, submission_id: UUID, answers: Sequence[Answer]
) -> Answer:
    """The answer that this submission replaces."""
    if submission_id != step.change_id or step is not situation.last_answered():
        raise StaleForm
    own = [
        one
        for one in answers
        if one.source_id == situation.attempt.id and one.item_id == step.item_id
    ]
    if not own:
        raise StaleForm
    return own[-1]


def _answer(
    step: Step,
    submission_id: UUID,
    verdict: Verdict,
    catalogue: Catalogue,
    former: Answer | None,
    *,
    sequence: int,
) -> Answer:
    skill_id, guess = diagnostic.weight_of(step.item_id, catalogue)
    return Answer(
        id=uuid4(),
        learner_id=step.learner_id,
        submission_id=submission_id,
        source_id=step.attempt_id,
        item_id=step.item_id,
        content_hash=catalogue.content_hash(step.item_id),
        skill_id=skill_id,
        outcome=verdict.outcome,
        guess=guess,
        how=verdict.how.value,
        given=verdict.given,
        sequence=former.sequence if former else sequence,
        supersedes_id=former.id if former else None,
    )


def _counts(answers: Sequence[Answer], catalogue: Catalogue) -> tuple[int, int]:
    """How many answers weigh and how many were found together, gestures left out."""
    asked = [
        one for one in latest_by_item(answers) if not diagnostic.is_gesture(one.item_id, catalogue)
    ]
    weighed = sum(one.way in {Given.ALONE, Given.DONT_KNOW} for one in asked)
    return weighed, sum(one.way is Given.TOGETHER for one in asked)


def _renew_summary(
    learner_id: UUID,
    answers: Sequence[Answer],
    situation: Situation,
    catalogue: Catalogue,
) -> None:
    weighed, together = _counts(answers, catalogue)
    enough = weighed >= diagnostic.policy_of(catalogue).min_weighed
    mastery = estimate(model_of(catalogue), evidence_of(answers))
    values = {
        "level": mastery.level if enough else None,
        "percent": mastery.rounded if enough else None,
        "to_confirm": enough and mastery.to_confirm,
        "found_together": together,
        "ended_at": situation.attempt.ended_at,
        "active_at": max(answer.created_at for answer in answers),
    }
    keep_summary(learner_id, values)
