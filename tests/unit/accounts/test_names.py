"""One name however it was typed; other names stay others."""

from __future__ import annotations

import pytest

from pixlearn.accounts.names import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M’Bala", "M'Bala"),
        ("M\u02bcBala", "mbala"),
        ("Jean-Baptiste", "Jean Baptiste"),
        ("Jean\u2011Baptiste", "JEANBAPTISTE"),
        ("Inès", "INES"),
        ("Zoe\u0308", "Zoë"),
        ("Œnone", "Oenone"),
        ("Anne-Marie", "Annemarie"),
        ("  Léa ", "lea"),
        ("Saint-Étienne", "saint etienne"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Inès", "Inaya"), ("Marie", "Maria"), ("李", "王")])
def test_another_name(one: str, other: str) -> None:
    assert folded(one) != folded(other)
