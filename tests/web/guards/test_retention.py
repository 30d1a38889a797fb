"""`flask retention`: what is kept no longer goes, whole, and nothing else does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from pixlearn.accounts.store import Learner, SignedIn
from pixlearn.db import Base, db, now, transaction
from pixlearn.records.retention import months_before
from pixlearn.structures.settings import StructureSettings
from pixlearn.structures.store import Structure
from tests.web.counsellor.people import a_learner, a_structure, answers, signed_in

pytestmark = pytest.mark.both

MONTH = timedelta(days=31)


def retention(app: Flask, *arguments: str, after: timedelta) -> str:
    """Run the command so much later; what it says."""
    with time_machine.travel(now() + after, tick=False):
        result = app.test_cli_runner().invoke(args=["retention", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def people(app: Flask) -> set[str | None]:
    """The first names that are left."""
    with app.app_context():
        return set(db.session.execute(select(Learner.first_name)).scalars())


@pytest.fixture
def crowd(app: Flask) -> Flask:
    """Who shares with a structure that keeps 12 months, with another one, with none."""
    with app.app_context(), transaction():
        here = a_structure("Mission locale du Val")
        row = db.session.execute(select(Structure).where(Structure.id == here)).scalar_one()
        row.settings = StructureSettings(retention=12).to_keep()
        a_learner("Zoé", shares_with=here)
        a_learner("Max", shares_with=a_structure("Cap emploi Nord"))
        a_learner("Barnabé")
    return app


@pytest.mark.parametrize(
    ("months", "left"),
    [
        (12, {"Zoé", "Max", "Barnabé"}),
        (14, {"Max", "Barnabé"}),
        (24, {"Max", "Barnabé"}),
        (26, set()),
    ],
)
def test_each_structure_keeps_as_long_as_it_chose(
    crowd: Flask, months: int, left: set[str]
) -> None:
    retention(crowd, after=months * MONTH)
    assert people(crowd) == left


def test_who_comes_back_in_time_stays(crowd: Flask) -> None:
    with crowd.app_context(), transaction():
        zoe = db.session.execute(select(Learner).where(Learner.first_name == "Zoé")).scalar_one()
        zoe.last_seen_at = now() + 13 * MONTH
    retention(crowd, after=14 * MONTH)
    assert "Zoé" in people(crowd)


def test_a_dry_run_counts_and_deletes_nothing(crowd: Flask) -> None:
    said = retention(crowd, "--dry-run", after=26 * MONTH)
    assert "3 people long gone" in said
    assert len(people(crowd)) == 3


def test_the_second_run_finds_nothing(crowd: Flask) -> None:
    retention(crowd, after=26 * MONTH)
    assert retention(crowd, after=26 * MONTH).startswith("0 people long gone, 0 empty starts")


def test_nothing_of_a_person_is_left(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["demo"]).exit_code == 0
    assert len(rows_about_people(app)) > 10
    retention(app, after=26 * MONTH)
    assert rows_about_people(app) == {}


def rows_about_people(app: Flask) -> dict[str, int]:
    """The tables about people that hold rows, cards of nobody left out."""
    found: dict[str, int] = {}
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            if "learner_id" not in table.c and table.name != "learner":
                continue
            column: Any = table.c.get("learner_id", table.c.id)
            query = select(func.count()).select_from(table).where(column.is_not(None))
            if count := db.session.execute(query).scalar_one():
                found[table.name] = count
    return found


def test_an_empty_start_goes_after_a_week(app: Flask) -> None:
    with app.app_context(), transaction():
        empty, begun = a_learner(None), a_learner(None)
        answers(begun, [("GES.1.1", 1.0)])
    retention(app, after=timedelta(days=6))
    assert learners(app) == {empty, begun}
    retention(app, after=timedelta(days=8))
    assert learners(app) == {begun}


def learners(app: Flask) -> set[UUID]:
    """Who is left."""
    with app.app_context():
        return set(db.session.execute(select(Learner.id)).scalars())


def test_old_sessions_go(app: Flask) -> None:
    with app.app_context(), transaction():
        zoe = a_learner("Zoé")
    signed_in(app, learner=zoe)
    retention(app, after=timedelta(days=89))
    assert sessions(app) == 1
    retention(app, after=timedelta(days=91))
    assert sessions(app) == 0


def sessions(app: Flask) -> int:
    """How many are left."""
    with app.app_context():
        return len(db.session.execute(select(SignedIn.id)).all())


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2027-03-31", 1, "2027-02-28"),
        ("2027-01-15", 13, "2025-12-15"),
        ("2028-02-29", 12, "2027-02-28"),
    ],
)
def test_months_are_those_of_the_calendar(day: str, months: int, before: str) -> None:
    assert months_before(datetime.fromisoformat(day), months) == datetime.fromisoformat(before)
