"""record(): answer, next step and summary in one transaction; and the value people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID, uuid4

from pixlearn.accounts.rules import Visitor
from pixlearn.badges.store import AwardedBadge, badges_of
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db, now
from pixlearn.diagnostic import service as diagnostic
from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.rules import STOPPED_BY_LEARNER
from pixlearn.diagnostic.store import (
    Attempt,
    Situation,
    Step,
    attempt_read,
    attempts_of,
    latest_attempt,
)
from pixlearn.mastery.kept import as_kept
from pixlearn.mastery.rules import (
    DIRECT_OUTCOME,
    Given,
    Mastery,
    estimate,
    shown_skills,
)
from pixlearn.mastery.service import evidence_of, latest_by_item
from pixlearn.mastery.store import Answer, answers_of, next_place
from pixlearn.progression.facts import (
    Standing,
    award_earned,
    diagnostic_of,
    done_for_real,
    facts_from,
    has_ended,
    standing_of,
)
from pixlearn.progression.held import lock_held
from pixlearn.progression.rules import (
    BadgeLine,
    Days,
    Journey,
    Progression,
    assemble,
    badge_line,
    confidence_lines,
)
from pixlearn.progression.store import keep_summary
from pixlearn.structures.days import day_of
from pixlearn.tracks.rules import lesson_of
from pixlearn.tracks.store import Confidence, LessonVisit, confidences_of, visits_of


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

    All is read and reckoned first; then the write lock is taken, if it is not held, and all is
    written (docs/decisions/0037).

    Returns the step to go on with, or None at the end of the diagnostic.

    Sending the same submission again changes nothing. « Changer ma réponse » comes with the
    step's ``change_id`` and supersedes the former row, until the next question is answered.

    Raises:
        StaleForm: the submission belongs to no step that may still be answered.
        Overtaken: another request of this learner wrote meanwhile.
    """
    answers, attempt = answers_of(actor, step.learner_id), situation.attempt
    if any(answer.submission_id == submission_id for answer in answers):
        return situation.next
    former = None
    if submission_id != step.submission_id or step.answered_at is not None:
        former = _changeable(situation, step, submission_id, answers)
    read = _read(actor, situation, attempt.ended_at)
    before = facts_from(
        standing_of(answers, catalogue, read.diagnostic_id),
        catalogue,
        actor.zone,
        ended=has_ended(read),
    )
    weight = engine_of(catalogue, attempt.diagnostic_id).weights[step.item_id]
    answer = _answer(
        step, submission_id, verdict, catalogue, former, weight, sequence=next_place(answers)
    )
    kept = sorted(
        [one for one in answers if one is not former] + [answer], key=lambda one: one.sequence
    )
    own = [one for one in kept if one.source_id == attempt.id]
    move = diagnostic.choose(situation, own, catalogue, answered=step)
    read = _read(actor, situation, move.ended_at)
    ended_at = move.ended_at if read is attempt else read.ended_at
    standing = standing_of(kept, catalogue, read.diagnostic_id)
    summary = {**_summary_of(standing), "ended_at": ended_at}
    after = facts_from(standing, catalogue, actor.zone, ended=ended_at is not None)
    lock_held()
    db.session.add(answer)
    step.answered_at, step.change_id, step.draft = answer.created_at, uuid4(), None
    following = diagnostic.carry_out(situation, move)
    keep_summary(step.learner_id, summary)
    award_earned(step.learner_id, after, catalogue, before)
    return following


def choose_again(actor: Visitor, situation: Situation, catalogue: Catalogue) -> Step | None:
    """The open step's item has been withdrawn: it counts as not asked, and another is chosen."""
    answers = answers_of(actor, situation.attempt.learner_id)
    own = [one for one in answers if one.source_id == situation.attempt.id]
    lock_held()
    return diagnostic.advance(situation, own, catalogue)


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is kept about a person's learning, as far as their progression shows it."""

    answers: Sequence[Answer]  # those that stand, in order
    attempt: Attempt | None
    visits: Sequence[LessonVisit] = ()
    badges: Sequence[AwardedBadge] = ()  # those that the reader may see
    confidences: Sequence[Confidence] = ()


def progression_of(
    actor: Visitor,
    learner_id: UUID,
    catalogue: Catalogue,
    attempt: Attempt | None = None,
    *,
    whole: bool = True,
) -> Progression:
    """The learner's progression, for whoever may see it; ``attempt`` is the latest, if at hand.

    Five statements, or two when not ``whole``: then without badges, confidence, and what was
    done or seen for real, for a page that shows none of it.
    """
    answers = answers_of(actor, learner_id)
    attempt = attempt or latest_attempt(actor, learner_id)
    if not whole:
        return put_together(Rows(answers, attempt), catalogue, actor.zone)
    rows = Rows(
        answers,
        attempt,
        visits_of(actor, learner_id),
        badges_of(actor, learner_id),
        confidences_of(actor, learner_id),
    )
    return put_together(rows, catalogue, actor.zone)


