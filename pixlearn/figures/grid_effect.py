"""How many people another reading grid proposes something else to; figures that name nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.grids import Grid
from pixlearn.db import db
from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.store import READ_FIRST, Attempt
from pixlearn.figures.suppression import FEWEST
from pixlearn.mastery.kept import as_kept, read_kept
from pixlearn.mastery.rules import estimate
from pixlearn.mastery.store import Answer
from pixlearn.orientation.grid import titles_of
from pixlearn.orientation.rules import Reading, advise
from pixlearn.privacy.store import FollowUp, counted
from pixlearn.progression.reading import reading_kept
from pixlearn.progression.store import Summary
from pixlearn.tracks.store import LessonVisit


@dataclass(frozen=True, slots=True)
class Effect:
    """People to whom something else is proposed: none when they are few; ``nearly_all`` when
    those to whom nothing changes are few."""

    people: int | None
    nearly_all: bool = False


def effect_of(actor: Visitor, old: Grid, new: Grid, catalogue: Catalogue) -> Effect:
    """What another grid would change for the people who share; three statements.

    No answer is loaded: all is read from what is kept.
    """
    titles = titles_of(catalogue)
    total = changed = 0
    for reading in _readings(actor, catalogue):
        total += 1
        changed += _proposed(old, reading, titles) != _proposed(new, reading, titles)
    if changed < FEWEST:
        return Effect(None)
    return Effect(changed, nearly_all=total - changed < FEWEST)


def _readings(actor: Visitor, catalogue: Catalogue) -> Iterator[Reading]:
    """Of each person whose result this grid reads; those whose mastery is not kept as the
    framework is now are left out."""
    engine = engine_of(catalogue)
    nobody = as_kept(estimate(engine.model, ()), ())
    lessons, attempts = _finished_lessons(actor), _latest_attempts(actor)
    answered = counted(actor, Answer).with_only_columns(Answer.learner_id)
    query = (
        counted(actor, FollowUp)
        .outerjoin(Summary, Summary.learner_id == FollowUp.learner_id)
        .add_columns(Summary.percent, Summary.mastery, FollowUp.learner_id.in_(answered))
        .order_by(FollowUp.learner_id)
    )
    for follow_up, percent, mastery, has_answered in db.session.execute(query):
        attempt = attempts.get(follow_up.learner_id)
        if attempt and not catalogue.diagnostic(attempt.diagnostic_id).entry:
            continue  # read by a grid of its own
        kept = read_kept(engine.model, mastery if has_answered else nobody)
        if kept is not None:
            yield reading_kept(
                kept,
                lessons[follow_up.learner_id],
                follow_up,
                catalogue,
                measured=percent is not None,
                ended=bool(attempt and attempt.ended_at),
                with_someone=bool(attempt and attempt.with_someone),
            )


def _latest_attempts(actor: Visitor) -> dict[UUID, Any]:
    """The starting point of each person that is read, in the columns that a grid asks for."""
    columns = (Attempt.learner_id, Attempt.diagnostic_id, Attempt.ended_at, Attempt.with_someone)
    query = counted(actor, Attempt).with_only_columns(*columns).order_by(*READ_FIRST)
    found: dict[UUID, Any] = {}
    for one in db.session.execute(query):
        found.setdefault(one.learner_id, one)
    return found


def _finished_lessons(actor: Visitor) -> defaultdict[UUID, set[str]]:
    query = (
        counted(actor, LessonVisit)
        .where(LessonVisit.finished_at.is_not(None))
        .with_only_columns(LessonVisit.learner_id, LessonVisit.lesson_id)
        .order_by(LessonVisit.learner_id, LessonVisit.lesson_id)
    )
    finished: defaultdict[UUID, set[str]] = defaultdict(set)
    for learner_id, lesson_id in db.session.execute(query):
        finished[learner_id].add(lesson_id)
    return finished


def _proposed(grid: Grid, reading: Reading, titles: dict[str, str]) -> tuple[object, ...]:
    """What the person would be proposed, and how; reasons and words are left out."""
    found = advise(grid, reading, titles)
    return (
        [one.target for one in found.advice],
        [one.target for one in found.left],
        found.badges,
        found.modality,
    )
