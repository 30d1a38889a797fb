"""What a tag may say: nothing of health, disability or reading."""

import pytest

from pixlearn.orientation.tags import LONGEST, TagFault, label_fault


@pytest.mark.parametrize(
    "label",
    [
        "Lundi",
        "Groupe 2",
        "Permis de conduire",
        "Médiathèque",
        "Traitement de texte",
        "x" * LONGEST,
    ],
)
def test_a_group_a_day_or_a_project_may_be_said(label: str) -> None:
    assert label_fault(label) is None


@pytest.mark.parametrize(
    "label",
    [
        "Handicapé",
        "RQTH",
        "malade",
        "dyslexie",
        "Santé",
        "arrêt-maladie",
        "ILLETTRISME",
        "AAH 2026",
    ],
)
def test_health_is_refused_whatever_the_case_and_accents(label: str) -> None:
    assert label_fault(label) is TagFault.HEALTH


def test_an_empty_or_long_label_is_refused() -> None:
    assert label_fault("") is TagFault.EMPTY
    assert label_fault("x" * (LONGEST + 1)) is TagFault.TOO_LONG
