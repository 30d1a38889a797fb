"""The figures of a structure's closed months: read, added up, and nothing else (decision 26).

What may be shown was decided when each month was closed (`figures.closing`). Nothing here is
about a person, and nothing needs to be hidden any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.content.diagnostic import Diagnostic
from pixlearn.db import Base, db
from pixlearn.orientation.rules import State

STANDS, ENDS, DOMAINS, NEEDS, LESSONS, BADGES, PROPOSALS, MISSING, FACES = (
    "niveaux", "parcours", "domaines", "besoins", "lecons", "badges", "propositions", "manques",
    "avis",
)  # fmt: skip
TO_THE_END, NOT_TO_THE_END = "au-bout", "pas-au-bout"
FACE_CELLS = ("1", "2", "3")
DONE, NOT_DONE = "fait", "pas-fait"
OUTCOMES = (DONE, NOT_DONE, *(one.value for one in State if one is not State.WITHDRAWN))
PEOPLE = "personnes"
"""Beside the sums of a table of means: of how many people."""


def stands_table(diagnostic: Diagnostic) -> str:
    """The table of the levels of a diagnostic; that of the entry has the plain name."""
    return STANDS if diagnostic.entry else f"{STANDS}:{diagnostic.id}"


def level_cells(diagnostic: Diagnostic) -> tuple[str, ...]:
    """The cells of that table, from the first level on."""
    return tuple(f"niveau-{level}" for level in range(1, len(diagnostic.levels) + 1))


class ClosedMonth(Base):
    """The figures of a structure's month that is over: written once, never changed.

    ``figures``: for each table, how many people in each cell that may be shown. Nobody's row is
    behind them any more: erasing a person changes nothing here, and tells nothing.
    """

    __tablename__ = "closed_month"
    __table_args__ = (UniqueConstraint("structure_id", "month"),)

    structure_id: Mapped[UUID] = mapped_column(ForeignKey("structure.id", ondelete="CASCADE"))
    month: Mapped[str] = mapped_column(String(7))  # « 2026-11 », where the structure is
    figures: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)


class CountedFact(Base):
    """Something of a person was counted in the figures of a structure, and is not counted again."""

    __tablename__ = "counted_fact"
    __table_args__ = (UniqueConstraint("learner_id", "structure_id", "fact"),)

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    structure_id: Mapped[UUID] = mapped_column(ForeignKey("structure.id", ondelete="CASCADE"))
    fact: Mapped[str] = mapped_column(String(200))


@dataclass(frozen=True, slots=True)
class Figures:
    """For each table, how many people in each cell; a cell that is not there is not shown."""

    tables: Mapping[str, Mapping[str, int]]

    def cells(self, table: str) -> Mapping[str, int]:
        """The cells of a table, none when nothing of it may be shown."""
        return self.tables.get(table, {})

    def people(self, table: str) -> int:
        """How many people a table counts."""
        return sum(self.cells(table).values())

    def ranked(self, table: str) -> list[tuple[str, int]]:
        """The cells of a table, for the most people first."""
        return sorted(self.cells(table).items(), key=lambda one: (-one[1], one[0]))

    def means(self) -> dict[str, int]:
        """The mean share of each domain, in percent."""
        sums = self.cells(DOMAINS)
        people = sums.get(PEOPLE, 0)
        return {key: round(sums[key] / people) for key in sums if key != PEOPLE and people}

    def people_counted(self) -> int:
        """Of how many people the means are; 0 while none is shown."""
        return self.cells(DOMAINS).get(PEOPLE, 0)


def closed_months(structure_id: UUID) -> list[ClosedMonth]:
    """The structure's closed months with their figures, the latest first; one statement."""
    query = (
        select(ClosedMonth)
        .where(ClosedMonth.structure_id == structure_id)
        .order_by(ClosedMonth.month.desc())
    )
    return list(db.session.execute(query).scalars())


def added_up(months: Sequence[ClosedMonth]) -> Figures:
    """The figures of some months together: each fact stands in one of them, so they add up."""
    tables: dict[str, Counter[str]] = {}
    for one in months:
        for table, cells in one.figures.items():
            tables.setdefault(table, Counter()).update(cells)
    return Figures(tables)


def month_of(moment: datetime, zone: ZoneInfo) -> str:
    """The month that it is where the clocks are those of this zone."""
    here = moment.astimezone(zone)
    return _month(here.year * 12 + here.month - 1)


def month_before(moment: datetime, zone: ZoneInfo) -> str:
    """The last month that is over where the clocks are those of this zone."""
    return _month(_number(month_of(moment, zone)) - 1)


def end_of(month: str, zone: ZoneInfo) -> datetime:
    """The moment that a month is over there: the first of the next one."""
    return _first_day(_number(month) + 1, zone)


def beginning_of(month: str, zone: ZoneInfo) -> datetime:
    """The moment that a month begins there."""
    return _first_day(_number(month), zone)


def _number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


def _first_day(number: int, zone: ZoneInfo) -> datetime:
    day: datetime = datetime(number // 12, number % 12 + 1, 1, tzinfo=zone)
    return day.astimezone(UTC)


def as_json(tables: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Figures for the row of their month; an empty table was looked at, and shows nothing."""
    return {table: dict(cells) for table, cells in tables.items()}
