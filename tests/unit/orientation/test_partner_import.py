"""Files of the national schema: what is read, what is said of each line, what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.config import ROOT
from pixlearn.orientation.partner_import import (
    MOST_BYTES,
    MOST_PLACES,
    FileRefused,
    LineFault,
    Problem,
    Refusal,
    read_places,
)
from pixlearn.orientation.partner_schema import SERVICES, SOUGHT, known_word
from tests.unit.workbooks import xlsx

PLACE = {
    "id": "a-1",
    "nom": "Espace du Val",
    "commune": "Val",
    "code_postal": "51100",
    "services": "Aide aux démarches administratives|Utilisation sécurisée du numérique",
}


def as_csv(*rows: Mapping[str, str], delimiter: str = ",") -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def faults_of(**cells: str) -> list[tuple[str, Problem, bool]]:
    found = read_places(as_csv(PLACE | cells)).faults
    return [(fault.field, fault.problem, fault.left_out) for fault in found]


def only(content: bytes) -> dict[str, object]:
    reading = read_places(content)
    assert reading.faults == ()
    [place] = reading.places
    return dict(place)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_is_read_whatever_its_separator(delimiter: str, mark: bytes) -> None:
    place = only(mark + as_csv(PLACE, delimiter=delimiter))
    assert (place["name"], place["postcode"]) == ("Espace du Val", "51100")
    assert place["services"] == PLACE["services"].split("|")


def test_json_says_the_same_as_csv() -> None:
    entry = PLACE | {"services": PLACE["services"].split("|")}
    assert only(json.dumps([entry]).encode()) == only(as_csv(PLACE))
    assert only(json.dumps({"lieux": [entry]}).encode()) == only(as_csv(PLACE))


def test_former_columns_and_words_are_understood() -> None:
    place = only(
        as_csv(
            {
                "ID": "a",
                "Nom": "Lieu",
                "commune": "Val",
                "courriel": "a@b.example|c@d.example",
                "publics_accueillis": "Adultes|Jeunes (16-26 ans)|Surdité",
                "services": "Accéder à du matériel;Prendre en main un ordinateur",
                "conditions_acces": "Gratuit : Je peux accéder gratuitement au lieu",
                "accessibilite": "acceslibre.example/lieu",
            }
        )
    )
    assert place["email"] == "a@b.example"
    assert (place["public"], place["care"]) == (["Jeunes"], ["Surdité"])
    assert place["services"] == [SERVICES[7], SERVICES[1]]
    assert place["fees"] == ["Gratuit"]
    assert place["access_sheet"] == "https://acceslibre.example/lieu"


@pytest.mark.parametrize("field", ["id", "nom", "commune"])
def test_a_place_without_what_names_it_is_left_out(field: str) -> None:
    reading = read_places(as_csv(PLACE, PLACE | {"id": "b", field: " "}))
    assert len(reading.places) == 1
    assert reading.faults == (LineFault(3, field, Problem.MISSING, left_out=True),)


def test_the_second_place_with_an_id_is_left_out() -> None:
    reading = read_places(as_csv(PLACE, PLACE | {"nom": "Autre"}))
    assert [place["name"] for place in reading.places] == ["Espace du Val"]
    assert reading.faults == (LineFault(3, "id", Problem.REPEATED, "a-1", left_out=True),)


@pytest.mark.parametrize(
    ("field", "cell", "problem"),
    [
        ("code_postal", "5110", Problem.POSTCODE_GUESSED),
        ("code_postal", "51 10A", Problem.POSTCODE),
        ("date_maj", "2026-02-31", Problem.DATE),
        ("date_maj", "31/01/2026", None),
        ("telephone", "01 02", Problem.PHONE),
        ("courriels", "personne", Problem.EMAIL),
        ("site_web", "javascript:alert(1)", Problem.LINK),
        ("services", "Soudure", Problem.UNKNOWN_WORD),
        ("horaires", "x" * 301, Problem.TOO_LONG),
    ],
)
def test_a_wrong_cell_is_said_and_the_place_is_kept(
    field: str, cell: str, problem: Problem | None
) -> None:
    expected = [] if problem is None else [(field, problem, False)]
    assert faults_of(**{field: cell}) == expected


def test_a_name_too_long_leaves_the_place_out() -> None:
    assert faults_of(nom="x" * 161) == [("nom", Problem.TOO_LONG, True)]


def listed(count: int, broken: str) -> bytes:
    """A list of places in which the third one has this name."""
    names = [f"Lieu {number}" for number in range(count)]
    names[2] = broken
    lines = [f"{number};{name};Val;1 rue du Val" for number, name in enumerate(names)]
    return "\n".join(["id;nom;commune;adresse", *lines]).encode()


@pytest.mark.parametrize("below", ["Lieu 9", '"Lieu" 9', 'Le "bon" lieu'])
def test_a_lone_quotation_mark_swallows_no_place(below: str) -> None:
    content = listed(30, '"Espace numérique').replace(b"Lieu 9", below.encode())
    reading = read_places(content)
    assert len(reading.places) == reading.lines == 30
    assert [(one.line, one.problem) for one in reading.faults] == [(4, Problem.LONE_QUOTE)]
    assert reading.places[2]["name"] == '"Espace numérique'


def test_a_cell_of_several_lines_is_one_cell() -> None:
    content = b'id;nom;commune;adresse\n1;Lieu;Val;"1 rue\ndu Val"\n2;Autre;Val;2 rue\n'
    reading = read_places(content)
    assert [place["address"] for place in reading.places] == ["1 rue du Val", "2 rue"]
    assert reading.faults == ()


@pytest.mark.parametrize("coding", ["utf-16", "cp1252", "mac_roman", "utf-8-sig"])
def test_every_coding_of_spreadsheets_is_read(coding: str) -> None:
    text = "id\tnom\tcommune\n1\tMédiathèque à côté\tVal\n"
    assert read_places(text.encode(coding)).places[0]["name"] == "Médiathèque à côté"


@pytest.mark.parametrize("above", ["sep=;\n", "Lieux du Val, décembre 2026\n\n", ";;;\nListe;;;\n"])
def test_the_names_of_the_columns_may_stand_below_something(above: str) -> None:
    assert len(read_places(above.encode() + listed(5, "Lieu")).places) == 5


def test_a_workbook_is_read_as_the_file_it_saves() -> None:
    rows = [["id", "nom", "commune", "code_postal"], ["a", "Lieu", "Val", 51100]]
    assert only(xlsx(rows)) == only(b"id,nom,commune,code_postal\na,Lieu,Val,51100\n")


def test_another_file_is_refused_as_such() -> None:
    with pytest.raises(FileRefused) as refused:
        read_places(b"PK\x03\x04 no workbook")
    assert refused.value.refusal is Refusal.UNREADABLE


def test_a_place_without_id_is_known_by_name_town_and_address() -> None:
    entry = {"nom": "Espace du Val", "commune": "Nouméa", "adresse": "1 rue du Port"}
    once = only(json.dumps([entry]).encode())
    again = only(json.dumps([entry | {"nom": "Espace du val", "id": None}]).encode())
    assert once["source_id"] == again["source_id"]
    reading = read_places(json.dumps([{"nom": "Espace", "commune": "Nouméa"}]).encode())
    assert reading.faults == (LineFault(1, "id", Problem.MISSING, left_out=True),)


@pytest.mark.parametrize("number", ["27 12 34", "40 47 12 34", "+687 27 12 34", "0262 12 34 56"])
def test_numbers_of_overseas_are_kept(number: str) -> None:
    assert faults_of(telephone=number) == []


def test_hours_stay_whole() -> None:
    hours = 'Mo-Fr 09:00-12:00 || "sur rendez-vous"'
    assert only(as_csv(PLACE | {"horaires": hours}))["hours"] == hours


def test_how_one_comes_and_where_is_read() -> None:
    place = only(
        as_csv(PLACE | {"modalites_acces": "Se présenter|Téléphoner", "itinerance": "Itinérant"})
    )
    assert place["ways_in"] == ["Se présenter", "Téléphoner"]
    assert place["stands"] == ["Itinérant"]


def test_an_unknown_service_is_kept() -> None:
    reading = read_places(as_csv(PLACE | {"services": "Soudure"}))
    assert reading.places[0]["services"] == ["Soudure"]


def test_a_wrong_or_empty_cell_says_nothing_of_the_place() -> None:
    place = read_places(as_csv(PLACE | {"code_postal": "?", "telephone": ""})).places[0]
    assert not {"postcode", "phone"} & set(place)


def test_a_number_of_the_schema_is_dialled_as_in_france() -> None:
    assert only(as_csv(PLACE | {"telephone": "+33180059880"}))["phone"] == "0180059880"


def test_a_formula_is_text_like_any_other() -> None:
    assert only(as_csv(PLACE | {"nom": '=HYPERLINK("x")'}))["name"] == '=HYPERLINK("x")'


def test_the_line_is_that_of_the_file_when_cells_have_several() -> None:
    long = PLACE | {"adresse": "1 rue\ndu Val"}
    reading = read_places(as_csv(long, PLACE | {"id": "b", "nom": ""}))
    assert reading.places[0]["address"] == "1 rue du Val"
    assert [fault.line for fault in reading.faults] == [4]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"\xef\xbb\xbf \n", Refusal.EMPTY),
        (b"id,nom,commune\n", Refusal.EMPTY),
        (b"prenom,nom\nA,B\n", Refusal.NO_COLUMN),
        (b"[1, 2", Refusal.UNREADABLE),
        (b'{"lieux": 3}', Refusal.UNREADABLE),
        (b"[" * 100_000, Refusal.UNREADABLE),
        (b"x" * (MOST_BYTES + 1), Refusal.TOO_BIG),
        (as_csv(*({**PLACE, "id": str(n)} for n in range(MOST_PLACES + 1))), Refusal.TOO_MANY),
    ],
    ids=lambda value: value.value if isinstance(value, Refusal) else "file",
)
def test_a_file_of_something_else_is_refused(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(FileRefused) as refused:
        read_places(content)
    assert refused.value.refusal is refusal


def test_entries_that_are_no_places_are_said() -> None:
    reading = read_places(json.dumps([3, PLACE]).encode())
    assert reading.faults == (LineFault(1, "", Problem.NOT_A_PLACE, left_out=True),)
    assert len(reading.places) == 1


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reading(content: bytes) -> None:
    try:
        reading = read_places(content)
    except FileRefused:
        return
    assert all({"source_id", "name", "commune"} <= set(place) for place in reading.places)


def test_the_sample_is_read_whole() -> None:
    reading = read_places((ROOT / "content/fr/partenaires/exemple.csv").read_bytes())
    assert (len(reading.places), reading.faults) == (8, ())


def test_what_a_grid_prescribes_is_looked_for_in_the_schema_s_words() -> None:
    for sought in SOUGHT.values():
        assert sought.services or sought.care
        for word in (*sought.services, *sought.care):
            assert known_word(word) == word
