"""Gunicorn's settings for a benchmark, which tell how long SQLite's write lock is held.

Read by gunicorn from its path, with the environment of the commit that is measured: nothing of that
commit is changed. Every connection that its driver opens counts from « BEGIN IMMEDIATE » to the
end of COMMIT, and writes a line to a file of its process: when, which page, how long, how many
statements.
"""

import json
import os
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

workers = 2
threads = 4
preload_app = True
accesslog = None
FOLDER = Path(os.environ["BENCH_LOCKS"])


class Cursor(sqlite3.Cursor):
    """Sees the statements go by."""

    def execute(self, sql: str, *parameters: Any) -> "Cursor":
        """Send it; the lock is had once BEGIN IMMEDIATE has come back."""
        super().execute(sql, *parameters)
        connection: Any = self.connection
        if sql == "BEGIN IMMEDIATE":
            connection.since, connection.statements = time.perf_counter(), 0
        else:
            connection.statements += 1
        return self


class Connection(sqlite3.Connection):
    """Counts while it keeps others from writing."""

    since: float | None = None
    statements = 0

    def cursor(self, *_factory: Any) -> Cursor:
        """A cursor that is watched."""
        return super().cursor(Cursor)

    def commit(self) -> None:
        """Write, and tell."""
        super().commit()
        self._tell()

    def rollback(self) -> None:
        """Give up, and tell."""
        super().rollback()
        self._tell()

    def _tell(self) -> None:
        if self.since is None:
            return
        at, held = self.since, time.perf_counter() - self.since
        self.since = None
        from flask import has_request_context, request  # the commit's own

        page = f"{request.method} {request.path}" if has_request_context() else ""
        line = json.dumps([at, page, held, self.statements])
        with (FOLDER / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")


sqlite3.dbapi2.connect = partial(sqlite3.connect, factory=Connection)  # type: ignore[attr-defined]
