"""The rows of one learner become another's; what is remembered gives every one of them back.

Works on all the tables that have a ``learner_id``, so that a new one is never left behind. Whoever
calls has found both learners through `visible` first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Row, Table, UniqueConstraint, Uuid, delete, select, update

from pixlearn.db import Base, UtcDateTime, db, now
from pixlearn.records.joining import Numbered, in_one_line

Values = Mapping[str, Any]
LEARNER = "learner"
FAR_AWAY = 1_000_000  # no person has that many answers
# Where somebody stands goes back as it was; of the other rows only what was changed goes back, so
# that what is withdrawn or hidden since stays so.
AS_IT_WAS = {"attempt", "step", "lesson_visit", "review", "summary"}
# Of two rows that cannot both be kept, the earliest stays; a finished lesson before one under way.
FINISHED = {"lesson_visit": "finished_at"}
# What the row that stays takes from the other: of each group, all when it has nothing in the first.
FILLED = {
    "lesson_visit": (("done_for_real_at",), ("seen_for_real_at", "seen_for_real_by")),
    "awarded_badge": (("seen_at",), ("told_at",)),
    "seat": (("admitted_at",), ("card_number",)),
    "follow_up": (("followed_by",), ("contact",), ("project",), ("equipment",)),
}
# What is true of the row that stays only when it was true of both.
ONLY_IF_BOTH = {"awarded_badge": ("together", "shown")}


class Ledger:
    """What was done to the rows, so that it can be undone: a value for a JSON column."""

    def __init__(self) -> None:
        self.former: dict[str, Any] = {}
        self.changed: dict[str, dict[str, dict[str, Any]]] = {}
        self.removed: dict[str, list[dict[str, Any]]] = {}
        self.added: dict[str, list[str]] = {}

    def as_json(self) -> dict[str, Any]:
        """To be kept with the merger."""
        return {
            "former": self.former,
            "changed": self.changed,
            "removed": self.removed,
            "added": self.added,
        }

    def change(self, table: Table, row: Values, **values: Any) -> None:
        """Write these values, and remember what stood there."""
        new = {name: value for name, value in values.items() if row[name] != value}
        if not new:
            return
        whole = "learner_id" in new and table.name in AS_IT_WAS
        was = {name: plain(row[name]) for name in (row if whole else new)}
        line = self.changed.setdefault(table.name, {}).setdefault(
            str(row["id"]), {"was": {}, "now": {}}
        )
        line["was"] = was | line["was"]
        line["now"] |= {name: plain(value) for name, value in new.items()}
        db.session.execute(update(table).where(table.c.id == row["id"]).values(new))

    def remove(self, table: Table, row: Values) -> None:
        """Delete a row that cannot be kept beside another."""
        kept = {name: plain(value) for name, value in row.items()}
        line = self.changed.get(table.name, {}).pop(str(row["id"]), {"was": {}})
        self.removed.setdefault(table.name, []).append(kept | line["was"])
        db.session.execute(delete(table).where(table.c.id == row["id"]))

    def add(self, table: str, row_id: UUID) -> None:
        """A row that the merger made."""
        self.added.setdefault(table, []).append(str(row_id))


def join(kept: UUID, former: UUID, ledger: Ledger, session: UUID | None = None) -> None:
    """Give the former learner's rows to the kept one; the former one is no more.

    Cards, sessions and known phones of both end; with the ``session`` in which the person does it
    themselves, it goes on, and so do the phones that know the file they are in.
    """
    for table in personal_tables():
        own, others = rows_of(table, kept), rows_of(table, former)
        match table.name:
            case "signed_in":
                ending = [row["id"] for row in (*own, *others) if row["id"] != session]
                db.session.execute(delete(table).where(table.c.id.in_(ending)))
            case "device":
                for row in others if session else (*own, *others):
                    ledger.remove(table, row)
            case "card":
                for row in (*own, *others):
                    ended = row["ended_at"] or now()
                    ledger.change(table, row, learner_id=kept, ended_at=ended)
            case "answer":
                numbers = in_one_line(numbered(own), numbered(others))
                leave_places(
                    [row for row in (*own, *others) if row["sequence"] != numbers[row["id"]]]
                )
                for row in (*own, *others):
                    ledger.change(table, row, learner_id=kept, sequence=numbers[row["id"]])
            case _:
                _take_over(table, own, others, kept, ledger)
    _close(kept, former, ledger)


def personal_tables() -> list[Table]:
    """The tables with a learner behind each row, those that others point at first."""
    return [table for table in Base.metadata.sorted_tables if "learner_id" in table.c]


def rows_of(table: Table, learner_id: UUID) -> Sequence[Values]:
    """A learner's rows of a table, the oldest first."""
    query = (
        select(table)
        .where(table.c.learner_id == learner_id)
        .order_by(table.c.created_at, table.c.id)
    )
    return [mapping(row) for row in db.session.execute(query)]


