"""Answers of the demo's learners, given through the same door as everybody's."""

from __future__ import annotations

import random
from math import exp
from uuid import UUID

from pixlearn.activities import guess_of
from pixlearn.cli.acting import as_learner
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic.store import GESTURE, Step, situation_of
from pixlearn.mastery.rules import Given
from pixlearn.progression.service import Verdict, record

DISCRIMINATION = 1.3


def answer_like(learner_id: UUID, ease: float, questions: int | None, seed: int) -> None:
    """Answer as a person of this ease (θ, logits) would, up to so many questions or the end."""
    rng = random.Random(seed)  # noqa: S311 - chance of a demo, no secret
    person = as_learner(learner_id)
    while True:
        with transaction():
            situation = situation_of(person)
            step = situation.next if situation else None
            if situation is None or step is None or situation.attempt.ended_at is not None:
                return
            if step.kind != GESTURE and questions is not None and step.number > questions:
                return
            verdict = _verdict(step, ease, rng)
            record(person, situation, step, step.submission_id, verdict, catalogue())


def _verdict(step: Step, ease: float, rng: random.Random) -> Verdict:
    if step.kind == GESTURE:
        return Verdict(how=Given.ALONE, outcome=1.0, given={})
    item = catalogue().items[step.item_id]
    difficulty = catalogue().framework.skill(item.skill).difficulty if item.skill else 0.0
    knows = 1 / (1 + exp(-DISCRIMINATION * (ease - difficulty)))
    right = knows + (1 - knows) * guess_of(item, catalogue().scenes)
    if rng.random() < right:
        return Verdict(how=Given.ALONE, outcome=1.0, given={})
    return Verdict(how=Given.DONT_KNOW, outcome=0.0, given={})
