"""Undo a merger: each row goes back where it was, what came since stays with the kept learner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, UniqueConstraint, delete, insert, select, update

from pixlearn.db import Base, db
from pixlearn.records.joining import places_of
from pixlearn.records.merging_rows import (
    AS_IT_WAS,
    Values,
    learners_table,
    leave_places,
    mapping,
    numbered,
    typed,
)

SHARING = "follow_up"


def part(
    moved: Mapping[str, Any], kept: UUID, since: datetime, session: UUID | None = None
) -> None:
    """Make the former learner again and give everything back.

    What somebody deleted since stays deleted. Cards work as before the merger, unless the kept
    learner has been given another one since; sessions opened since end, but the ``session`` in
    which the person does it themselves.
    """
    renewed = _given_another_card(moved, kept)
    closed = _chose_since(kept, since, moved)
    _end_sessions(kept, session)
    _remove_added(moved)
    db.session.execute(insert(learners_table()).values(_row(learners_table(), moved["former"])))
    _leave_no_steps_behind(kept, moved)
    for table in Base.metadata.sorted_tables:
        for row_id, line in moved["changed"].get(table.name, {}).items():
            skipped = table.name == SHARING and closed
            if skipped or (table.name == "card" and renewed and "learner_id" not in line["now"]):
                continue
            _give_back(table, UUID(row_id), line)
        for line in moved["removed"].get(table.name, ()):
            if table.name == SHARING and closed:
                continue
            _put_back(table, _row(table, line))
    for learner_id in (kept, UUID(moved["former"]["id"])):
        _number_again(learner_id)


def _give_back(table: Table, row_id: UUID, line: Mapping[str, Any]) -> None:
    """A row that was changed: as it was, or only what nobody has changed again since."""
    found = db.session.execute(select(table).where(table.c.id == row_id)).first()
    if found is None:
        return
    row = mapping(found)
    was, made = _row(table, line["was"]), _row(table, line["now"])
    if table.name == "answer":
        was.pop("sequence", None)  # `_number_again`
    if table.name not in AS_IT_WAS or "learner_id" not in made:
        was = {name: value for name, value in was.items() if row[name] == made[name]}
    whole = _still_possible(table, {**row, **was}, except_id=row_id)
    back = {name: whole[name] for name in was} if whole else {}
    new = {name: value for name, value in back.items() if row[name] != value}
    if new:
        db.session.execute(update(table).where(table.c.id == row_id).values(new))


def _put_back(table: Table, row: Values) -> None:
    """A row that was deleted, while what it hangs on is still there and nothing took its place."""
    whole = _still_possible(table, row)
    if whole:
        db.session.execute(insert(table).values(whole))


def _still_possible(
    table: Table, row: Values, except_id: UUID | None = None
) -> dict[str, Any] | None:
    """The row without what it pointed at and is gone; none when it cannot stand without it."""
    whole = dict(row)
    for key in table.foreign_keys:
        name = key.parent.name
        if whole[name] is None:
            continue
        target = select(key.column).where(key.column == whole[name])
        if db.session.execute(target).first() is None:
            if not key.parent.nullable:
                return None
            whole[name] = None
    for rule in table.constraints:
        if not isinstance(rule, UniqueConstraint) or any(
            whole.get(column.name) is None for column in rule.columns
        ):
            continue
        same = select(table.c.id).where(
            *(column == whole[column.name] for column in rule.columns),
            table.c.id != (except_id or whole["id"]),
        )
        if db.session.execute(same).first() is not None:
            return None
    return whole


def _row(table: Table, line: Mapping[str, Any]) -> dict[str, Any]:
    """Values from JSON; a column that the table no longer has is left out."""
    return {name: typed(table.c[name], value) for name, value in line.items() if name in table.c}


def _remove_added(moved: Mapping[str, Any]) -> None:
    tables = Base.metadata.tables
    for name, ids in moved["added"].items():
        found = [UUID(one) for one in ids]
        db.session.execute(delete(tables[name]).where(tables[name].c.id.in_(found)))


def _given_another_card(moved: Mapping[str, Any], kept: UUID) -> bool:
    """Whether the card that came with the merger has been replaced since."""
    card = Base.metadata.tables["card"]
    own = [UUID(one) for one in moved["added"].get("card", ())]
    query = select(card.c.id).where(
        card.c.learner_id == kept, card.c.ended_at.is_(None), card.c.id.not_in(own)
    )
    return db.session.execute(query).first() is not None


def _chose_since(kept: UUID, since: datetime, moved: Mapping[str, Any]) -> bool:
    """Whether the person has chosen again with whom to share: then that choice stays."""
    consent = Base.metadata.tables["consent"]
    own = [UUID(one) for one in moved["added"].get("consent", ())]
    query = select(consent.c.id).where(
        consent.c.learner_id == kept, consent.c.created_at > since, consent.c.id.not_in(own)
    )
    return db.session.execute(query).first() is not None


def _end_sessions(kept: UUID, session: UUID | None) -> None:
    sessions, devices = Base.metadata.tables["signed_in"], Base.metadata.tables["device"]
    ending = delete(sessions).where(sessions.c.learner_id == kept)
    if session is not None:
        db.session.execute(ending.where(sessions.c.id != session))
        return
    db.session.execute(ending)
    db.session.execute(delete(devices).where(devices.c.learner_id == kept))


def _leave_no_steps_behind(kept: UUID, moved: Mapping[str, Any]) -> None:
    """Steps made since in an attempt that goes back: it goes on from where it was."""
    step = Base.metadata.tables["step"]
    going = [UUID(one) for one in moved["changed"].get("attempt", {})]
    known = [UUID(one) for one in moved["changed"].get("step", {})]
    db.session.execute(
        delete(step).where(
            step.c.learner_id == kept, step.c.attempt_id.in_(going), step.c.id.not_in(known)
        )
    )


def _number_again(learner_id: UUID) -> None:
    """The answers of one file follow one another in the order they have, without a gap.

    Two files made one keep the order of each, so what came from a file is as it was, and what was
    answered since follows.
    """
    answer = Base.metadata.tables["answer"]
    query = (
        select(answer)
        .where(answer.c.learner_id == learner_id)
        .order_by(answer.c.sequence, answer.c.created_at, answer.c.id)
    )
    rows = [mapping(row) for row in db.session.execute(query)]
    numbers = places_of(numbered(rows))
    leave_places([row for row in rows if numbers[row["id"]] != row["sequence"]])
    for row in rows:
        replaces = row["supersedes_id"] if row["supersedes_id"] in numbers else None
        if (numbers[row["id"]], replaces) != (row["sequence"], row["supersedes_id"]):
            new = {"sequence": numbers[row["id"]], "supersedes_id": replaces}
            db.session.execute(update(answer).where(answer.c.id == row["id"]).values(new))
