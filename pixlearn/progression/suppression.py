"""Small figures hidden, so that no figure of a group tells of one person (pure)."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 5
"""A figure about fewer people is not shown."""


def alone(count: int) -> int | None:
    """A figure that stands in no sum: shown from `FEWEST` on."""
    return count if count >= FEWEST else None


def protected(counts: Sequence[int]) -> tuple[int | None, ...]:
    """The parts of a total that may be shown beside it; none for those that stay hidden.

    Parts under `FEWEST` are hidden, zero too: it would say the same of everybody else. Then the
    smallest of the others, until at least two are hidden that make `FEWEST` together: so no
    subtraction from the total finds one of them.
    """
    hidden = {place for place, count in enumerate(counts) if count < FEWEST}
    others = sorted(set(range(len(counts))) - hidden, key=lambda place: (counts[place], place))
    for place in others if hidden else ():
        if len(hidden) > 1 and sum(counts[one] for one in hidden) >= FEWEST:
            break
        hidden.add(place)
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
