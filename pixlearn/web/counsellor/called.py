"""What to call the people of a room: two of one first name are never the same line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flask_babel import gettext

from pixlearn.accounts.names import folded


def called(number: int, first_name: str | None, card_number: int | None) -> str:
    """« 6 · Sonia », « 6 · Carte 12 » or « Personne 6 »: the number in the room always shows."""
    known = _known_by(first_name, card_number)
    return f"{number} · {known}" if known else _person(number)


def said(number: int, first_name: str | None, card_number: int | None) -> str:
    """The same inside a sentence: « Sonia, personne 6 »."""
    known = _known_by(first_name, card_number)
    if not known:
        return _person(number)
    return str(gettext("%(called)s, person %(number)s", called=known, number=number))


def namesakes(names: Iterable[str | None]) -> list[str]:
    """The first names that several of these people bear, however they are written."""
    borne = [name for name in names if name]
    counts = Counter(folded(name) for name in borne)
    first = {folded(name): name for name in reversed(borne)}
    return [name for key, name in first.items() if counts[key] > 1]


def place_among(number: int, total: int) -> str:
    """« 1 sur 2 », of people whom nothing else tells apart."""
    return str(gettext("%(number)s of %(total)s", number=number, total=total))


def _known_by(first_name: str | None, card_number: int | None) -> str:
    if first_name:
        return first_name
    if card_number is not None:
        return str(gettext("Card %(number)s", number=card_number))
    return ""


def _person(number: int) -> str:
    return str(gettext("Person %(number)s", number=number))
