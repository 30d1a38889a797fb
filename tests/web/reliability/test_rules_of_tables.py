"""What a table refuses, whoever writes: numbers out of range, unknown words, a place taken."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import CheckConstraint, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from pixlearn.db import Base, db
from tests.web.reliability.test_upgrades import fill

pytestmark = pytest.mark.both

REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("answer", {"outcome": 1.2}),
    ("answer", {"outcome": -0.1}),
    ("answer", {"guess": 0.0}),
    ("answer", {"guess": 1.0}),
    ("answer", {"how": "autrement"}),
    ("answer", {"sequence": 0}),
    ("summary", {"level": 0}),
    ("summary", {"percent": 101}),
    ("attempt", {"ended_how": "pause"}),
    ("attempt", {"satisfaction": 4}),
    ("step", {"kind": "autre"}),
    ("confidence", {"face": 0}),
    ("proposal", {"state": "peut-être"}),
    ("proposal", {"why_staff": "autre"}),
    ("problem_report", {"place": "ailleurs"}),
    ("issued_code", {"kind": "diplôme"}),
    ("follow_up", {"contact": "pigeon"}),
    ("workshop", {"capacity": 0}),
]


@pytest.mark.parametrize(
    ("table", "values"), REFUSED, ids=lambda one: one if isinstance(one, str) else next(iter(one))
)
def test_a_table_refuses_what_makes_no_sense(
    app: Flask, table: str, values: dict[str, Any]
) -> None:
    with app.app_context(), db.engine.connect() as connection:
        fill(connection)
        model = Base.metadata.tables[table]
        with pytest.raises(IntegrityError, match=f"(?i)check.*{next(iter(values))}"):
            connection.execute(model.update().values(values))


def test_two_answers_never_have_one_place_but_one_that_replaces_another_has_its(
    app: Flask,
) -> None:
    with app.app_context(), db.engine.connect() as connection:
        fill(connection)
        answer = Base.metadata.tables["answer"]
        connection.execute(answer.update().values(supersedes_id=None))
        first = dict(connection.execute(select(answer)).one()._mapping)
        again = first | {"id": uuid4(), "submission_id": uuid4(), "supersedes_id": first["id"]}
        connection.execute(insert(answer).values(again))
        beside = first | {"id": uuid4(), "submission_id": uuid4()}
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            connection.execute(insert(answer).values(beside))


def test_the_base_has_the_rules_of_the_models_and_no_others(app: Flask) -> None:
    wanted = {
        (table.name, rule.name): str(rule.sqltext)
        for table in Base.metadata.sorted_tables
        for rule in table.constraints
        if isinstance(rule, CheckConstraint)
    }
    with app.app_context():
        seen = inspect(db.engine)
        found = {
            (table, rule["name"]): rule["sqltext"]
            for table in Base.metadata.tables
            for rule in seen.get_check_constraints(table)
        }
        written = db.engine.dialect.name == "sqlite"  # elsewhere it is told in other words
    assert found.keys() == wanted.keys()
    if written:
        assert found == wanted