def put_together(rows: Rows, catalogue: Catalogue, zone: tzinfo) -> Progression:
    """From a person's rows to what everybody reads; ``zone``: where their days are counted."""
    attempt = rows.attempt
    standing = standing_of(rows.answers, catalogue, diagnostic_of(attempt))
    journey = Journey(
        began=attempt is not None,
        ended_on=day_of(attempt.ended_at, zone) if attempt and attempt.ended_at else None,
        ended_by_learner=bool(attempt and attempt.ended_how == STOPPED_BY_LEARNER),
        weighed=standing.weighed,
        together=standing.together,
        enough=standing.enough,
        with_someone=bool(attempt and attempt.with_someone),
    )
    days = Days(
        shown={
            answer.skill_id: day_of(answer.created_at, zone)
            for answer in latest_by_item(rows.answers)
            if answer.way is Given.ALONE and answer.outcome >= DIRECT_OUTCOME
        },
        finished={
            lesson_of(answer.item_id): day_of(answer.created_at, zone)
            for answer in rows.answers
            if answer.way is Given.LESSON
        },
        done_for_real=_dated({one.lesson_id: one.done_for_real_at for one in rows.visits}, zone),
        seen_for_real=_dated({one.lesson_id: one.seen_for_real_at for one in rows.visits}, zone),
    )
    faces = {(one.track_id, one.moment): one.face for one in rows.confidences}
    return assemble(
        catalogue,
        standing.mastery,
        standing.evidence,
        days,
        journey,
        badges=_badge_lines(rows.badges, catalogue, days, zone),
        confidence=confidence_lines(catalogue.teaching, faces),
        diagnostic_id=standing.diagnostic.id,
    )


def mastery_of(actor: Visitor, catalogue: Catalogue) -> Mastery:
    """What the learner's own answers say, of every skill."""
    answers = answers_of(actor, actor.learner_id) if actor.learner_id else []
    return estimate(engine_of(catalogue).model, evidence_of(answers))


def keep_evidence(
    actor: Visitor,
    learner_id: UUID,
    answers: Sequence[Answer],
    new: Sequence[Answer],
    catalogue: Catalogue,
) -> None:
    """Add evidence that comes from practising to the ``answers`` that stand, renew the summary and
    give the badges that it earns."""
    attempt = latest_attempt(actor, learner_id)
    which, ended = diagnostic_of(attempt), has_ended(attempt)
    before = standing_of(answers, catalogue, which)
    db.session.add_all(new)
    db.session.flush()
    after = standing_of([*answers, *new], catalogue, which)
    _keep_summary(learner_id, after, attempt)
    award_earned(
        learner_id,
        facts_from(after, catalogue, actor.zone, ended=ended),
        catalogue,
        before=facts_from(before, catalogue, actor.zone, ended=ended),
    )


def rebuild(actor: Visitor, learner_id: UUID, catalogue: Catalogue) -> None:
    """Compute the summary row again, and give the badges that are earned and not held, such as
    one that the content gained since."""
    standing, attempt = sum_up(actor, learner_id, catalogue)
    facts = facts_from(
        standing,
        catalogue,
        actor.zone,
        ended=has_ended(attempt),
        done_for_real=done_for_real(visits_of(actor, learner_id)),
    )
    award_earned(learner_id, facts, catalogue)


def sum_up(
    actor: Visitor, learner_id: UUID, catalogue: Catalogue
) -> tuple[Standing, Attempt | None]:
    """Compute the summary row again from the answers; before the first one there is none."""
    attempt = latest_attempt(actor, learner_id)
    standing = standing_of(answers_of(actor, learner_id), catalogue, diagnostic_of(attempt))
    if standing.answers:
        _keep_summary(learner_id, standing, attempt)
    return standing, attempt


def _badge_lines(
    held: Sequence[AwardedBadge], catalogue: Catalogue, days: Days, zone: tzinfo
) -> list[BadgeLine]:
    """One that the content no longer has is left out."""
    return [
        badge_line(
            catalogue,
            catalogue.badges[one.badge_id],
            day_of(one.created_at, zone),
            days,
            together=one.together,
            shown=one.shown,
        )
        for one in held
        if one.badge_id in catalogue.badges
    ]


def _dated(moments: Mapping[str, datetime | None], zone: tzinfo) -> dict[str, date]:
    return {name: day_of(moment, zone) for name, moment in moments.items() if moment is not None}


def _read(actor: Visitor, situation: Situation, ended_at: datetime | None) -> Attempt:
    """The attempt whose result people read, when this one has ended so: another one that has,
    until this one has."""
    attempt = situation.attempt
    if ended_at is not None or not situation.other_ended:
        return attempt
    others = [one for one in attempts_of(actor, attempt.learner_id) if one is not attempt]
    return attempt_read(others) or attempt


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
    weight: tuple[str, float],
    *,
    sequence: int,
) -> Answer:
    skill_id, guess = weight
    return Answer(
        id=uuid4(),
        created_at=now(),
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


def _keep_summary(learner_id: UUID, standing: Standing, attempt: Attempt | None) -> None:
    ended_at = attempt.ended_at if attempt else None
    keep_summary(learner_id, {**_summary_of(standing), "ended_at": ended_at})


def _summary_of(standing: Standing) -> dict[str, Any]:
    enough, mastery = standing.enough, standing.mastery
    return {
        "diagnostic_id": standing.diagnostic.id,
        "level": mastery.level if enough else None,
        "percent": mastery.rounded if enough else None,
        "to_confirm": enough and mastery.to_confirm,
        "between_from": next(iter(mastery.neighbours), None) if enough else None,
        "found_together": standing.together,
        "active_at": max(answer.created_at for answer in standing.answers),
        "mastery": as_kept(mastery, shown_skills(standing.evidence)),
    }
