"""Files for spreadsheets: CSV and ODS, in which no cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Cell = str | int
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSV, ODS = "csv", "ods"
KINDS = {CSV: "text/csv", ODS: "application/vnd.oasis.opendocument.spreadsheet"}
LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its heads, its rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def guarded(cell: Cell) -> Cell:
    """The cell as text that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def to_keep(content: bytes, kind: str, name: str) -> Response:
    """A file of that kind, to keep under that name."""
    response = Response(content, mimetype=KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def as_csv(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """One table (RFC 4180), with the mark and the `;` that spreadsheets expect."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in (heads, *rows))
    return out.getvalue().encode("utf-8-sig")


def as_ods(sheets: Sequence[Sheet]) -> bytes:
    """A sheet a table; each cell also says its value as text, which some readers show alone."""
    book = OpenDocumentSpreadsheet()
    for sheet in sheets:
        table = Table(name=sheet.name[:LONGEST_NAME])
        for row in (sheet.heads, *sheet.rows):
            line = TableRow()
            for cell in row:
                line.addElement(_ods_cell(guarded(cell)))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _ods_cell(cell: Cell) -> TableCell:
    number = isinstance(cell, int)
    found = TableCell(valuetype="float", value=cell) if number else TableCell(valuetype="string")
    found.addElement(P(text=f"{cell}"))
    return found
