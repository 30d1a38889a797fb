"""Watches what a piece of a test writes in the database: which tables, and how many commits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")


@dataclass
class Writing:
    """What was written: tables with the verb, « INSERT INTO look », and the commits."""

    tables: set[str] = field(default_factory=set)
    commits: int = 0


@contextmanager
def watched(engine: Engine) -> Iterator[Writing]:
    """Watch every statement and commit inside the block."""
    writing = Writing()

    def statement(_connection: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        write = WRITES.match(text)
        if write:
            writing.tables.add(f"{write[1]} {write[2]}")

    def commit(_connection: Any) -> None:
        writing.commits += 1

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield writing
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)
