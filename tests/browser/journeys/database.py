"""What the tests read and arrange in the database of the running app."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from pixlearn.activities import Item
from tests.browser.visitor import Visitor


@contextmanager
def _database(visitor: Visitor) -> Iterator[sqlite3.Connection]:
    file = visitor.site.folder / "pixlearn.db"
    with closing(sqlite3.connect(file, timeout=20)) as connection, connection:
        yield connection


def _submission(visitor: Visitor) -> str:
    return (visitor.find("main [name=submission_id]").get_attribute("value") or "").replace("-", "")


def ask(visitor: Visitor, item: Item) -> None:
    """Let this be the open question of the person of the page shown, and show it."""
    with _database(visitor) as connection:
        connection.execute(
            "UPDATE step SET item_id = ?, needs_try = 0 WHERE submission_id = ?",
            (item.id, _submission(visitor)),
        )
    visitor.go("/diagnostic")


def learner(visitor: Visitor) -> str:
    """The id of the person whose question is shown."""
    with _database(visitor) as connection:
        found = connection.execute(
            "SELECT learner_id FROM step WHERE submission_id = ?", (_submission(visitor),)
        )
        return str(found.fetchone()[0])


def outcomes(visitor: Visitor, learner_id: str) -> list[float]:
    """How the questions that somebody answered so far came out, in order."""
    with _database(visitor) as connection:
        rows = connection.execute(
            "SELECT outcome FROM answer WHERE learner_id = ? AND item_id LIKE 'it-%'"
            " ORDER BY sequence",
            (learner_id,),
        )
        return [outcome for (outcome,) in rows]


def let_a_month_pass(visitor: Visitor) -> None:
    """Let every answer to a proposal be a month older, and nothing be said of it yet."""
    with _database(visitor) as connection:
        connection.execute(
            "UPDATE proposal SET answered_at = datetime(answered_at, '-31 days'),"
            " done_learner = NULL, why_learner = NULL"
        )


def let_a_week_pass(visitor: Visitor, first_name: str) -> None:
    """Let everything that somebody answered be a week older, and no review be begun yet."""
    with _database(visitor) as connection:
        whose = "learner_id IN (SELECT id FROM learner WHERE first_name = ?)"
        connection.execute(
            f"UPDATE answer SET created_at = datetime(created_at, '-8 days') WHERE {whose}",  # noqa: S608
            (first_name,),
        )
        connection.execute(f"DELETE FROM review WHERE {whose}", (first_name,))  # noqa: S608


def let_the_session_rest(visitor: Visitor) -> None:
    """Let every session of professionals be two hours older than its last use."""
    with _database(visitor) as connection:
        connection.execute(
            "UPDATE signed_in SET last_used_at = datetime(last_used_at, '-2 hours')"
            " WHERE staff_id IS NOT NULL"
        )
