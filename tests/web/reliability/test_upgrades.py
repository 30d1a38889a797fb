"""An upgrade loses nothing: a row in every table of the first version is there at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from alembic import command
from sqlalchemy import Connection, MetaData, Table, func, select
from sqlalchemy.sql import sqltypes

from pixlearn.cli.database import alembic_config, upgrade
from pixlearn.config import Settings
from pixlearn.db import db
from tests.web.conftest import fresh_database
from tests.web.guards.sites import another_app

FIRST = "0001"
KIND_OF_VALUE: dict[type[Any], Any] = {
    sqltypes.Boolean: False,
    sqltypes.Date: date(2026, 1, 2),
    sqltypes.DateTime: datetime(2026, 1, 2, tzinfo=UTC),
    sqltypes.Float: 1.0,
    sqltypes.Integer: 1,
    sqltypes.JSON: {},
    sqltypes.LargeBinary: b"",
}


def one_row(table: Table, keys: dict[str, Any]) -> dict[str, Any]:
    """A value for each column: parents' keys where it points at one, else something of its kind."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.foreign_keys:
            row[column.name] = keys[next(iter(column.foreign_keys)).column.table.name]
        elif column.name == "id":
            row["id"] = keys[table.name] = uuid4().hex
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
