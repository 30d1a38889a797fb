"""Answers of the demo's learners, given through the same door as everybody's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import exp
from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.activities import guess_of
from pixlearn.cli.acting import as_learner
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson
from pixlearn.db import db, transaction
from pixlearn.diagnostic.store import GESTURE, Step, situation_of
from pixlearn.mastery.rules import Given
from pixlearn.progression.practice import go_on, record_found, tick_for_real
from pixlearn.progression.service import Verdict, record
from pixlearn.tracks import service as tracks
from pixlearn.tracks.rules import KEEP, item_at

DISCRIMINATION = 1.3
NEEDS_A_HINT = 0.3
DOES_FOR_REAL = 0.5


def answer_like(learner_id: UUID, ease: float, questions: int | None, seed: int) -> None:
    """Answer as a person of this ease (θ, logits) would, up to so many questions or the end."""
    rng = random.Random(seed)  # noqa: S311 - chance of a demo, no secret
    person = as_learner(learner_id)
    with transaction():
        while True:
            situation = situation_of(person)
            step = situation.next if situation else None
            if situation is None or step is None or situation.attempt.ended_at is not None:
                return
            if step.kind != GESTURE and questions is not None and step.number > questions:
                return
            verdict = _verdict(step, ease, rng)
            record(person, situation, step, step.submission_id, verdict, catalogue())


def practise_like(learner_id: UUID, lessons: Sequence[str], seed: int) -> None:
    """Do these lessons to their end, now and then with a hint, some of them also for real."""
    rng = random.Random(seed)  # noqa: S311 - chance of a demo, no secret
    person = as_learner(learner_id)
    with transaction():
        for lesson_id in lessons:
            _do_lesson(person, learner_id, catalogue().teaching.lessons[lesson_id], rng)


def _do_lesson(person: Visitor, learner_id: UUID, lesson: Lesson, rng: random.Random) -> None:
    visit = tracks.begin(learner_id, lesson, None)
    db.session.flush()
    while visit.place != KEEP:
        item = item_at(lesson, visit.place)
        if item is not None:
            if rng.random() < NEEDS_A_HINT:
                tracks.miss(visit, None)
            record_found(person, visit, item, visit.submission_id, {}, catalogue())
        go_on(person, visit, lesson, catalogue())
    if rng.random() < DOES_FOR_REAL:
        tick_for_real(person, visit, catalogue())


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
