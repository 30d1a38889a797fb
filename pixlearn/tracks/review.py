"""The two-minute review: what to see again of things found a week ago (pure rule)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pixlearn.activities import KINDS

RESTS = timedelta(days=7)
"""How long a thing found rests before it is offered, and how long no offer follows another."""
MOST, FEWEST = 3, 2


@dataclass(frozen=True, slots=True)
class Found:
    """An item that the person found alone, of which the latest answer is right."""

    item_id: str
    kind: str
    competence: str
    at: datetime


def to_see_again(found: Iterable[Found], now: datetime) -> tuple[str, ...]:
    """Up to 3 items to do again, none when fewer than 2 have rested long enough.

    The oldest day first, of one day the quickest kinds; one item a competence as long as there is
    another competence.
    """
    rested = [one for one in found if one.at <= now - RESTS]
    rested.sort(key=lambda one: (one.at.date(), KINDS[one.kind].seconds, one.item_id))
    seen: set[str] = set()
    firsts: list[Found] = []
    others: list[Found] = []
    for one in rested:
        (others if one.competence in seen else firsts).append(one)
        seen.add(one.competence)
    chosen = [*firsts, *others][:MOST]
    if len(chosen) < FEWEST:
        return ()
    return tuple(one.item_id for one in sorted(chosen, key=lambda one: KINDS[one.kind].seconds))
