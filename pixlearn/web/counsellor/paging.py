"""Long lists, one page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

from pixlearn.web.whole import whole

A_PAGE = 50
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list: page ``number`` of ``last``, counted from 1."""

    rows: tuple[Row, ...]
    number: int
    last: int
    total: int


def asked_page(rows: Sequence[Row]) -> Page[Row]:
    """The page that the address asks for (``?page=2``); an impossible number gives the nearest."""
    last = max(1, -(-len(rows) // A_PAGE))
    number = min(max(request.args.get("page", 1, type=whole), 1), last)
    first = (number - 1) * A_PAGE
    return Page(tuple(rows[first : first + A_PAGE]), number, last, len(rows))
