"""An upgrade loses nothing: a row in every table of the first version is there at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, func, select, text
from sqlalchemy.sql import sqltypes

from pixlearn.cli.database import alembic_config, upgrade
from pixlearn.config import ROOT, Settings
from pixlearn.db import db
from tests.web.conftest import fresh_database
from tests.web.guards.sites import another_app

pytestmark = pytest.mark.both

FIRST = "0001"
BEFORE_RULES = f"{ScriptDirectory(str(ROOT / 'migrations')).get_revision('0014').down_revision}"
KIND_OF_VALUE: dict[type[Any], Any] = {
    sqltypes.Boolean: False,
    sqltypes.Date: date(2026, 1, 2),
    sqltypes.DateTime: datetime(2026, 1, 2, tzinfo=UTC),
    sqltypes.Float: 0.5,
    sqltypes.Integer: 1,
    sqltypes.JSON: {},
    sqltypes.LargeBinary: b"",
}
# A word that the code writes, where a column takes a few only.
WORDS = {
    ("answer", "how"): "seul",
    ("attempt", "ended_how"): "arret",
    ("confidence", "moment"): "avant",
    ("follow_up", "contact"): "sms",
    ("issued_code", "kind"): "badge",
    ("problem_report", "kind"): "faute",
    ("problem_report", "place"): "lecon",
    ("proposal", "kind"): "lecon",
    ("proposal", "modality"): "seul",
    ("proposal", "state"): "accord",
    ("proposal", "why_learner"): "cout",
    ("proposal", "why_staff"): "garde",
    ("step", "kind"): "question",
}


def one_row(table: Table, keys: dict[str, Any]) -> dict[str, Any]:
    """A value for each column: parents' keys where it points at one, else something of its kind."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.foreign_keys:
            row[column.name] = keys[next(iter(column.foreign_keys)).column.table.name]
        elif column.name == "id":
            row["id"] = keys[table.name] = uuid4().hex
        elif (table.name, column.name) in WORDS:
            row[column.name] = WORDS[table.name, column.name]
        else:
            kinds = (
                value for kind, value in KIND_OF_VALUE.items() if isinstance(column.type, kind)
            )
            row[column.name] = next(kinds, uuid4().hex[: getattr(column.type, "length", 0) or 32])
    return row


def fill(connection: Connection) -> set[str]:
    """Put one row in every table, parents first; returns the tables."""
    found = MetaData()
    found.reflect(connection)
    keys: dict[str, Any] = {}
    filled = [table for table in found.sorted_tables if table.name != "alembic_version"]
    for table in filled:
        connection.execute(table.insert().values(one_row(table, keys)))
    return {table.name for table in filled}


def counted(connection: Connection, tables: set[str]) -> dict[str, int]:
    """How many rows each of these tables has."""
    found = MetaData()
    found.reflect(connection, only=sorted(tables))
    return {
        name: connection.execute(select(func.count()).select_from(found.tables[name])).scalar_one()
        for name in tables
    }


def test_every_row_of_the_first_version_survives_the_upgrade(
    settings: Settings, tmp_path: Path, worker_id: str
) -> None:
    app = another_app(
        replace(settings, database_url=fresh_database(tmp_path, f"{worker_id}_upgrade"))
    )
    with app.app_context():
        command.upgrade(alembic_config(), FIRST)
        with db.engine.begin() as connection:
            tables = fill(connection)
        upgrade()
        with db.engine.connect() as connection:
            assert counted(connection, tables) == dict.fromkeys(tables, 1)
        db.engine.dispose()


@contextmanager
def before_rules(settings: Settings, tmp_path: Path, worker_id: str) -> Iterator[Connection]:
    """A base before tables had rules, with one row in each; what is written to it is kept."""
    app = another_app(
        replace(settings, database_url=fresh_database(tmp_path, f"{worker_id}_upgrade"))
    )
    with app.app_context():
        command.upgrade(alembic_config(), BEFORE_RULES)
        with db.engine.connect() as connection:
            fill(connection)
            yield connection
        db.engine.dispose()


def as_it_was(connection: Connection, table: str, **values: Any) -> None:
    """Write what the rules of a table refuse today."""
    found = MetaData()
    found.reflect(connection, only=[table])
    connection.execute(found.tables[table].update().values(values))


def test_numbers_out_of_range_are_brought_into_it(
    settings: Settings, tmp_path: Path, worker_id: str
) -> None:
    with before_rules(settings, tmp_path, worker_id) as connection:
        as_it_was(connection, "answer", outcome=1.5, guess=0, sequence=0)
        as_it_was(connection, "summary", percent=120, level=0)
        connection.commit()
        upgrade()
        answer = connection.execute(text("SELECT outcome, sequence FROM answer")).one()
        assert tuple(answer) == (1, 1)
        assert 0 < connection.execute(text("SELECT guess FROM answer")).scalar_one() < 1
        summary = connection.execute(text("SELECT percent, level FROM summary")).one()
        assert tuple(summary) == (100, 1)


def test_answers_of_one_lesson_which_shared_a_place_follow_one_another(
    settings: Settings, tmp_path: Path, worker_id: str
) -> None:
    with before_rules(settings, tmp_path, worker_id) as connection:
        found = MetaData()
        found.reflect(connection, only=["answer"])
        answer = found.tables["answer"]
        row = dict(connection.execute(select(answer)).one()._mapping)
        for place, name in enumerate(("b", "c", "d"), start=1):
            new = {"id": uuid4().hex, "submission_id": uuid4().hex, "item_id": name}
            at = row["created_at"] + timedelta(days=place)
            again = row["id"] if name == "d" else None
            shared = 1 if name == "d" else 2
            values = row | new | {"created_at": at, "sequence": shared, "supersedes_id": again}
            connection.execute(answer.insert().values(values))
        connection.execute(
            answer.update().where(answer.c.id == row["id"]).values(item_id="a", supersedes_id=None)
        )
        later = {"id": uuid4().hex, "submission_id": uuid4().hex, "item_id": "e", "sequence": 3}
        connection.execute(answer.insert().values(row | later | {"supersedes_id": None}))
        connection.commit()
        upgrade()
        places = connection.execute(select(answer.c.item_id, answer.c.sequence)).all()
    assert dict(places) == {"a": 1, "b": 2, "c": 3, "d": 1, "e": 4}  # type: ignore[arg-type]


def test_a_word_that_no_code_wrote_is_told_and_nothing_is_changed(
    settings: Settings, tmp_path: Path, worker_id: str
) -> None:
    with before_rules(settings, tmp_path, worker_id) as connection:
        as_it_was(connection, "proposal", state="peut-être")
        connection.commit()
        with pytest.raises(ValueError, match=r"proposal .*: state is 'peut-être', not one of"):
            upgrade()
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        kept = connection.execute(text("SELECT state FROM proposal")).scalar_one()
    assert (version, kept) == (BEFORE_RULES, "peut-être")
