"""A level in words: the same on every list, page and paper."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext


def level_words(level: int, neighbours: Sequence[int] = ()) -> str:
    """« Je me débrouille », in quotation marks; two neighbours while an interview must decide."""
    if neighbours:
        low, high = (_name(one) for one in neighbours)
        return str(gettext("Between “%(low)s” and “%(high)s”", low=low, high=high))
    return str(gettext("“%(level)s”", level=_name(level)))


def _name(level: int) -> str:
    names = {
        1: gettext("I am discovering"),
        2: gettext("I get by"),
        3: gettext("I manage on my own"),
    }
    return str(names[level])
