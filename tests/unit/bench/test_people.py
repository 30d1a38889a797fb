"""Copies of the people of a base, whatever its tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest

from scripts.bench.people import multiply

TABLES = """
CREATE TABLE learner (id CHAR(32) PRIMARY KEY, first_name TEXT);
CREATE TABLE attempt (id CHAR(32) PRIMARY KEY, learner_id CHAR(32) REFERENCES learner(id));
CREATE TABLE step (id CHAR(32) PRIMARY KEY, learner_id CHAR(32) REFERENCES learner(id),
    attempt_id CHAR(32) REFERENCES attempt(id));
CREATE TABLE card (id CHAR(32) PRIMARY KEY, learner_id CHAR(32) REFERENCES learner(id), hash TEXT);
CREATE TABLE structure (id CHAR(32) PRIMARY KEY);
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    learner, attempt = uuid4().hex, uuid4().hex
    found = sqlite3.connect(tmp_path / "base.db")
    found.executescript(TABLES)
    found.execute("INSERT INTO learner VALUES (?, 'Awa')", (learner,))
    found.execute("INSERT INTO attempt VALUES (?, ?)", (attempt, learner))
    found.execute("INSERT INTO step VALUES (?, ?, ?)", (uuid4().hex, learner, attempt))
    found.execute("INSERT INTO card VALUES (?, ?, 'secret')", (uuid4().hex, learner))
    found.commit()
    found.close()
    return tmp_path / "base.db"


def test_each_copy_has_rows_of_its_own_and_no_secret(base: Path) -> None:
    assert multiply(base, 3) == 4
    found = sqlite3.connect(base)
    joined = (
        "SELECT count(DISTINCT step.id) FROM step JOIN attempt ON attempt.id = step.attempt_id"
        " AND attempt.learner_id = step.learner_id"
    )
    assert found.execute(joined).fetchone() == (4,)
    assert found.execute("SELECT count(*) FROM card").fetchone() == (1,)
    assert set(found.execute("SELECT first_name FROM learner")) == {("Awa",)}


def test_the_same_copies_are_made_each_time(base: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(base.read_bytes())
    for one in (base, other):
        multiply(one, 2)
    ids = [sorted(sqlite3.connect(one).execute("SELECT id FROM learner")) for one in (base, other)]
    assert ids[0] == ids[1]
