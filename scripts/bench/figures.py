"""The pure part: what figures come to, and how they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Wanted(StrEnum):
    """Which way a target looks."""

    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure must reach."""

    wanted: Wanted
    value: float

    def reached(self, figure: float) -> bool:
        """Whether it does; what could not be measured does not."""
        return figure >= self.value if self.wanted is Wanted.AT_LEAST else figure <= self.value


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of both commits; ``ratio`` is what the target is about.

    Without a ``ratio`` of its own, it is the new figure by the old one.
    """

    what: str
    old: float
    new: float
    unit: str = ""
    target: Target | None = None
    own: float | None = None

    @property
    def ratio(self) -> float:
        """What the target is about."""
        return ratio(self.new, self.old) if self.own is None else self.own

    @property
    def verdict(self) -> str:
        """Whether the target is reached; nothing without a target."""
        if self.target is None:
            return ""
        return "yes" if self.target.reached(self.ratio) else "NO"

    def as_json(self) -> dict[str, object]:
        """All of it, for the file."""
        return {
            "what": self.what,
            "old": _or_none(self.old),
            "new": _or_none(self.new),
            "unit": self.unit,
            "ratio": _or_none(self.ratio),
            "target": f"{self.target.wanted} {self.target.value}" if self.target else None,
            "reached": self.verdict == "yes" if self.target else None,
        }


def ratio(figure: float, base: float) -> float:
    """How many times the base; NaN, which reaches no target, when there is none."""
    return figure / base if base else float("nan")


def at_rank(figures: Sequence[float], share: float) -> float:
    """The figure that this share of them does not exceed (nearest rank); NaN of nothing."""
    if not figures:
        return float("nan")
    ordered = sorted(figures)
    rank = max(-(-len(ordered) * share // 1), 1)
    return ordered[int(rank) - 1]


def middle(figures: Sequence[float]) -> float:
    """The median; NaN of nothing."""
    return median(figures) if figures else float("nan")


def table(lines: Sequence[Line], old: str, new: str) -> str:
    """The lines in columns, as text."""
    head = ("", old, new, "ratio", "target", "reached")
    rows = [
        (
            f"{line.what} ({line.unit})" if line.unit else line.what,
            _shown(line.old),
            _shown(line.new),
            _shown(line.ratio),
            f"{line.target.wanted} {line.target.value:g}" if line.target else "",
            line.verdict,
        )
        for line in lines
    ]
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    )


def _shown(figure: float) -> str:
    if figure != figure:  # NaN
        return "–"
    return f"{figure:.0f}" if abs(figure) >= 100 else f"{figure:.3g}"


def _or_none(figure: float) -> float | None:
    return None if figure != figure else round(figure, 4)
