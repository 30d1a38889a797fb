"""What somebody's file of a spreadsheet holds: rows of cells, each with its line (pure).

A file comes as it is: saved as text (CSV) in the coding and with the separator of some spreadsheet,
or as a workbook (.xlsx, .xls, .ods). Nothing is guessed in silence: a quotation mark that is never
closed is told with its line, and the lines below it are read.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # how .xlsx and .ods, .xls begin
MOST_UNPACKED = 50 * 1024 * 1024  # bytes: a small file may unpack to a huge one
MOST_LINES_OF_A_CELL = 30
SEPARATORS = ";\t,"
FRENCH = frozenset("éèêëàâçùûüôöîïœÉÈÀÊÇ’")
_ASKED = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # a line by which spreadsheets agree
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


class NotASheet(Exception):
    """The file is a workbook that cannot be opened, or another sort of file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first line in the file, from 1; ``lone_quote``: a quotation mark begins a cell
    and nothing closes it, so that it was read as any other sign."""

    line: int
    cells: tuple[str, ...]
    lone_quote: bool = False

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(cell.strip() for cell in self.cells)


def rows_of_file(content: bytes) -> list[Row]:
    """The rows of a file that hold something.

    Raises:
        NotASheet: it is neither text nor a workbook that can be read.
    """
    if content.startswith(WORKBOOKS):
        return _rows_of_workbook(content)
    return rows_of_text(text_of_file(content))


def as_text(rows: Iterable[Row]) -> str:
    """The same rows as a text that `rows_of_text` reads."""
    out = io.StringIO("sep=\t\n")
    out.seek(0, io.SEEK_END)
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(
        [" ".join(cell.split()) for cell in row.cells] for row in rows
    )
    return out.getvalue()


def rows_of_text(text: str) -> list[Row]:
    """The rows of a text that hold something, pasted or saved by a spreadsheet."""
    lines = _LINE_ENDS.split(text.replace("\0", ""))
    asked = _ASKED.fullmatch(lines[0]) if lines else None
    if asked:
        lines[0] = ""
    separator = asked[1] if asked else _separator(lines)
    return [row for row in _rows(lines, separator) if row.filled]


def text_of_file(content: bytes) -> str:
    """The words of a text file, as today's and yesterday's spreadsheets write them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # Windows of before, or the Mac of before: the one in which the words look French.
    read = [content.decode(coding, errors="replace") for coding in ("cp1252", "mac_roman")]
    return max(read, key=lambda text: sum(sign in FRENCH for sign in text))


def _separator(lines: Iterable[str]) -> str:
    """What stands between the cells: the sign that most rows have, and each as often.

    A comma is the last resort: it also stands inside of sentences.
    """
    counted = [line for line in lines if line.strip()][:50]
    for sign in SEPARATORS[:2]:
        if sum(sign in line for line in counted) * 2 > len(counted):
            return sign
    found = [sign for sign in SEPARATORS if any(sign in line for line in counted)]
    if len(found) > 1 and "," in found:
        commas = sum("," in line for line in counted)
        return "," if commas * 2 > len(counted) else found[0]
    return found[0] if found else ","


def _rows(lines: Sequence[str], separator: str) -> Iterator[Row]:
    width = max((line.count(separator) for line in lines[:50]), default=0)
    at = 0
    while at < len(lines):
        start = at
        at, cells = _cells_from(lines, at, separator, width)
        if cells is None:
            yield Row(start + 1, _split(lines[start], separator, csv.QUOTE_NONE), lone_quote=True)
            at = start + 1
        else:
            yield Row(start + 1, cells)


def _cells_from(
    lines: Sequence[str], start: int, separator: str, width: int
) -> tuple[int, tuple[str, ...] | None]:
    """The cells of the row that begins here, and the line after it; no cells where a quotation
    mark opens a cell which the file never closes.

    A cell of several lines is closed by its own mark. A following line that has as many separators
    as the rows have is a row of its own: then the mark was a sign like any other.
    """
    text, at = lines[start], start + 1
    while _is_open(text, separator):
        over = at >= len(lines) or at - start > MOST_LINES_OF_A_CELL
        if over or (width and lines[at].count(separator) == width):
            return start + 1, None
        text = f"{text}\n{lines[at]}"
        at += 1
    return at, _split(text, separator, csv.QUOTE_MINIMAL)


def _is_open(text: str, separator: str) -> bool:
    """Whether a quotation mark at the beginning of a cell is still open at the end of the text."""
    inside, begins, place = False, True, 0
    while place < len(text):
        sign = text[place]
        if inside and sign == '"':
            if text[place + 1 : place + 2] == '"':
                place += 1
            else:
                inside = False
        elif not inside and sign == '"' and begins:
            inside = True
        begins = not inside and sign == separator
        place += 1
    return inside


def _split(text: str, separator: str, quoting: int) -> tuple[str, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    try:
        return tuple(next(reader, []))
    except csv.Error:  # a cell of more than 131 072 signs
        return (text,)


def _rows_of_workbook(content: bytes) -> list[Row]:
    """The rows of the first sheet that holds something."""
    if content.startswith(WORKBOOKS[0]) and _unpacked(content) > MOST_UNPACKED:
        raise NotASheet
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = [
                Row(line, tuple(map(_cell, cells))) for line, cells in enumerate(sheet, start=1)
            ]
            if found := [row for row in rows if row.filled]:
                return found
    except (CalamineError, OSError, ValueError) as error:
        raise NotASheet from error
    return []


def _unpacked(content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise NotASheet from error


def _cell(value: object) -> str:
    """A cell as a person reads it: whole numbers without their decimals, a day as its ISO form."""
    if isinstance(value, float) and value.is_integer():
        return f"{int(value)}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value}"
