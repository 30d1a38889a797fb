"""Reads the default reading grid and what may be prescribed, and notes what is wrong in them."""

from dataclasses import dataclass, field

from pydantic import Field

from pixlearn.content.check import Content, check_top
from pixlearn.content.faults import Path
from pixlearn.content.grids import Grid, Prescription, known_prescriptions
from pixlearn.content.lessons import Teaching
from pixlearn.content.texts import check_texts
from pixlearn.scenes.schema import Authored, Text


class Prescribable(Authored):
    """Something that a grid may prescribe, in the words that the person reads."""

    id: Prescription
    title: Text = Field(alias="titre")


@dataclass(slots=True)
class Grids:
    """The default grid, and the titles of what may be prescribed beside tracks."""

    grid: Grid | None = None
    titles: dict[str, str] = field(default_factory=dict)


def read_grids(content: Content, teaching: Teaching) -> Grids:
    """The grids as far as they could be read, their faults noted."""
    found = Grids()
    _read_titles(content, found)
    document = content.open("grilles/defaut.yaml")
    if document.data is None:
        return found
    found.grid = document.model(Grid)
    if found.grid is None:
        return found
    known = known_prescriptions(_tracks(content, teaching), found.titles)
    for path, sentence in found.grid.troubles(content.framework, known):
        document.fault(path, sentence)
    return found


def _tracks(content: Content, teaching: Teaching) -> list[str]:
    """The tracks that exist; all that may, when a file of lessons has faults of its own."""
    if any(one.faults for one in content.documents if "/lessons/" in one.file):
        return [f"P{number}" for number in range(1, 10)]
    return sorted(track.id for track in teaching.tracks.values())


def _read_titles(content: Content, found: Grids) -> None:
    document = content.open("grilles/prescriptions.yaml")
    check_top(document, "prescriptions", tuple, "une liste (« - id: … »)")
    check_texts(document)
    written = document.part("prescriptions")
    for place in range(len(written) if isinstance(written, tuple) else 0):
        path: Path = ("prescriptions", place)
        one = document.model(Prescribable, path)
        if one is None:
            continue
        if one.id in found.titles:
            document.fault((*path, "id"), f"l'id « {one.id} » est écrit deux fois.")
        found.titles.setdefault(one.id, one.title)
