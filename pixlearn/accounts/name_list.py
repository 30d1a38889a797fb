"""A list of first names, as somebody pasted it or as a spreadsheet holds it (pure).

People are made from it, so that only first names may be kept of it: a file of a structure also
holds surnames, numbers and addresses. Where the column of the first names is not certain, nothing
is chosen: the columns come back, and a person says which one it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pixlearn.accounts.names import KEPT, LONGEST, folded, is_first_name
from pixlearn.accounts.sheets import Row, rows_of_text

MOST = 60  # people at once
MOST_SIGNS = 1500  # of all the names together
FIRST_ROWS = 10  # where a heading may stand, below a title
EXAMPLES = 3
ALL_CELLS = "toutes"  # the choice that each cell is a first name
BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,3}\s?[-.)])\s+")
HYPHEN = re.compile(r"(?<=\w)(?:-\s+|\s+-)(?=\w)")
VISIBLE = KEPT | {"So"}
_WORDS = re.compile(r"[^\W\d_]+")
_FIRST_NAME = frozenset({"prenom", "prenoms", "firstname", "firstnames"})
_SURNAME = frozenset({"nom", "noms", "name", "names", "surname", "lastname", "patronyme"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: how the person can know it again, and its place, from 0."""

    place: int
    heading: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameList:
    """The first names in their order, and whether other columns stood beside them.

    Without names, ``columns`` are those among which a person chooses, if it is a table;
    ``both_names``: its only column holds first names and surnames.
    """

    names: tuple[str, ...] = ()
    other_columns: bool = False
    columns: tuple[Column, ...] = ()
    both_names: bool = False

    @property
    def repeated(self) -> list[tuple[str, int]]:
        """The names written several times, in whatever way, and how many times."""
        counts = Counter(folded(name) for name in self.names)
        first = {folded(name): name for name in reversed(self.names)}
        return [(first[key], count) for key, count in counts.items() if key and count > 1]

    @property
    def too_long(self) -> list[str]:
        """What is no first name: too many letters."""
        return [name for name in self.names if len(name) > LONGEST]

    @property
    def not_names(self) -> list[str]:
        """What is no first name: an address, a number."""
        return [name for name in self.names if not is_first_name(name)]


def read_names(text: str, column: str = "") -> NameList:
    """The first names of a text; ``column`` as `read_rows` has it."""
    return read_rows(rows_of_text(text), column)


def read_rows(rows: Sequence[Row], column: str = "") -> NameList:
    """One name a line; or names beside one another; or a table.

    Of a table, the column of which the heading says « prénom » is read, wherever it stands among
    the first rows; or the one that a person chose: ``column`` is its place from 0, or `ALL_CELLS`.
    """
    cells = [[_name(cell) for cell in row.cells] for row in rows]
    heading = _heading(cells)
    if column == ALL_CELLS:
        return NameList(tuple(cell for row in cells for cell in row if cell))
    if column.isdecimal() and int(column) < max(map(len, cells), default=0):
        below = cells[heading[0] + 1 :] if heading else cells
        return _of_column(below, int(column))
    if heading is not None:
        line, place = heading
        if place is not None:
            return _of_column(cells[line + 1 :], place)
        if len([cell for cell in cells[line] if cell]) == 1:
            return _of_headed_column(cells[line:])
        return NameList(columns=_columns(cells[line + 1 :], cells[line]))
    if _is_table(cells):
        return NameList(columns=_columns(cells, ()))
    return NameList(tuple(cell for row in cells for cell in row if cell))


def _of_column(rows: Sequence[Sequence[str]], place: int) -> NameList:
    found = tuple(row[place] for row in rows if len(row) > place and row[place])
    return NameList(found, any(cell for row in rows for at, cell in enumerate(row) if at != place))


def _of_headed_column(rows: Sequence[Sequence[str]]) -> NameList:
    """One column called « Nom »: what people are called; of « Nom et prénom », nothing."""
    [heading] = [cell for cell in rows[0] if cell]
    if _said(heading) & _FIRST_NAME:
        return NameList(both_names=True)
    return NameList(tuple(cell for row in rows[1:] for cell in row if cell))


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, int | None] | None:
    """The row of the headings, and the column of the first names; none of the two, or one."""
    for line, row in enumerate(rows[:FIRST_ROWS]):
        said = [_said(cell) for cell in row]
        first_names = [bool(words & _FIRST_NAME and not words & _SURNAME) for words in said]
        if any(first_names):
            return line, first_names.index(True)
        if any(words & _FIRST_NAME or words & _SURNAME == words != set() for words in said):
            return line, None
    return None


def _said(heading: str) -> set[str]:
    """The words of a heading: « Prénom(s) * » says « prenom »."""
    joined = re.sub(r"\bfirst name", "firstname", heading, flags=re.IGNORECASE)
    return {folded(word) for word in _WORDS.findall(unicodedata.normalize("NFC", joined))}


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Several rows of several cells each: nobody writes a list of names so."""
    wide = [sum(map(bool, row)) > 1 for row in rows]
    return len(rows) > 1 and sum(wide) * 2 > len(rows) and wide[0]


def _columns(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> tuple[Column, ...]:
    found = []
    for place in range(max(map(len, [*rows, headings]), default=0)):
        filled = [row[place] for row in rows if len(row) > place and row[place]]
        heading = headings[place] if place < len(headings) else ""
        if filled:
            found.append(Column(place, heading, tuple(filled[:EXAMPLES])))
    return tuple(found)


def _name(cell: str) -> str:
    """A name on one line, without the sign or number of a list before it; empty where nothing is
    written. « Jean- Luc » is « Jean-Luc »."""
    kept = "".join(sign for sign in cell if sign.isprintable() or sign.isspace())
    name = HYPHEN.sub("-", BULLET.sub("", " ".join(kept.split())))
    return name if any(unicodedata.category(sign) in VISIBLE for sign in name) else ""
