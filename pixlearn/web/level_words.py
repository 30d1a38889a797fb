"""A level in words: the same on every list, page and paper."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from pixlearn.content.current import catalogue


def level_words(level: int, neighbours: Sequence[int] = (), diagnostic: str | None = None) -> str:
    """« Je me débrouille », in quotation marks; two neighbours while an interview must decide.

    ``diagnostic``: the id of the one whose level it is, the entry when it is not said.
    """
    names = catalogue().diagnostic(diagnostic).level_name
    if neighbours:
        low, high = (names(one) for one in neighbours)
        return str(gettext("Between “%(low)s” and “%(high)s”", low=low, high=high))
    return str(gettext("“%(level)s”", level=names(level)))
