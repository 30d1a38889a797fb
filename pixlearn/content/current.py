"""The catalogue in force: loaded once at start-up, the same for every request."""

from __future__ import annotations

from pixlearn.content.catalogue import Catalogue

_loaded: list[Catalogue] = []


def use(loaded: Catalogue) -> None:
    """Put a catalogue in force, in place of any former one."""
    _loaded[:] = [loaded]


def catalogue() -> Catalogue:
    """The catalogue that `use` put in force."""
    return _loaded[0]
