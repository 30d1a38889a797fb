"""Lists of first names: pasted, or saved by a spreadsheet."""

from __future__ import annotations

from contextlib import suppress

import pytest
import tablib
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.accounts.name_list import ALL_CELLS, NameList, read_names, read_rows
from pixlearn.accounts.names import is_first_name
from pixlearn.accounts.sheets import NotASheet, as_text, rows_of_file, text_of_file
from tests.unit.workbooks import xlsx


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
        "Civilité;Prénom bénéficiaire;Nom\nMadame;Nadia;Petit\nMonsieur;Karim;Ba",
        "Prénom(s);Nom\nNadia;Petit\nKarim;Ba",
        "Nom;Prénom *\nPetit;Nadia\nBa;Karim",
        "Prénom usuel\tTéléphone\nNadia\t0199000011\nKarim\t",
        "First name,Surname\nNadia,Petit\nKarim,Ba",
        "Atelier du 3 décembre\n\nN°;Nom;Prénom\n1;Petit;Nadia\n2;Ba;Karim",
        "sep=;\nNom;Prénom\nPetit;Nadia\nBa;Karim",
    ],
)
def test_of_a_table_only_first_names_are_kept(text: str) -> None:
    found = read_names(text)
    assert found.names == ("Nadia", "Karim")
    assert found.other_columns


@pytest.mark.parametrize(
    "text",
    [
        "Nadia;Petit\nKarim;Ba",
        "Nadia\tPetit\nKarim\tBa",
        "Bénéficiaire,N° de sécurité sociale,E-mail\nNadia,299000000000000,a@b.example\nKarim,,",
        "1;Nadia\n2;Karim",
        "Nom et prénom;Ville\nPetit Nadia;Lyon",
    ],
)
def test_where_no_column_says_it_the_columns_come_back(text: str) -> None:
    found = read_names(text)
    assert found.names == ()
    assert len(found.columns) >= 2


def test_a_person_says_which_column_it_is() -> None:
    text = "1;Nadia;Petit\n2;Karim;Ba"
    assert [column.examples for column in read_names(text).columns][1] == ("Nadia", "Karim")
    assert read_names(text, "1").names == ("Nadia", "Karim")
    assert read_names("Nadia;Lou\nKarim;Ana", ALL_CELLS).names == ("Nadia", "Lou", "Karim", "Ana")


def test_the_heading_of_a_column_alone_is_nobody() -> None:
    assert read_names("Nom\nNadia\nKarim").names == ("Nadia", "Karim")
    assert read_names("Nom et prénom\nPetit Nadia").both_names


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jean- Luc", "Jean-Luc"),
        ("Jean -Luc", "Jean-Luc"),
        ("1- Nadia", "Nadia"),
        ("BENALI - Nadia", "BENALI - Nadia"),
        ("🙂", "🙂"),
        ("Marie  Anne", "Marie Anne"),
    ],
)
def test_a_name_comes_out_whole(written: str, name: str) -> None:
    assert read_names(f"{written}\nKarim").names == (name, "Karim")


@pytest.mark.parametrize("text", ["a@b.example", "0199000011", "123", "12/03/1980", "299000000000"])
def test_what_is_no_first_name(text: str) -> None:
    assert NameList(("Nadia", text)).not_names == [text]


@pytest.mark.parametrize("name", ["Nadia", "2Pac", "Max 2", "🙂", "李", "O’Neil", "Marie D."])
def test_what_may_be_one(name: str) -> None:
    assert is_first_name(name)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_is_read_like_the_file_it_saves(kind: str) -> None:
    table: list[list[str | int]] = [
        ["Nom", "Prénom", "N"],
        ["Petit", "Nadia", 1],
        ["Ba", "Karim", 2],
    ]
    rows = rows_of_file(xlsx(table) if kind == "xlsx" else tablib.Dataset(*table).export("ods"))
    assert read_rows(rows).names == ("Nadia", "Karim")
    assert read_names(as_text(rows)).names == ("Nadia", "Karim")


def test_another_file_is_told() -> None:
    with pytest.raises(NotASheet):
        rows_of_file(b"PK\x03\x04 no workbook at all")


def test_a_column_alone_leaves_nothing_out() -> None:
    assert not read_names("Prénom\nNadia\nKarim").other_columns


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman"])
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
    with suppress(NotASheet):
        read_rows(rows_of_file(data))
