"""Reads the default reading grid and what may be prescribed, and notes what is wrong in them."""

from dataclasses import dataclass, field

from pydantic import Field

from pixlearn.content.check import Content, check_top
from pixlearn.content.faults import Path
from pixlearn.content.grids import Grid, Prescription, known_prescriptions
from pixlearn.content.lessons import Teaching
from pixlearn.content.reading import Document
from pixlearn.content.texts import check_texts
from pixlearn.scenes.schema import Authored, Text, near_miss

TITLES = "grilles/prescriptions.yaml"


class Prescribable(Authored):
    """Something that a grid may prescribe, in the words that the person reads."""

    id: Prescription
    title: Text = Field(alias="titre")


@dataclass(slots=True)
class Grids:
    """The default grid of each diagnostic that has one, by its id, and the titles of what may be
    prescribed beside tracks."""

    grids: dict[str, Grid] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def read_grids(content: Content, teaching: Teaching) -> Grids:
    """The grids as far as they could be read, their faults noted."""
    found = Grids()
    _read_titles(content, found)
    known = known_prescriptions(_tracks(content, teaching), found.titles)
    for stem, document in content.open_all("grilles", but=TITLES):
        grid = document.model(Grid)
        if grid is None:
            continue
        for path, sentence in grid.troubles(content.framework, known):
            document.fault(path, sentence)
        _place(content, document, stem, grid, found)
    if not any("grilles/defaut.yaml" in one.file for one in content.documents):
        content.open("grilles/defaut.yaml")  # which says that it is missing
    return found


def _place(content: Content, document: Document, stem: str, grid: Grid, found: Grids) -> None:
    """Under the id of its diagnostic; the default one is the entry's."""
    entry = next((one.id for one in content.diagnostics.values() if one.entry), "")
    named = grid.head.diagnostic or entry
    at = ("grille", "diagnostic")
    if stem == "defaut" and named != entry:
        document.fault(at, "la grille par défaut lit le diagnostic par lequel on commence.")
    elif named not in content.diagnostics and content.diagnostics:
        hint = near_miss(named, content.diagnostics)
        document.fault(at, f"le diagnostic « {named} » n'existe pas.{hint}")
    elif named in found.grids:
        document.fault(at, f"« {named} » a déjà une grille.")
    else:
        found.grids[named] = grid
    levels = len(content.diagnostics[named].levels) if named in content.diagnostics else 9
    for place, band in enumerate(grid.bands):
        if band.level > levels:
            path = ("bandes", place, "niveau")
            document.fault(path, f"ce diagnostic a {levels} niveaux ; trouvé : {band.level}.")


def _tracks(content: Content, teaching: Teaching) -> list[str]:
    """The tracks that exist; all that may, when a file of lessons has faults of its own."""
    if any(one.faults for one in content.documents if "/lessons/" in one.file):
        return [f"P{number}" for number in range(1, 10)]
    return sorted(track.id for track in teaching.tracks.values())


def _read_titles(content: Content, found: Grids) -> None:
    document = content.open(TITLES)
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
