"""A diagnostic is a file: a second one is read, and what is wrong in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pixlearn.content.catalogue import check_content, load_catalogue
from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.rules import Ask, Finished, next_step
from pixlearn.mastery.rules import Evidence, estimate
from tests.real_content import read_once
from tests.second_diagnostic import BILAN, with_second_diagnostic


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_second_diagnostic(tmp_path_factory.mktemp("second"))


@pytest.fixture
def faults(root: Path, request: pytest.FixtureRequest) -> list[str]:
    """What is told of the second file once this is written instead of that."""
    old, new = request.param
    assert old in BILAN
    file = root / "fr" / "diagnostics" / "bilan.yaml"
    file.write_text(BILAN.replace(old, new, 1), "utf-8")
    try:
        return [str(fault) for fault in check_content(root)]
    finally:
        file.write_text(BILAN, "utf-8")


def test_a_second_diagnostic_is_a_file_without_a_fault(root: Path) -> None:
    assert check_content(root) == []
    assert list(load_catalogue(root).diagnostics) == ["abc_diag", "bilan_messages"]


@pytest.mark.parametrize(
    ("faults", "place", "sentence"),
    [
        (("SEC.2]", "SEC.8]"), "competences, 4", "« SEC.8 » n'est pas dans le référentiel."),
        (("jusqu_a: 50", "jusqu_a: 20"), "niveaux, 2, jusqu_a", "plus de 25 attendu."),
        (("jusqu_a: 100", "jusqu_a: 90"), "niveaux, 4, jusqu_a", "va jusqu'à 100."),
        (("mes-messages", "point-de-depart"), "adresse", "déjà l'adresse de « abc_diag »"),
        (("mes-messages", "pause"), "adresse", "« pause » est le nom d'une page."),
        (("mes-messages", "4"), "adresse", ""),
        (("id: bilan_messages", "id: abc_diag"), "id", "déjà pris par un autre diagnostic."),
        (("ouverture:", "entree: true\nouverture:"), "entree", "« abc_diag » est déjà celui"),
        (("questions_max: 6", "questions_max: six"), "arret.questions_max", "entier"),
        (("resultat:", "visio: oui\nresultat:"), "visio", "clé inconnue « visio »."),
    ],
    indirect=["faults"],
)
def test_a_fault_is_told_with_its_line_and_its_field(
    faults: list[str], place: str, sentence: str
) -> None:
    [fault] = [one for one in faults if one.startswith("fr/diagnostics/bilan.yaml, ligne ")]
    assert place.replace(", ", ".") in fault.replace("[", ".").replace("]", "")
    assert sentence in fault


def test_without_an_entry_nobody_knows_where_to_begin(root: Path) -> None:
    file = root / "fr" / "diagnostics" / "abc-diag.yaml"
    before = file.read_text("utf-8")
    file.write_text(before.replace("entree: true", "entree: false"), "utf-8")
    told = [str(fault) for fault in check_content(root)]
    file.write_text(before, "utf-8")
    assert any("aucun diagnostic ne dit « entree: true »" in one for one in told)


def test_its_percentage_and_levels_are_those_of_its_own_competences(root: Path) -> None:
    content = read_once(root)
    own, whole = engine_of(content, "bilan_messages").model, engine_of(content).model
    evidence = [Evidence("GES.3.3", 0.0, 0.1), Evidence("INF.2.1", 0.0, 0.1)]
    of_messages, of_all = estimate(own, evidence), estimate(whole, evidence)
    assert of_messages.competences.keys() == {"COM.1", "COM.2", "SEC.1", "SEC.2"}
    assert of_messages.skills == of_all.skills  # what is shown anywhere counts everywhere
    mean = [of_all.skills[skill] for skill in own.counted]
    assert of_messages.percent == pytest.approx(100 * sum(mean) / len(mean))
    assert len(of_messages.levels) == 4
    assert sum(of_messages.levels) == pytest.approx(1)


def test_it_asks_of_its_own_competences_alone_and_ends_by_its_own_rules(root: Path) -> None:
    engine = engine_of(read_once(root), "bilan_messages")
    assert {one.skill for one in engine.options} == engine.model.counted
    first = next_step(engine.model, engine.options, [], [], engine.policy)
    assert isinstance(first, Ask)
    assert not isinstance(first, Finished)
    assert engine.policy.stop.soonest == 6  # no rule but the limit is written
