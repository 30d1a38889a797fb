"""Forms without a request: what is read of what was typed, and what is said of the rest."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.datastructures import MultiDict

from pixlearn.web.counsellor.notes import NoteForm
from pixlearn.web.counsellor.workshop_form import TitledForm
from pixlearn.web.forms import (
    Choice,
    Clock,
    Day,
    Digits,
    Email,
    FirstName,
    Form,
    FormFault,
    Ids,
    LongText,
    Phone,
    Text,
    Tick,
    Ticks,
    Whole,
)
from pixlearn.web.referent.partner_form import PartnerForm

ONE = UUID(int=1)
TODAY = date(2026, 12, 1)


class AllForm(Form):
    """A field of each sort."""

    ligne = Text(needed="Une ligne.", longest=5)
    lignes = LongText(longest=20)
    prenom = FirstName(needed=None)
    email = Email()
    telephone = Phone(lambda text: text if text.isdecimal() else None, wrong="Un numéro.")
    chiffres = Digits(longest=4)
    nombre = Whole(least=1, most=20, needed="De 1 à 20.")
    jour = Day(today=lambda: TODAY, needed=None)
    heure = Clock()
    choix = Choice([(4, "quatre"), (5, "cinq")])
    doux = Choice([("", "non"), ("oui", "oui")], otherwise="")
    coches = Ticks(["un", "deux"])
    accord = Tick()
    personnes = Ids(needed="Quelqu'un.")


GOOD: dict[str, Any] = {
    "ligne": "  a \t b ",
    "lignes": "un\r\ndeux\x00",
    "nombre": "٣",
    "heure": "14h30",
    "choix": "5",
    "chiffres": "1 ٢-3.4",
    "jour-jour": "1er",
    "jour-mois": "déc",
    "jour-annee": "26",
    "coches": ["deux", "autre"],
    "accord": "oui",
    "personnes": [str(ONE)],
}


def sent(**changed: Any) -> AllForm:
    return AllForm.of(MultiDict(GOOD | changed))


def said(form: Form) -> dict[str, str]:
    return {fault.field: fault.message for fault in form.faults}


def test_each_field_gives_its_value() -> None:
    form = sent()
    assert form.faults == ()
    assert form.data == {
        "ligne": "a b",
        "lignes": "un\ndeux",
        "prenom": "",
        "email": "",
        "telephone": "",
        "chiffres": "1234",
        "nombre": 3,
        "jour": date(2026, 12, 1),
        "heure": time(14, 30),
        "choix": 5,
        "doux": "",
        "coches": ["deux"],
        "accord": True,
        "personnes": [ONE],
    }


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ligne", "", "Une ligne."),
        ("ligne", "\x00", "Une ligne."),
        ("ligne", "trop long", "Write a shorter text: 5 signs at most."),
        ("lignes", "x" * 21, "Write a shorter text: 20 signs at most."),
        ("prenom", "a@b", "Write a first name or a nickname, with letters: no number, no address."),
        ("prenom", "x" * 41, "Write a shorter first name: 40 letters at most."),
        ("email", "personne", "Write an e-mail address. Example: marie@example.org"),
        ("telephone", "le matin", "Un numéro."),
        ("nombre", "21", "De 1 à 20."),
        ("nombre", "9" * 5000, "De 1 à 20."),
        ("heure", "25 h", "Write an hour, for example 14 h 30."),
        ("heure", "", "Write an hour, for example 14 h 30."),
        ("choix", "6", "Choose one line of the list."),
        ("personnes", [], "Quelqu'un."),
    ],
)
def test_what_is_wrong_is_said_and_stays_typed(field: str, value: Any, words: str) -> None:
    form = sent(**{field: value})
    assert said(form) == {field: words}
    assert form[field].typed == (value if value != "\x00" else "")


def test_a_day_that_is_none_stays_in_its_three_fields() -> None:
    form = sent(**{"jour-jour": "31", "jour-mois": "2"})
    assert said(form) == {"jour": "Write a date, for example 4 5 2027."}
    assert form.jour.typed == ("31", "2", "26")


def test_two_answers_to_one_question_are_both_shown_and_neither_taken() -> None:
    form = AllForm.of(MultiDict([*MultiDict(GOOD).items(multi=True), ("ligne", "c")]))
    assert said(form) == {"ligne": "Write one answer here: two came."}
    assert form.ligne.typed == "a b c"
    assert form.ligne.data == ""


def test_the_same_answer_twice_is_one() -> None:
    twice = [*MultiDict(GOOD).items(multi=True), ("ligne", "a b")]
    assert AllForm.of(MultiDict(twice)).faults == ()


def test_nothing_sent_names_what_is_needed_in_the_order_of_the_page() -> None:
    fields = [fault.field for fault in AllForm.of(MultiDict()).faults]
    assert fields == ["ligne", "nombre", "heure", "choix", "personnes"]


def test_a_form_shown_first_has_its_values_and_no_fault() -> None:
    form = AllForm.filled(jour=TODAY, heure=time(9, 5), choix=4, coches=["un"], ligne=None)
    assert form.faults == ()
    shown = [form[name].typed for name in ("jour", "heure", "choix", "coches", "ligne")]
    assert shown == [("1", "12", "2026"), "9 h 05", "4", ["un"], ""]


def test_a_fault_that_comes_later_stands_at_its_field() -> None:
    form = sent()
    form.ligne.refuse("Déjà pris.")
    assert form.faults == (FormFault("ligne", "Déjà pris."),)


def test_a_title_and_a_note() -> None:
    assert said(TitledForm.of({})) == {"titre": "Write a title for the workshop."}
    long = NoteForm.of({"submission_id": str(uuid4()), "texte": "x" * 501})
    assert said(long) == {"texte": "Write a shorter note: 500 signs at most."}
    assert long.texte.typed == "x" * 501


def test_a_place_keeps_what_a_file_brought() -> None:
    place = {"nom": "Le Fab", "commune": "Val", "typologie": "AUTRE LIEU", "frais": "Au café"}
    form = PartnerForm.of(place | {"telephone": "+33180059880", "site_web": "fab.example"})
    assert form.faults == ()
    assert (form.telephone.data, form.site_web.data) == ("0180059880", "https://fab.example")
    assert (form.typologie.data, form.frais.data) == ("AUTRE LIEU", ["Au café"])
    assert form.typologie.lines[0] == ("AUTRE LIEU", "AUTRE LIEU")
