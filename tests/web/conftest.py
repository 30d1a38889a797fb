"""The app on a real database, empty for each test, and a client that checks every answer.

The database is a SQLite file; with ``PIXLEARN_TEST_DATABASE_URL`` set to a PostgreSQL server
(``make web`` starts one), the same tests run there, in a database for each worker.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from flask import Flask, before_render_template, has_request_context, request
from sqlalchemy import create_engine, event, exists, literal, make_url, select, text, union_all

from pixlearn import create_app
from pixlearn.accounts import secret
from pixlearn.cli.database import upgrade
from pixlearn.config import BadgeKey, Provider, Settings
from pixlearn.db import Base, db
from tests.real_content import languages_once
from tests.web.browsing import Browser


# What makes a secret slow to guess, tests/unit/accounts/test_codes.py looks at; it is no rule here.
class QuickHasher(PasswordHasher):
    """Quick, and no request hashes while it keeps others from writing: really, it takes long."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        assert not a_request_writes(), "a secret is hashed inside the write transaction"
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        assert not a_request_writes(), "a secret is compared inside the write transaction"
        return super().verify(hash, password)


def a_request_writes() -> bool:
    """Whether a page is being answered, inside `transaction`."""
    session = db.session
    return (
        has_request_context()
        and session.registry.has()
        and session().in_transaction()
        and bool(session.connection().get_execution_options().get("pixlearn_writing"))
    )


# What a provider sends people back by opens a session; a code that opens nothing is counted.
WRITES_BY_GET = {"public.from_provider", "public.workshop_door"}


def only_notes_by_get(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    """A page that is asked for by GET reads nothing while it keeps others from writing."""
    reads = statement.lstrip().upper().startswith(("SELECT", "WITH"))
    assert not (reads and _a_page_writes()), f"read inside a page's write transaction: {statement}"


def rendered_before_writing(_app: object, **_of_the_page: object) -> None:
    """Nor is it rendered meanwhile."""
    assert not _a_page_writes(), "rendered inside a page's write transaction"


def _a_page_writes() -> bool:
    return (
        has_request_context()
        and request.method in {"GET", "HEAD"}
        and request.endpoint not in WRITES_BY_GET
        and a_request_writes()
    )


QUICK_HASHER = QuickHasher()
# The names of the tables that hold rows.
FILLED = union_all(
    *(
        select(literal(table.name)).where(exists(select(literal(1)).select_from(table)))
        for table in Base.metadata.sorted_tables
    )
)
# The same engine as in production, which waits for the disk at each commit: here, memory.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own inside


def fresh_database(folder: Path, worker: str) -> str:
    """The address of an empty database that only this worker uses."""
    server = os.environ.get("PIXLEARN_TEST_DATABASE_URL")
    if server is None:
        return f"sqlite:///{folder / 'pixlearn.db'}"
    name = f"pixlearn_{worker}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def settings(worker_id: str) -> Iterator[Settings]:
    """The settings of the tests' installation."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        yield Settings(
            database_url=fresh_database(folder, worker_id),
            secret_key="key-of-the-tests-0123456789abcdefghij",
            pepper="pepper-of-the-tests-0123456789abcdefg",
            badge_keys=(BadgeKey("tests", bytes(range(32))),),
            provider=Provider("http://127.0.0.1:1", "pixlearn", "secret"),  # nobody answers there
            instance=folder,
        )


def _reverse_unordered(connection: Any, _record: object) -> None:
    """SQLite gives rows of a query without ORDER BY in the other order: nobody may rely on it."""
    connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.fixture(scope="session")
def installed_app(settings: Settings) -> Iterator[Flask]:
    """The app with its tables made by the migrations, once for the run."""
    with patch("pixlearn.load_languages", languages_once):
        app = create_app(settings)
    app.test_client_class = Browser
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _reverse_unordered)
        upgrade()
        event.listen(db.engine, "before_cursor_execute", only_notes_by_get)
    before_render_template.connect(rendered_before_writing, app)
    nobody = QUICK_HASHER.hash("nobody")
    with (
        patch("pixlearn.web.pdf.PATIENCE", 180),  # a slow machine is no fault of a paper
        patch.multiple(secret, HASHER=QUICK_HASHER, _NOBODY=nobody),
    ):
        yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(installed_app: Flask) -> Iterator[Flask]:
    """The app on an empty database; what a test committed is gone after it."""
    yield installed_app
    with installed_app.app_context(), db.engine.begin() as connection:
        filled = set(connection.execute(FILLED).scalars())
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in filled:
                connection.execute(table.delete())


@pytest.fixture
def client(app: Flask) -> Browser:
    """A browser with scripts off, without cookies."""
    client = app.test_client()
    assert isinstance(client, Browser)
    return client