def mapping(row: Row[Any]) -> Values:
    """A row as a dictionary of its columns."""
    return dict(row._mapping)


def plain(value: Any) -> Any:
    """A value of a column as JSON has it."""
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def typed(column: Column[Any], value: Any) -> Any:
    """The value of a column, back from JSON."""
    if value is None:
        return None
    match column.type:
        case UtcDateTime():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Uuid():
            return UUID(value)
    return value


def unique_beside_learner(table: Table) -> list[tuple[str, ...]]:
    """Of each rule « once a learner », the other columns."""
    return [
        tuple(column.name for column in rule.columns if column.name != "learner_id")
        for rule in table.constraints
        if isinstance(rule, UniqueConstraint) and "learner_id" in rule.columns
    ]


def learners_table() -> Table:
    """The table of learners."""
    return Base.metadata.tables[LEARNER]


def _take_over(
    table: Table, own: Sequence[Values], others: Sequence[Values], kept: UUID, ledger: Ledger
) -> None:
    """Each of the others' rows changes hands, unless a row of the kept learner says the same."""
    rules = unique_beside_learner(table)
    twins = {_key(rule, row): row for row in own for rule in rules}
    for row in others:
        twin = next((twins[_key(rule, row)] for rule in rules if _key(rule, row) in twins), None)
        if twin is None:
            ledger.change(table, row, learner_id=kept)
            continue
        stays, goes = sorted((twin, row), key=lambda one: _rank(table, one))
        _point_at(table, goes["id"], stays["id"], ledger)
        ledger.remove(table, goes)
        ledger.change(table, stays, learner_id=kept, **_filled(table, stays, goes))


def _key(rule: tuple[str, ...], row: Values) -> tuple[Any, ...]:
    return (rule, *(row[name] for name in rule))


def _rank(table: Table, row: Values) -> tuple[Any, ...]:
    finished = FINISHED.get(table.name)
    at = row[finished] if finished else None
    return (finished is not None and at is None, at or row["created_at"], row["id"])


def _filled(table: Table, stays: Values, goes: Values) -> dict[str, Any]:
    filled = {
        name: goes[name]
        for group in FILLED.get(table.name, ())
        for name in group
        if stays[group[0]] is None
    }
    both = {name: stays[name] and goes[name] for name in ONLY_IF_BOTH.get(table.name, ())}
    return filled | both


def _point_at(table: Table, goes: UUID, stays: UUID, ledger: Ledger) -> None:
    """What hung on the row that goes hangs on the one that stays, or goes too."""
    for child in personal_tables():
        for key in child.foreign_keys:
            if key.column.table is not table:
                continue
            column = key.parent
            hanging = [
                mapping(row) for row in db.session.execute(select(child).where(column == goes))
            ]
            alone = column.unique or any(
                isinstance(rule, UniqueConstraint) and list(rule.columns) == [column]
                for rule in child.constraints
            )
            taken = db.session.execute(select(child.c.id).where(column == stays)).first()
            for row in hanging:
                if alone and taken:
                    ledger.remove(child, row)
                else:
                    ledger.change(child, row, **{column.name: stays})


def numbered(rows: Sequence[Values]) -> list[Numbered]:
    """Rows of answers, as far as their place goes."""
    return [
        Numbered(row["id"], row["created_at"], row["sequence"], row["supersedes_id"])
        for row in rows
    ]


def leave_places(answers: Sequence[Values]) -> None:
    """These answers leave the places that others of them take: two never have one place."""
    table = Base.metadata.tables["answer"]
    these = table.c.id.in_([row["id"] for row in answers])
    db.session.execute(update(table).where(these).values(sequence=table.c.sequence + FAR_AWAY))


def _close(kept: UUID, former: UUID, ledger: Ledger) -> None:
    """The learner who stays has a first name if one of both had; the other row goes."""
    table = learners_table()
    stays, goes = (
        mapping(db.session.execute(select(table).where(table.c.id == one)).one())
        for one in (kept, former)
    )
    ledger.change(
        table,
        stays,
        first_name=stays["first_name"] or goes["first_name"],
        last_seen_at=max(stays["last_seen_at"], goes["last_seen_at"]),
    )
    ledger.former = {name: plain(value) for name, value in goes.items()}
    db.session.execute(delete(table).where(table.c.id == former))
