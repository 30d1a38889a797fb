"""The database: the base of all models, the engine's settings, and `transaction`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Engine,
    MetaData,
    Select,
    Uuid,
    event,
    inspect,
    text,
)
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.types import TypeDecorator

log = logging.getLogger(__name__)
Row = TypeVar("Row")
WAIT_FOR_LOCK = 8.0  # seconds; after that the person gets a 503 page with the form kept
A_GLANCE = 0.05  # seconds that the note of a presence waits; nobody waits for it
PAUSE = 0.1  # seconds between two tries
LATE = "pixlearn_late"  # of a session: SQLite's write lock is still to be taken
BUSY_TIMEOUT = 5000  # milliseconds that SQLite itself waits for a lock


class Busy(Exception):
    """The database stayed locked or out of reach: nothing was written, trying again is safe."""


class Overtaken(Exception):
    """What was read has changed before it could be locked: nothing was written, look again."""


class Remembered(Exception):
    """A refusal that was noted: the transaction that it leaves is kept, not taken back."""


@dataclass(slots=True)
class Spent:
    """What a request asked of the database: statements, and seconds that it kept others from
    writing."""

    statements: int = 0
    locked: float = 0.0


spent: ContextVar[Spent | None] = ContextVar("spent", default=None)
"""Of the request under way, for whoever measures; nobody does outside requests."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware in Python on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; SQLite keeps no zone."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def now() -> datetime:
    """The present moment; the only clock of stores and services."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """A table with a random key and the moment its row was made."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_label)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime, UUID: Uuid(), dict[str, Any]: JSON()},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    created_at: Mapped[datetime] = mapped_column(default=now)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """A rule of a table: this column holds one of these words, or nothing where it may."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def within(column: str, rule: str) -> CheckConstraint:
    """A rule of a table: the numbers of this column are in a range, as « BETWEEN 1 AND 3 »."""
    return CheckConstraint(f"{column} {rule}", name=column)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


def configure(engine: Engine) -> None:
    """Set what every connection must have."""

    @event.listens_for(engine, "before_cursor_execute")
    def on_statement(*_: object) -> None:
        if (counted := spent.get()) is not None:
            counted.statements += 1

    if engine.dialect.name != "sqlite":
        _configure_postgres(engine)
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        begin = "BEGIN IMMEDIATE" if options.get("pixlearn_writing", False) else "BEGIN"
        _begin(connection, begin, options.get("pixlearn_patience", BUSY_TIMEOUT))


def _begin(connection: Connection, begin: str, patience: int) -> None:
    """Begin on SQLite, and wait for a lock so many milliseconds at most."""
    if patience >= BUSY_TIMEOUT:
        connection.exec_driver_sql(begin)
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
    try:
        connection.exec_driver_sql(begin)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table without the rows that point at it being deleted with the old one.

    The switch has no effect inside a transaction, so it is thrown on the driver's own connection
    before one begins. Other databases alter tables in place and need nothing.

    Raises:
        RuntimeError: a row points at nothing afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - a live connection has one
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        orphans = driver.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
    if orphans:
        raise RuntimeError(f"after the upgrade, rows point at nothing: {orphans[:5]}")


def _configure_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{WAIT_FOR_LOCK}s'")
        connection.commit()


def differing_columns(engine: Engine) -> list[str]:
    """The columns of the models that this base lacks, or in which it takes nothing otherwise."""
    found = inspect(engine).get_multi_columns()
    there = {
        (table, column["name"]): column["nullable"]
        for (_, table), columns in found.items()
        for column in columns
    }
    return sorted(
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if there.get((table.name, column.name)) is not column.nullable
    )


def part_from_session() -> None:
    """End a request's session, also when the server has gone meanwhile: the page stays as it is.

    A connection that died cannot even be rolled back; it is thrown away, and nothing is raised.
    """
    try:
        db.session.remove()
    except SQLAlchemyError as error:
        log.warning("a connection was lost: %s", type(error).__name__)
        with suppress(SQLAlchemyError):
            db.session().invalidate()
        db.session.registry.clear()


