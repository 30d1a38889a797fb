"""The course as a whole, as its file says it: its name, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from pixlearn.scenes.schema import Authored, Many, ShortId, Text

FILE = "cours.yaml"
Count = Annotated[int, Field(ge=1)]


class Sizes(Authored):
    """Of the framework exactly so many; of the rest the least, and one more is welcome."""

    domains: Count = Field(alias="domaines")
    competences: Count
    skills: Count = Field(alias="acquis")
    skills_by_level: Many[Count] = Field(alias="acquis_par_niveau", min_length=3, max_length=3)
    items_done: Count = Field(alias="questions_faites")
    tracks: Count = Field(alias="parcours")
    lessons_a_track: Count = Field(alias="lecons_par_parcours")
    badges: Count


class Course(Authored):
    """A course: named, with its sizes."""

    id: ShortId
    title: Text = Field(alias="titre")
    sizes: Sizes = Field(alias="tailles")


def too_few(counted: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """A sentence for each thing of which there are fewer than expected.

    ``counted``: what it is, in the words of authors → how many are expected, how many there are.
    """
    for what, (expected, found) in counted.items():
        if found < expected:
            yield f"{expected} {what} au moins ; trouvé : {found}."
