"""Begin an attempt, choose its next step, take back and end it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import assert_never
from uuid import UUID, uuid4

from pixlearn.accounts.rules import Visitor
from pixlearn.activities import guess_of, needs_typing, new_gesture
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db, now
from pixlearn.diagnostic.rules import (
    STOPPED_BY_LEARNER,
    Ask,
    Asked,
    Finished,
    ItemOption,
    Policy,
    Prerequisites,
    next_step,
)
from pixlearn.diagnostic.store import (
    GESTURE,
    QUESTION,
    Attempt,
    Situation,
    Step,
    latest_attempt,
)
from pixlearn.mastery.service import evidence_of, model_of
from pixlearn.mastery.store import Answer


def begin(learner_id: UUID, catalogue: Catalogue) -> Attempt:
    """Open an attempt with its three gestures."""
    attempt = Attempt(
        id=uuid4(),
        learner_id=learner_id,
        diagnostic_id=catalogue.diagnostic.id,
        with_someone=False,
        ended_at=None,
        ended_how=None,
    )
    db.session.add(attempt)
    db.session.flush()
    for number, gesture in enumerate(catalogue.diagnostic.warm_up.gestures, start=1):
        db.session.add(_step(attempt, GESTURE, number, gesture.id))
    db.session.flush()
    return attempt


def advance(situation: Situation, answers: Sequence[Answer], catalogue: Catalogue) -> Step | None:
    """Choose and store the step after the last answer, and return it; or end the attempt.

    ``answers`` are those of this attempt that stand, in order. A step still open was chosen
    before the answer that has just been given: it stays when it is chosen again, so that its form
    stays good, and is dropped otherwise.
    """
    attempt = situation.attempt
    for gesture in situation.gestures:
        if gesture.answered_at is None:
            return gesture
    done = [step for step in situation.questions if step.answered_at is not None]
    decision = next_step(
        model_of(catalogue),
        options_of(catalogue),
        evidence_of(_warm_up(answers, catalogue)),
        _asked(answers, catalogue),
        policy_of(catalogue),
    )
    for step in situation.questions:
        if step.answered_at is None:
            if decision == Ask(step.item_id):
                _reopen(attempt)
                return step
            db.session.delete(step)
    db.session.flush()
    match decision:
        case Ask(item_id):
            _reopen(attempt)
            step = _step(attempt, QUESTION, len(done) + 1, item_id)
            step.needs_try = _first_of_its_gesture(item_id, done, catalogue)
            db.session.add(step)
            return step
        case Finished(reason):
            attempt.ended_at = now()
            attempt.ended_how = reason.value
            return None
        case never:
            assert_never(never)


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
        attempt = latest_attempt(actor, actor.learner_id)
        if attempt is not None:
            attempt.with_someone = True


@lru_cache(maxsize=4)
def options_of(catalogue: Catalogue) -> tuple[ItemOption, ...]:
    """The items that may be asked, with what the engine needs to know of each."""
    return tuple(
        ItemOption(
            id=item.id,
            skill=item.skill,
            guess=guess_of(item, catalogue.scenes),
            typed=needs_typing(item),
        )
        for item in catalogue.asked_items
    )


@lru_cache(maxsize=4)
def policy_of(catalogue: Catalogue) -> Policy:
    """Every number of the diagnostic's file as the engine's value."""
    choice, stop, visio = (
        catalogue.diagnostic.choice,
        catalogue.diagnostic.stop,
        catalogue.diagnostic.visio,
    )
    needs = catalogue.framework.prerequisites
    return Policy(
        max_shown=stop.max_shown,
        max_together=stop.max_together,
        confident_after=stop.confident.after,
        confident_at=stop.confident.confidence,
        gentle_after=stop.gentle.after,
        gentle_level_one=stop.gentle.level_one,
        gentle_misses=stop.gentle.misses,
        early_after=stop.early.after,
        early_misses=stop.early.misses,
        early_floor=stop.early.no_item_at,
        start_floor=choice.floors.start,
        start_length=choice.floors.start_length,
        floor=choice.floors.then,
        floor_after_a_miss=choice.floors.after_a_miss,
        floor_after_two_misses=choice.floors.after_two_misses,
        same_competence=choice.weights.same_competence,
        same_domain=choice.weights.same_domain,
        new_domain=choice.weights.new_domain,
        visio_skill=visio.skill,
        visio_floor=visio.floor,
        hidden_at=choice.hidden_at,
        prerequisites=Prerequisites(
            all_items=needs.all_items, typed_items=needs.typed_items, by_skill=needs.by_skill
        ),
        min_weighed=catalogue.diagnostic.result.min_weighed,
    )


def weight_of(item_id: str, catalogue: Catalogue) -> tuple[str, float]:
    """The skill that an item or a gesture is about, and its guess g."""
    for gesture in catalogue.diagnostic.warm_up.gestures:
        if gesture.id == item_id:
            return gesture.skill, catalogue.diagnostic.warm_up.guess
    return next((one.skill, one.guess) for one in options_of(catalogue) if one.id == item_id)


def is_gesture(item_id: str, catalogue: Catalogue) -> bool:
    """Tell whether this is one of the warm-up's gestures, outside the count of questions."""
    return any(gesture.id == item_id for gesture in catalogue.diagnostic.warm_up.gestures)


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


def _warm_up(answers: Iterable[Answer], catalogue: Catalogue) -> list[Answer]:
    return [answer for answer in answers if is_gesture(answer.item_id, catalogue)]


def _asked(answers: Iterable[Answer], catalogue: Catalogue) -> list[Asked]:
    return [
        Asked(answer.item_id, answer.skill_id, answer.outcome, answer.guess, answer.way)
        for answer in answers
        if not is_gesture(answer.item_id, catalogue)
    ]


def _first_of_its_gesture(item_id: str, before: Iterable[Step], catalogue: Catalogue) -> bool:
    """Tell whether this kind of item needs a new gesture that the person has not tried yet."""
    kind = catalogue.items[item_id].type
    seen = {
        catalogue.items[step.item_id].type for step in before if step.item_id in catalogue.items
    }
    return new_gesture(kind) and kind not in seen
