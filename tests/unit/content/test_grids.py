"""The reading grid as written: whole, and each fault told with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.content.catalogue import Catalogue, check_content
from pixlearn.content.grids import LEFT_ONLY, Grid
from tests.real_content import real_catalogue
from tests.unit.content.content_folder import GRID, REAL, write_content


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return real_catalogue()


def told(tmp_path: Path, old: str, new: str) -> list[tuple[str, str]]:
    """Field and sentence of each fault of the grid, once something in it is replaced."""
    assert old in GRID
    root = write_content(tmp_path, grilles__defaut=GRID.replace(old, new))
    faults = check_content(root)
    return [(one.field, one.message) for one in faults if one.file == "fr/grilles/defaut.yaml"]


def test_the_default_grid_covers_every_percentage_once(catalogue: Catalogue) -> None:
    bands = [catalogue.grid.band_of(percent) for percent in range(101)]
    assert [band.id for band in bands if band] == (
        ["socle"] * 41 + ["developper"] * 30 + ["valoriser"] * 30
    )


def test_a_good_grid_has_no_fault(tmp_path: Path) -> None:
    assert told(tmp_path, "id: tout", "id: tout") == []


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("min: 0", "min: 1", "bandes[1].min", "il manque 0 %"),
        ("max: 100", "max: 99", "bandes[1].max", "il manque 100 %"),
        ("max: 100", "max: 101", "bandes[1].max", "100 au plus"),
        ("[cv]", "[attestations]", "bandes[1].prescriptions[1]", "« attestation » ?"),
        ("[cv]", '["parcours:P1"]', "bandes[1].prescriptions[1]", "pas une prescription"),
        ("objectif:", "objectifs:", "bandes[1].objectifs", "« objectif » ?"),
        ("version: 1", "version: 0", "grille.version", "1 au moins"),
    ],
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, field: str, words: str
) -> None:
    [(where, sentence)] = told(tmp_path, old, new)
    assert where == field
    assert words in sentence


@pytest.mark.parametrize(
    ("rule", "field", "words"),
    [
        ("si: {}, alors: [cv]", "regles[1].si", "au moins une condition"),
        ("si: {global_min: 60, global_max: 50}, alors: []", "regles[1].si.global_max", "60"),
        ("si: {acquis: [GES.1.7]}, alors: []", "regles[1].si.acquis[1]", "référentiel"),
        ("si: {preuve_directe: [GES.9.1]}, alors: []", "regles[1].si.preuve_directe[1]", ""),
        (
            "si: {une_competence_sous: {SEC.1: 50}}, alors: []",
            "regles[1].si.une_competence_sous.SEC.1",
            "référentiel",
        ),
        ("si: {projet: voyage}, alors: []", "regles[1].si.projet", "emploi"),
        ("si: {global_max: 40}, alors: [atelier]", "regles[1].alors[1]", "prescription"),
        (
            f"si: {{global_max: 40}}, alors: ['{LEFT_ONLY[0]}']",
            "regles[1].alors[1]",
            "au_choix_du_conseiller",
        ),
        ("si: {lecture: difficile}, alors: []", "regles[1].si.lecture", "clé inconnue"),
    ],
)
def test_a_fault_of_a_rule_is_told(tmp_path: Path, rule: str, field: str, words: str) -> None:
    [(where, sentence)] = told(tmp_path, "bandes:", f"regles: [{{{rule}}}]\nbandes:")
    assert where == field
    assert words in sentence


def test_an_overlap_and_a_hole_are_told_apart(catalogue: Catalogue) -> None:
    def bands(*ends: tuple[int, int]) -> list[str]:
        written = as_written(catalogue.grid)
        written["bandes"] = [
            {**written["bandes"][0], "id": f"b{place}", "min": low, "max": high}
            for place, (low, high) in enumerate(ends)
        ]
        troubles = Grid.model_validate(written).troubles(
            catalogue.framework, catalogue.prescriptions
        )
        return [sentence for _, sentence in troubles]

    assert bands((0, 50), (51, 100)) == []
    assert bands((0, 50), (50, 100)) == ["cette bande recouvre celle d'avant : « min » est 51."]
    assert bands((0, 40), (51, 100)) == ["il manque de 41 à 50 % : « min » est 41."]
    assert bands((0, 50), (51, 90)) == ["il manque de 91 à 100 % : le dernier « max » est 100."]


@given(st.lists(st.integers(0, 99), unique=True, max_size=6).map(sorted))
def test_any_cut_from_0_to_100_is_a_good_grid(catalogue: Catalogue, cuts: list[int]) -> None:
    written = as_written(catalogue.grid)
    lows, highs = [0, *(cut + 1 for cut in cuts)], [*cuts, 100]
    written["bandes"] = [
        {**written["bandes"][0], "id": f"b{low}", "min": low, "max": high}
        for low, high in zip(lows, highs, strict=True)
    ]
    grid = Grid.model_validate(written)
    assert list(grid.troubles(catalogue.framework, catalogue.prescriptions)) == []
    assert all(grid.band_of(percent) is not None for percent in range(101))


def test_a_grid_kept_as_json_is_read_back_the_same(catalogue: Catalogue) -> None:
    assert Grid.model_validate(as_written(catalogue.grid)) == catalogue.grid


def test_what_is_prescribed_has_words(catalogue: Catalogue) -> None:
    file = REAL / "fr" / "grilles" / "defaut.yaml"
    assert Grid.model_validate(yaml.safe_load(file.read_text("utf-8"))) == catalogue.grid
    assert all(catalogue.prescribable.values())


def as_written(grid: Grid) -> dict[str, Any]:
    """The grid as the database keeps it."""
    return grid.model_dump(mode="json", by_alias=True, exclude_none=True)
