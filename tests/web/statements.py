"""Counts the SQL statements that a piece of a test sends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

WAITING = ("PRAGMA busy_timeout", "SET LOCAL lock_timeout")


@contextmanager
def counted_statements(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement sent inside the block; BEGIN, COMMIT and how long to wait for a lock
    are left out."""
    sent: list[str] = []

    def remember(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", *WAITING)):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", remember)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", remember)
