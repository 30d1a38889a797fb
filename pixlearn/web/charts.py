"""Figures as charts: the lines of a table, each with the bar that draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from pixlearn.web.spreadsheets import Sheet


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its words, its figure in words, and how far its bar goes, in percent.

    ``figure`` is what a spreadsheet holds; one that is not shown has no bar.
    """

    label: str
    words: str
    figure: int | str
    share: float | None
    content: bool = False  # the label comes from the content


@dataclass(frozen=True, slots=True)
class Chart:
    """A table drawn: its title, what its columns are, its lines, a sentence about all of them.

    ``people``: how many people it counts, when that is one number.
    """

    id: str
    title: str
    heads: tuple[str, str]
    bars: tuple[Bar, ...]
    about: str = ""
    people: int | None = None

    def sheet(self) -> Sheet:
        """The same for a spreadsheet."""
        return Sheet(self.title, self.heads, [(bar.label, bar.figure) for bar in self.bars])


def people_bars(
    lines: Iterable[tuple[str, int | None]], *, waiting: str = "", content: bool = False
) -> tuple[Bar, ...]:
    """Lines that count people; the longest bar is that of the most. ``waiting`` says « none »."""
    found = list(lines)
    most = max((people for _, people in found if people), default=1)
    return tuple(
        Bar(label, waiting, waiting, None, content)
        if people is None
        else Bar(label, people_words(people), people, 100 * people / most, content)
        for label, people in found
    )


def percent_bars(lines: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Lines of means in percent, with words of the content."""
    return tuple(
        Bar(label, str(gettext("%(percent)s%%", percent=percent)), percent, percent, content=True)
        for label, percent in lines
    )


def people_words(people: int) -> str:
    """A number of people."""
    return str(ngettext("%(num)s person", "%(num)s people", people))
