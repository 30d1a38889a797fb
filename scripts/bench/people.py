"""More people in a base of the demo, whatever its schema: copies of those who are there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from uuid import UUID, uuid5

ONCE = {"card", "device", "sealed_card", "signed_in", "merger"}
"""Tables of secrets, which are never copied."""


def multiply(database: Path, copies: int) -> int:
    """Add that many copies of each learner with their rows; tell how many learners there are."""
    base = sqlite3.connect(database)
    base.execute("PRAGMA foreign_keys=OFF")
    tables = _tables_of_people(base)
    for learner in [row[0] for row in base.execute("SELECT id FROM learner ORDER BY id")]:
        rows = {
            table: [dict(zip(columns, row, strict=True)) for row in _rows(base, table, learner)]
            for table, columns in tables.items()
        }
        ids = [row["id"] for found in rows.values() for row in found]
        for copy in range(copies):
            new = {one: uuid5(UUID(one), str(copy)).hex for one in ids}
            for table, found in rows.items():
                for row in found:
                    _insert(base, table, {name: new.get(v, v) for name, v in row.items()})
    base.commit()
    orphans = base.execute("PRAGMA foreign_key_check").fetchall()
    (count,) = base.execute("SELECT count(*) FROM learner").fetchone()
    base.close()
    assert not orphans, f"copies that point at nothing: {orphans[:3]}"
    return int(count)


def _tables_of_people(base: sqlite3.Connection) -> dict[str, list[str]]:
    """Those with a row's person in it, the learners first."""
    tables: defaultdict[str, list[str]] = defaultdict(list)
    query = (
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
        " WHERE m.type = 'table' ORDER BY m.name <> 'learner', m.name, c.cid"
    )
    for table, column in base.execute(query):
        tables[table].append(column)
    return {
        table: columns
        for table, columns in tables.items()
        if table == "learner" or ("learner_id" in columns and table not in ONCE)
    }


def _rows(base: sqlite3.Connection, table: str, learner: str) -> list[tuple[object, ...]]:
    column = "id" if table == "learner" else "learner_id"
    return base.execute(f"SELECT * FROM {table} WHERE {column} = ?", (learner,)).fetchall()  # noqa: S608


def _insert(base: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    """A row that may stand there once only is left out."""
    marks = ", ".join("?" * len(row))
    words = f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608
    base.execute(words, tuple(row.values()))
