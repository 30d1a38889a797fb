"""Lists of first names: pasted, or saved by a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.accounts.name_list import NameList, read_names, text_of_file


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nadia\nKarim", ["Nadia", "Karim"]),
        ("  Nadia \r\n\r\n\r\nKarim\r\n", ["Nadia", "Karim"]),
        ("Marie Anne\nJean-Luc", ["Marie Anne", "Jean-Luc"]),
        ("Nadia, Karim, Lou", ["Nadia", "Karim", "Lou"]),
        ("Nadia, Karim\nLou", ["Nadia", "Karim", "Lou"]),
        ("Nadia;Karim", ["Nadia", "Karim"]),
        ("1. Nadia\n2) Karim\n- Lou\n• Ana", ["Nadia", "Karim", "Lou", "Ana"]),
        ("2Pac\nMax 2", ["2Pac", "Max 2"]),
        ('"Nadia"\n"Karim"', ["Nadia", "Karim"]),
        ('L"ou\nKarim', ['L"ou', "Karim"]),
        ("Na\0dia\u200b", ["Nadia"]),
        ("", []),
        (" \n;;\n", []),
    ],
)
def test_a_pasted_list_is_read_as_somebody_means_it(text: str, names: list[str]) -> None:
    assert list(read_names(text).names) == names


@pytest.mark.parametrize(
    "text",
    [
        "Nom;Prénom;Ville\nPetit;Nadia;Lyon\nBa;Karim;",
        "PRENOM,NOM\nNadia,Petit\nKarim,Ba",
        "Nadia;Petit\nKarim;Ba",
        "Nadia\tPetit\nKarim\tBa",
    ],
)
def test_of_a_table_only_first_names_are_kept(text: str) -> None:
    found = read_names(text)
    assert found.names == ("Nadia", "Karim")
    assert found.other_columns


def test_a_column_alone_leaves_nothing_out() -> None:
    assert not read_names("Prénom\nNadia\nKarim").other_columns


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_of_all_spreadsheets_are_read(coding: str) -> None:
    assert read_names(text_of_file("Chloé\nZoë".encode(coding))).names == ("Chloé", "Zoë")


def test_a_name_written_twice_is_told_whatever_its_case() -> None:
    found = NameList(("Nadia", "Karim", "NADIA", "nadia", "Lou"))
    assert found.repeated == [("Nadia", 3)]


def test_a_name_of_more_than_40_letters_is_told() -> None:
    assert NameList(("a" * 41, "b" * 40)).too_long == ["a" * 41]


@given(st.text())
def test_whatever_is_written_no_name_is_empty_or_on_two_lines(text: str) -> None:
    for name in read_names(text).names:
        assert name == " ".join(name.split())
        assert name.isprintable()
        assert name


@given(st.binary())
def test_any_file_can_be_opened(data: bytes) -> None:
    read_names(text_of_file(data))
