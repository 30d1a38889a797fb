"""The tests run on the production engine, and rely on no order of rows that nobody asked for."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from pixlearn.db import Base, db

pytestmark = pytest.mark.both


def test_sqlite_is_set_as_in_production_and_shuffles_what_is_not_ordered(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("a matter of SQLite")
        for pragma, value in (
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("reverse_unordered_selects", 1),
        ):
            assert db.session.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_the_migrations_make_the_tables_of_the_models(app: Flask) -> None:
    with app.app_context():
        made = inspect(db.engine)
        for table in Base.metadata.sorted_tables:
            columns = {column["name"] for column in made.get_columns(table.name)}
            assert columns == {column.name for column in table.columns}, table.name
