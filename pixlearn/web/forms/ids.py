"""Ids that stand in a page: people do not type them, so a wrong one is no form of ours (400)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pixlearn.web.forms.base import Field


class Id(Field):
    """One id, of a hidden field: always asked for."""

    kind = "hidden"
    hidden = True
    data: UUID
    empty = None

    def read(self) -> UUID:
        """The id."""
        return UUID(self.typed)


class Ids(Field):
    """As many ids as are ticked; ``needed`` says what to do when none is."""

    kind = "ids"
    hidden = False
    data: list[UUID]
    typed: list[str]
    empty = ()

    def shown(self, value: Any) -> list[str]:
        """The ids as the boxes hold them."""
        return [f"{one}" for one in value or ()]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Each id once; what is none cannot have been ticked."""
        self.typed, self.data = list(dict.fromkeys(map(str, valuelist))), []

    def read(self) -> list[UUID]:
        """The ids."""
        try:
            found = [UUID(text) for text in self.typed]
        except ValueError:
            self.hidden = True
            raise
        if not found and self.needed is not None:
            raise ValueError(f"{self.needed}")
        return found
