"""Which figures of a group may be shown, so that none tells of one person (pure).

The whole rule, argued in docs/decisions/0026-figures-that-tell-of-nobody.md:

1. A fact about a person (their level, a lesson that they finished) is counted once, in one month,
   for ever. So the sets of facts behind two figures are the same, or have nothing in common.
2. A figure counts the facts of at least `FEWEST` people, and so does what is held back beside it.
   What is held back waits for the months to come.
3. A table moves only when `FEWEST` people brought something new to it: so that what appears in a
   month tells nothing of the only person who came.

Then whatever is added to or subtracted from whatever, what is left is no figure, or one about
`FEWEST` people or more. There is no filter but the month, and no month is counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

FEWEST = 5
"""A figure about fewer people is not shown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of a person since then: a cell of a table.

    ``once``: what is never counted again.
    """

    person: UUID
    table: str
    cell: str
    once: str
    at: datetime


def protected(counts: Sequence[int]) -> tuple[int | None, ...]:
    """The parts of a group that may be shown; none for those that stay hidden.

    Parts under `FEWEST` are hidden, zero too: it would say the same of everybody else. Then the
    smallest of the others, until at least two are hidden that make `FEWEST` together: so whoever
    knows how many people there are finds none of them by subtraction.
    """
    hidden = {place for place, count in enumerate(counts) if count < FEWEST}
    others = sorted(set(range(len(counts))) - hidden, key=lambda place: (counts[place], place))
    for place in others if hidden else ():
        if len(hidden) > 1 and sum(counts[one] for one in hidden) >= FEWEST:
            break
        hidden.add(place)
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def parts_released(waiting: Iterable[Fact], cells: Sequence[str]) -> list[Fact]:
    """Of a table in which each person stands in one cell: the facts of the cells to show now."""
    facts = list(waiting)
    counts = Counter(fact.cell for fact in facts)
    shown = zip(cells, protected([counts[cell] for cell in cells]), strict=True)
    open_now = {cell for cell, count in shown if count is not None}
    return [fact for fact in facts if fact.cell in open_now]


def cells_released(waiting: Iterable[Fact], everybody: int, ever: Mapping[str, int]) -> list[Fact]:
    """Of a table in which a person may stand in several cells: the facts to show now.

    ``everybody``: how many people there are; ``ever``: of how many a cell is true by now. Those of
    whom it is not true are enough too: else it would be known of nearly everybody by name.
    """
    facts = list(waiting)
    counts = Counter(fact.cell for fact in facts)
    open_now = {
        cell
        for cell, count in counts.items()
        if count >= FEWEST and everybody - ever[cell] >= FEWEST
    }
    return [fact for fact in facts if fact.cell in open_now]


def moves(waiting: Iterable[Fact], looked_at: datetime | None) -> bool:
    """Whether enough people brought something to a table since it was looked at last."""
    new = {fact.person for fact in waiting if looked_at is None or fact.at >= looked_at}
    return len(new) >= FEWEST
