"""The catalogues in force: loaded once at start-up, one a language, the same for every request."""

from __future__ import annotations

from contextvars import ContextVar

from pixlearn.content.catalogue import Catalogue
from pixlearn.scenes.words import FRENCH

_loaded: dict[str, Catalogue] = {}
_language: ContextVar[str] = ContextVar("content language", default=FRENCH)


def use(*loaded: Catalogue) -> None:
    """Put catalogues in force, in place of any former ones; the French one is among them."""
    _loaded.clear()
    _loaded.update((one.language, one) for one in loaded)


def read_in(language: str) -> None:
    """From here on, in this request, the content is read in this language where it has it."""
    _language.set(language)


def catalogue() -> Catalogue:
    """The catalogue in force for this reader."""
    return _loaded.get(_language.get()) or _loaded[FRENCH]


def in_force() -> tuple[Catalogue, ...]:
    """Every catalogue in force, to put them back."""
    return tuple(_loaded.values())
