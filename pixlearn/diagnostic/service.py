"""Begin an attempt, choose its next step, take back and end it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID, uuid4

from pixlearn.accounts.rules import Visitor
from pixlearn.activities import new_gesture
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db, now
from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.rules import STOPPED_BY_LEARNER, Ask, Asked, Finished, next_step
from pixlearn.diagnostic.store import (
    GESTURE,
    QUESTION,
    Attempt,
    Situation,
    Step,
    situation_of,
)
from pixlearn.mastery.service import evidence_of
from pixlearn.mastery.store import Answer


def begin(learner_id: UUID, catalogue: Catalogue, diagnostic_id: str | None = None) -> Attempt:
    """Open an attempt with its gestures, or its first question where there is no warm-up.

    Without an id, it is the diagnostic with which one begins.
    """
    diagnostic = catalogue.diagnostic(diagnostic_id)
    attempt = Attempt(
        id=uuid4(),
        learner_id=learner_id,
        diagnostic_id=diagnostic.id,
        with_someone=False,
        ended_at=None,
        ended_how=None,
    )
    db.session.add(attempt)
    db.session.flush()
    for number, gesture in enumerate(diagnostic.gestures, start=1):
        db.session.add(_step(attempt, GESTURE, number, gesture.id))
    if not diagnostic.gestures:
        advance(Situation(attempt, ()), (), catalogue)
    db.session.flush()
    return attempt


@dataclass(frozen=True, slots=True)
class Move:
    """What follows an answer, before anything of it is written: a step, or the end.

    ``new``: the step is not there yet. ``drop``: open steps that are not chosen again. ``ended_at``
    and ``ended_how`` are those of the attempt from then on.
    """

    following: Step | None
    ended_at: datetime | None
    ended_how: str | None
    new: bool = False
    drop: tuple[Step, ...] = ()


def advance(situation: Situation, answers: Sequence[Answer], catalogue: Catalogue) -> Step | None:
    """Choose and store the step after the last answer, and return it; or end the attempt."""
    return carry_out(situation, choose(situation, answers, catalogue))


def choose(
    situation: Situation,
    answers: Sequence[Answer],
    catalogue: Catalogue,
    answered: Step | None = None,
) -> Move:
    """The step after the last answer, or the end; nothing is changed.

    ``answers`` are those of this attempt that stand, in order; ``answered``: the step of the one
    that is being kept. A step still open was chosen before that answer: it stays when it is chosen
    again, so that its form stays good, and is dropped otherwise.
    """
    attempt = situation.attempt
    left = [one for one in situation.steps if one.answered_at is None and one is not answered]
    for gesture in situation.gestures:
        if gesture in left:
            return Move(gesture, attempt.ended_at, attempt.ended_how)
    done = [step for step in situation.questions if step not in left]
    engine = engine_of(catalogue, attempt.diagnostic_id)
    decision = next_step(
        engine.model,
        engine.options,
        evidence_of([one for one in answers if one.item_id in catalogue.gestures]),
        _asked(answers, catalogue),
        engine.policy,
    )
    match decision:
        case Ask(item_id):
            again = next((one for one in left if one.item_id == item_id), None)
            if again is not None:
                drop = tuple(one for one in left if one is not again)
                return Move(again, None, None, drop=drop)
            step = _step(attempt, QUESTION, len(done) + 1, item_id)
            step.needs_try = _first_of_its_gesture(item_id, done, catalogue)
            return Move(step, None, None, new=True, drop=tuple(left))
        case Finished(reason):
            return Move(None, now(), reason.value, drop=tuple(left))
        case never:
            assert_never(never)


def carry_out(situation: Situation, move: Move) -> Step | None:
    """Write what was chosen, and return the step to go on with."""
    for step in move.drop:
        db.session.delete(step)
    if move.drop:
        db.session.flush()  # the new one may have the number of one that goes
    situation.attempt.ended_at, situation.attempt.ended_how = move.ended_at, move.ended_how
    if move.new:
        db.session.add(move.following)
    return move.following


def stop_here(situation: Situation) -> None:
    """The person ends now: what was shown so far is kept as a provisional result."""
    if situation.attempt.ended_at is None:
        situation.attempt.ended_at = now()
        situation.attempt.ended_how = STOPPED_BY_LEARNER


def go_on(situation: Situation) -> None:
    """The person comes back to an attempt that they had ended themselves."""
    if situation.attempt.ended_how == STOPPED_BY_LEARNER:
        _reopen(situation.attempt)


def changeable(situation: Situation, catalogue: Catalogue) -> Step | None:
    """The step whose answer may still be changed: the last one, while its item is not withdrawn."""
    last = situation.last_answered()
    item = catalogue.items.get(last.item_id) if last else None
    return last if item is not None and not item.retired else None


def with_someone(actor: Visitor) -> None:
    """The person goes on beside somebody: « On a trouvé ensemble » is offered from now on."""
    if actor.learner_id is not None:
        situation = situation_of(actor)
        if situation is not None:
            situation.attempt.with_someone = True


def _step(attempt: Attempt, kind: str, number: int, item_id: str) -> Step:
    return Step(
        learner_id=attempt.learner_id,
        attempt_id=attempt.id,
        kind=kind,
        number=number,
        item_id=item_id,
        change_id=None,
        draft=None,
        answered_at=None,
    )


def _reopen(attempt: Attempt) -> None:
    attempt.ended_at = None
    attempt.ended_how = None


def _asked(answers: Iterable[Answer], catalogue: Catalogue) -> list[Asked]:
    return [
        Asked(answer.item_id, answer.skill_id, answer.outcome, answer.guess, answer.way)
        for answer in answers
        if answer.item_id not in catalogue.gestures
    ]


def _first_of_its_gesture(item_id: str, before: Iterable[Step], catalogue: Catalogue) -> bool:
    """Tell whether this kind of item needs a new gesture that the person has not tried yet."""
    kind = catalogue.items[item_id].type
    seen = {
        catalogue.items[step.item_id].type for step in before if step.item_id in catalogue.items
    }
    return new_gesture(kind) and kind not in seen
