"""No cell of a file is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
    sheet = Sheet("Un; deux", ("a", "b"), [('dit "oui"', "deux\nlignes")])
    text = as_csv([sheet]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows == [["Un; deux"], ["a", "b"], ['dit "oui"', "deux\nlignes"]]


def test_ods_holds_text_where_a_formula_was_written() -> None:
    book = Databook()
    book.load(as_ods([Sheet("Essai", ("mot",), [(NASTY,)])]), "ods")
    assert book.sheets()[0][0] == (f"'{NASTY}",)
