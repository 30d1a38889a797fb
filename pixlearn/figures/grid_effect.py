"""How many people another reading grid proposes something else to; figures that name nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.grids import Grid
from pixlearn.db import db
from pixlearn.diagnostic.store import READ_FIRST, Attempt
from pixlearn.figures.closing import answers_counted
from pixlearn.figures.suppression import FEWEST
from pixlearn.orientation.grid import titles_of
from pixlearn.orientation.rules import Reading, advise
from pixlearn.privacy.store import FollowUp, counted
from pixlearn.progression.service import Rows, put_together, reading_of


@dataclass(frozen=True, slots=True)
class Effect:
    """People to whom something else is proposed: none when they are few; ``nearly_all`` when
    those to whom nothing changes are few."""

    people: int | None
    nearly_all: bool = False


def effect_of(actor: Visitor, old: Grid, new: Grid, catalogue: Catalogue) -> Effect:
    """What another grid would change for the people who share; three statements."""
    titles = titles_of(catalogue)
    total = changed = 0
    for reading in _readings(actor, catalogue):
        total += 1
        changed += _proposed(old, reading, titles) != _proposed(new, reading, titles)
    if changed < FEWEST:
        return Effect(None)
    return Effect(changed, nearly_all=total - changed < FEWEST)


def _readings(actor: Visitor, catalogue: Catalogue) -> Iterator[Reading]:
    answers, attempts = answers_counted(actor), _latest_attempts(actor)
    query = counted(actor, FollowUp).order_by(FollowUp.learner_id)
    for follow_up in db.session.execute(query).scalars():
        learner_id = follow_up.learner_id
        attempt = attempts.get(learner_id)
        if attempt and not catalogue.diagnostic(attempt.diagnostic_id).entry:
            continue  # read by a grid of its own
        rows = Rows(answers.get(learner_id, ()), attempt)
        yield reading_of(put_together(rows, catalogue, actor.zone), follow_up, catalogue)


def _latest_attempts(actor: Visitor) -> dict[UUID, Attempt]:
    found: dict[UUID, Attempt] = {}
    for one in db.session.execute(counted(actor, Attempt).order_by(*READ_FIRST)).scalars():
        found.setdefault(one.learner_id, one)
    return found


def _proposed(grid: Grid, reading: Reading, titles: dict[str, str]) -> tuple[object, ...]:
    """What the person would be proposed, and how; reasons and words are left out."""
    found = advise(grid, reading, titles)
    return (
        [one.target for one in found.advice],
        [one.target for one in found.left],
        found.badges,
        found.modality,
    )
