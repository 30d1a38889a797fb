"""A list of first names, as somebody pasted it or as a spreadsheet saved it (pure)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pixlearn.accounts.names import folded

MOST = 60  # people at once
LONGEST = 40  # letters of a first name
MOST_SIGNS = 1500  # of all the names together
HEADINGS = frozenset({"prenom", "prénom", "prenoms", "prénoms", "first name", "firstname"})
BULLET = re.compile(r"(?:[-–—•*]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class NameList:
    """The first names in their order, and whether other columns stood beside them."""

    names: tuple[str, ...]
    other_columns: bool = False

    @property
    def repeated(self) -> list[tuple[str, int]]:
        """The names written several times, in whatever way, and how many times."""
        counts = Counter(folded(name) for name in self.names)
        first = {folded(name): name for name in reversed(self.names)}
        return [(first[key], count) for key, count in counts.items() if count > 1]

    @property
    def too_long(self) -> list[str]:
        """What is no first name: too many letters."""
        return [name for name in self.names if len(name) > LONGEST]


def text_of_file(data: bytes) -> str:
    """The words of a file, as today's and yesterday's spreadsheets write them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_names(text: str) -> NameList:
    """One name a line; or names with commas between them; or a table.

    Of a table, the column called « Prénom » is read, else the first one.
    """
    separator = _separator(text)
    rows = [row for row in _rows(text, separator) if any(row)]
    heading = _heading(rows[0]) if rows else None
    if heading is not None:
        found = [row[heading] for row in rows[1:] if len(row) > heading]
        return NameList(tuple(filter(None, found)), any(len(row) > 1 for row in rows))
    if separator == "," or len(rows) == 1:
        return NameList(tuple(cell for row in rows for cell in row if cell))
    return NameList(
        tuple(row[0] for row in rows if row[0]), any(cell for row in rows for cell in row[1:])
    )


def _separator(text: str) -> str:
    """What stands between the columns: a comma only where nothing else can be it."""
    return next((sign for sign in (";", "\t") if sign in text), ",")


def _rows(text: str, separator: str) -> list[list[str]]:
    quoted = text.count('"') % 2 == 0
    lines = io.StringIO(text.replace("\0", ""), newline=None)
    reader = csv.reader(
        lines, delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    return [[_name(cell) for cell in row] for row in reader]


def _name(cell: str) -> str:
    """A name on one line, without the sign or number of a list before it."""
    kept = "".join(sign for sign in cell if sign.isprintable() or sign.isspace())
    name = BULLET.sub("", " ".join(kept.split()), count=1)
    return name if any(sign.isalnum() for sign in name) else ""


def _heading(row: Sequence[str]) -> int | None:
    """Which column is called « Prénom »."""
    called = [cell.casefold() for cell in row]
    return next((place for place, words in enumerate(called) if words in HEADINGS), None)
