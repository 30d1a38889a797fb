"""No cell of a file is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import load
from odf.table import TableCell
from tablib import Databook

from pixlearn.web.spreadsheets import FORMULA, Sheet, as_csv, as_ods, guarded

NASTY = "=HYPERLINK(1)"


@settings(deadline=None)
@given(st.text() | st.integers())
def test_no_text_begins_like_a_formula(cell: str | int) -> None:
    found = guarded(cell)
    assert not isinstance(found, str) or not found.startswith(FORMULA)


@pytest.mark.parametrize("sign", FORMULA)
def test_a_guarded_cell_keeps_its_words(sign: str) -> None:
    assert guarded(f"{sign}1") == f"'{sign}1"


def test_a_number_stays_a_number() -> None:
    assert guarded(-3) == -3


def test_signs_of_the_format_are_quoted_in_csv() -> None:
    text = as_csv(("a; b", "c"), [('dit "oui"', "deux\nlignes")]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows == [["a; b", "c"], ['dit "oui"', "deux\nlignes"]]


def test_no_line_of_csv_is_a_formula() -> None:
    assert b"'=HYPERLINK" in as_csv(("a",), [(NASTY,)])


def test_a_cell_of_ods_says_its_number_as_text_too() -> None:
    """Some readers only show the text of a cell."""
    book = load(io.BytesIO(as_ods([Sheet("Essai", ("nombre",), [(12,)])])))
    cell = book.getElementsByType(TableCell)[1]
    assert (cell.getAttribute("value"), str(cell)) == ("12", "12")


def test_ods_holds_text_where_a_formula_was_written() -> None:
    book = Databook()
    book.load(as_ods([Sheet("Essai", ("mot",), [(NASTY,)])]), "ods")
    assert book.sheets()[0][0] == (f"'{NASTY}",)
