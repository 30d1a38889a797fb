"""Whole numbers as people and addresses write them, and words in addresses (pure)."""

from __future__ import annotations

from typing import Any

from werkzeug.routing import BaseConverter, IntegerConverter, Map, UnicodeConverter

MOST_DIGITS = 9  # nothing here counts further; a database and a calendar hold it


def whole(text: str) -> int:
    """The number that is written, 0 or more; usable as ``request.form.get(name, type=whole)``.

    Raises:
        ValueError: it is no such number, or longer than anything that is counted here.
    """
    written = text.strip()
    if not written.isdecimal() or len(written) > MOST_DIGITS:
        raise ValueError("no whole number")
    return int(written)


def whole_or(text: str, otherwise: int) -> int:
    """As `whole`, and another number in place of what is none."""
    try:
        return whole(text)
    except ValueError:
        return otherwise


class WholeConverter(IntegerConverter):
    """A number in an address; a longer one is an address that does not exist."""

    regex = rf"\d{{1,{MOST_DIGITS}}}"


class WordConverter(UnicodeConverter):
    """A word in an address; one with a NUL, which no database keeps, does not exist."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **options)
        self.regex = self.regex.replace("[^/]", "[^/\\0]")


class SlugConverter(BaseConverter):
    """The slug of a diagnostic in an address: a letter first, and none of the words that stood
    there when there was one diagnostic."""

    regex = r"(?!(?:gestes|resultat|revoir)\Z)[a-z][a-z0-9-]*"
