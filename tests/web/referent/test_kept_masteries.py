"""Figures and the effect of a grid are made of what is kept: no page loads everybody's answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event, insert, select, update

from pixlearn.accounts.store import Learner
from pixlearn.cli.acting import as_learner
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.mastery.store import Answer
from pixlearn.progression.facts import standing_of
from pixlearn.progression.service import answers_of, sum_up
from pixlearn.progression.store import Summary
from tests.web.counsellor.people import a_learner, answers, finished_lesson
from tests.web.referent.figures_place import HERE, on
from tests.web.referent.figures_place import Place as Figures
from tests.web.referent.grid_place import DRAFT, PUBLISH, Place, a_place, with_a_draft
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

SKILLS = ("INF.1.1", "INF.1.2", "COM.1.1", "COM.2.1", "SEC.1.1", "SEC.2.1")
MANY = 20
ROWS = 50  # answers of each


def somebody(structure: UUID, outcome: float = 1.0) -> UUID:
    """Somebody who shares, with a starting point that ended."""
    learner = a_learner("Zéphyrine", shares_with=structure)
    answers(learner, [(skill, outcome) for skill in SKILLS])
    sum_up(as_learner(learner), learner, catalogue())
    return learner


def many_answers(learner: UUID) -> None:
    """Rows as people who come for months leave them."""
    row = {
        "learner_id": learner,
        "source_id": uuid4(),
        "content_hash": "",
        "skill_id": "INF.1.1",
        "outcome": 1.0,
        "guess": 0.1,
        "how": "seul",
        "given": {},
        "supersedes_id": None,
    }
    rows = [
        row | {"submission_id": uuid4(), "item_id": f"item-{at}", "sequence": at}
        for at in range(100, 100 + ROWS)
    ]
    db.session.execute(insert(Answer), rows)


@contextmanager
def no_answer_loaded() -> Iterator[None]:
    """Fail where an answer becomes an object."""

    def loaded(answer: Answer, _context: object) -> None:
        raise AssertionError(f"loaded: an answer on {answer.skill_id}")

    event.listen(Answer, "load", loaded)
    try:
        yield
    finally:
        event.remove(Answer, "load", loaded)


def statements_of(place: Place, path: str) -> int:
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent, no_answer_loaded():
        place.staff.page(path)
    return len(sent)


def test_the_effect_of_a_grid_loads_no_answer_of_a_thousand(app: Flask) -> None:
    place = with_a_draft(a_place(app))
    place.keeps(f"{DRAFT}/bandes/socle", titre="Commencer")
    with app.app_context(), transaction():
        somebody(place.structure)
    alone = statements_of(place, PUBLISH)
    with app.app_context(), transaction():
        for _ in range(MANY):
            many_answers(somebody(place.structure))
    assert statements_of(place, PUBLISH) == alone


def test_closing_a_month_loads_no_answer(app: Flask) -> None:
    place = Figures.at(app, "2026-09-20")
    with on("2026-10-08"), app.app_context(), transaction():
        for _ in range(6):
            many_answers(somebody(place.structure))
    with on("2026-11-02"), no_answer_loaded():
        browser = place.browser()
        browser.go_on(browser.send(browser.page(HERE)))
    with on("2026-11-02"):
        assert place.published()


def test_figures_are_what_the_answers_say(app: Flask) -> None:
    """The mean of each domain, as it was when answers were weighed again for each figure."""
    place = Figures.at(app, "2026-09-20")
    with on("2026-10-08"), app.app_context(), transaction():
        people = [somebody(place.structure, outcome) for outcome in (1.0, 1.0, 0.0, 0.0, 1.0, 0.5)]
    with app.app_context():
        found = [standing_of(answers_of(as_learner(one), one), catalogue()) for one in people]
        means = {
            domain.title: round(sum(one.mastery.domains[domain.id] for one in found) / len(found))
            for domain in catalogue().framework.domains
        }
    place.close("2026-11-02")
    with on("2026-11-02"):
        published = place.published()
    told = {line: value for (_, line), value in published.items() if line in means}
    assert told == {title: f"{mean}" for title, mean in means.items()}


def forget_what_is_kept(app: Flask) -> dict[UUID, object]:
    """The base as a version left it that kept no mastery; gives what was there."""
    with app.app_context(), transaction():
        rows = db.session.execute(select(Summary.learner_id, Summary.mastery)).all()
        db.session.execute(update(Summary).values(mastery=None))
    return dict(rows)


def upgraded(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["upgrade"])
    assert result.exit_code == 0, result.output
    return result.output


def test_an_upgrade_fills_what_older_rows_lack(app: Flask) -> None:
    with app.app_context(), transaction():
        place = a_place_of_three(app)
    before = forget_what_is_kept(app)
    assert "3 learners summed up again." in upgraded(app)
    assert forget_what_is_kept(app) == before
    assert len(place) == 3


def test_an_upgrade_that_has_nothing_to_fill_says_nothing(app: Flask) -> None:
    with app.app_context(), transaction():
        a_place_of_three(app)
    assert "summed up" not in upgraded(app)


def a_place_of_three(app: Flask) -> list[UUID]:
    """Three people with answers, the third of whom only finished a lesson."""
    found = []
    for outcome in (1.0, 0.0):
        learner = a_learner("Awa")
        answers(learner, [(skill, outcome) for skill in SKILLS])
        found.append(learner)
    learner = a_learner("Rosa")
    finished_lesson(learner, "P1.1")
    found.append(learner)
    for one in found:
        sum_up(as_learner(one), one, catalogue())
    return found


def test_a_lesson_before_any_starting_point_is_kept_too(app: Flask) -> None:
    with app.app_context(), transaction():
        learner = a_learner("Rosa")
        finished_lesson(learner, "P1.1")
        sum_up(as_learner(learner), learner, catalogue())
    with app.app_context():
        row = db.session.execute(select(Summary).where(Summary.learner_id == learner)).scalar_one()
        assert row.mastery is not None
        assert (row.level, row.ended_at) == (None, None)
        assert row.active_at <= now()
        assert db.session.execute(select(Learner.id)).scalars().all() == [learner]
