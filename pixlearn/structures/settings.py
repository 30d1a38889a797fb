"""What a structure chooses for itself: read from its row, with defaults where nothing is (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from pixlearn.structures.rules import MOST_PEOPLE

LONGEST_CONTACT = 200


@dataclass(frozen=True, slots=True)
class StructureSettings:
    """``contact``: how to reach the structure, shown on « Aide » to its learners.
    ``places``: how many people a new workshop holds unless its form says otherwise.
    """

    contact: str = ""
    places: int = 10

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What is kept; the default where nothing is, or nothing that could be used."""
        contact, places = kept.get("contact"), kept.get("places")
        usual = cls()
        return cls(
            contact=contact[:LONGEST_CONTACT] if isinstance(contact, str) else usual.contact,
            places=places
            if isinstance(places, int) and 1 <= places <= MOST_PEOPLE
            else usual.places,
        )

    def to_keep(self) -> dict[str, Any]:
        """The same for the structure's row."""
        return asdict(self)
