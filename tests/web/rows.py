"""Every row of the database, kept and put back: for a way that many tests begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from pixlearn.db import Base, db

Rows = Mapping[str, list[dict[str, Any]]]


def rows_of(app: Flask) -> Rows:
    """The rows of all tables, by the tables' names."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }


def put_back(app: Flask, rows: Rows, *, later: timedelta) -> None:
    """Fill empty tables with these rows, as if all had happened so much ``later``."""
    with app.app_context(), db.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(table.insert(), [_later(row, later) for row in rows[table.name]])


def _later(row: dict[str, Any], later: timedelta) -> dict[str, Any]:
    return {
        name: value + later if isinstance(value, datetime) else value for name, value in row.items()
    }