@contextmanager
def transaction(patience: float = WAIT_FOR_LOCK, *, late: bool = False) -> Iterator[None]:
    """Open the one write transaction of a POST view or command, and commit it at the end.

    What was read before is forgotten, so that everything a view decides on is loaded inside. On
    SQLite the write lock is taken at once, so nothing inside can fail with « locked ».

    ``patience``: seconds to wait for the lock; what nobody waits for waits less.
    ``late``: what is read and reckoned first keeps nobody from writing: SQLite's lock is taken by
    `lock_now`, and whoever calls it looks whether what was read has changed meanwhile.

    Raises:
        Busy: when the lock or the server could not be had in that time.
    """
    session = db.session
    deadline = time.monotonic() + patience
    while True:
        session.rollback()
        session.expunge_all()
        left = max(1, int((deadline - time.monotonic()) * 1000))
        try:
            session.connection(
                execution_options={"pixlearn_writing": not late, "pixlearn_patience": left}
            )
            session().info[LATE] = late and db.engine.dialect.name == "sqlite"
            if patience < WAIT_FOR_LOCK and db.engine.dialect.name == "postgresql":
                session.execute(text(f"SET LOCAL lock_timeout = '{left}ms'"))
            break
        except OperationalError as error:
            session.rollback()
            if time.monotonic() + PAUSE > deadline or not _waiting_helps(error):
                raise Busy from error
            time.sleep(PAUSE)
    began = time.monotonic()
    try:
        yield
        session.commit()
    except OperationalError as error:
        session.rollback()
        raise Busy from error
    except Remembered:
        session.commit()
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        if (counted := spent.get()) is not None:
            counted.locked += time.monotonic() - began


def lock_now() -> bool:
    """Take SQLite's write lock in a transaction that is late, and tell whether it was; what was
    loaded stays loaded. Elsewhere, and the second time, nothing happens.

    Raises:
        Busy: the lock could not be had in `WAIT_FOR_LOCK`.
    """
    session = db.session
    if not session().info.pop(LATE, False):
        return False
    connection, deadline = session.connection(), time.monotonic() + WAIT_FOR_LOCK
    connection.exec_driver_sql("COMMIT")  # of nothing: it was only read
    while True:
        left = max(1, int((deadline - time.monotonic()) * 1000))
        try:
            _begin(connection, "BEGIN IMMEDIATE", left)
        except OperationalError as error:
            if time.monotonic() + PAUSE > deadline or not _waiting_helps(error):
                raise Busy from error
            time.sleep(PAUSE)
        else:
            return True


def is_taken(error: IntegrityError) -> bool:
    """Tell whether somebody else has just written what may stand there once only."""
    state = getattr(error.orig, "sqlstate", None)
    name = getattr(error.orig, "sqlite_errorname", "")
    return state == "23505" or name in {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def is_gone(error: IntegrityError) -> bool:
    """Tell whether somebody else has just taken away what this row belongs to."""
    state = getattr(error.orig, "sqlstate", None)
    name = getattr(error.orig, "sqlite_errorname", "")
    return state == "23503" or name == "SQLITE_CONSTRAINT_FOREIGNKEY"


def is_full(error: BaseException | None) -> bool:
    """Tell a disk without room, or one that may not be written on, from a database that is busy."""
    origin = error.orig if isinstance(error, OperationalError) else None
    name = str(getattr(origin, "sqlite_errorname", ""))
    full = name.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR"))
    return full or getattr(origin, "sqlstate", None) == "53100"


def find_or_make(query: Select[Row], make: Callable[[], Row]) -> Row:
    """The one row of this query, made when there is none yet, also when two come at once.

    For what cannot be asked for a second time, as a provider's answer: else the view is simply run
    again (`pixlearn.web.errors.taken`).
    """
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        try:
            with db.session.begin_nested():
                found = make()
                db.session.add(found)
        except IntegrityError as error:
            if not is_taken(error):
                raise
            found = db.session.execute(query).scalar_one()
    return found


def _waiting_helps(error: OperationalError) -> bool:
    """Tell a lock or a server that restarts from a disk that is full or read-only."""
    name = getattr(error.orig, "sqlite_errorname", "SQLITE_BUSY")
    return str(name).startswith("SQLITE_BUSY")
