"""Files for spreadsheets: CSV and ODS, in which no cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response
from tablib import Databook, Dataset

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


def spreadsheet(kind: str, name: str, sheets: Sequence[Sheet]) -> Response:
    """The tables as a file of that kind, to keep under that name."""
    content = as_csv(sheets) if kind == CSV else as_ods(sheets)
    response = Response(content, mimetype=KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def as_csv(sheets: Sequence[Sheet]) -> bytes:
    """One table under the other (RFC 4180), with the mark and the `;` that spreadsheets expect."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for place, sheet in enumerate(sheets):
        if place:
            writer.writerow([])
        writer.writerows([guarded(cell) for cell in row] for row in ((sheet.name,), sheet.heads))
        writer.writerows([guarded(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_ods(sheets: Sequence[Sheet]) -> bytes:
    """A sheet a table."""
    book = Databook()
    for sheet in sheets:
        table = Dataset(title=sheet.name[:LONGEST_NAME], headers=[guarded(c) for c in sheet.heads])
        for row in sheet.rows:
            table.append([guarded(cell) for cell in row])
        book.add_sheet(table)
    content: bytes = book.export("ods")
    return content
