"""Opening hours are read as OpenStreetMap means them, and said in words.

The open moments of `WEEKS` are those of the reference reader (opening_hours 3.15.0).
"""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.config import ROOT
from pixlearn.orientation.hours import read_hours
from pixlearn.web.opening_hours import hours_in_words

NINE, LATE, NOON = ("09:00", "12:00"), ("14:00", "17:00"), ("10:00", "12:00")
WEEKS = [
    (
        "Mo-Fr 09:00-12:00;Mo 14:00-16:00",
        {0: [("14:00", "16:00")]} | {d: [NINE] for d in (1, 2, 3, 4)},
    ),
    ("Mo-Fr 09:00-12:00, We 14:00-17:00", {d: [NINE] for d in (0, 1, 3, 4)} | {2: [NINE, LATE]}),
    ("Sa-Mo 10:00-12:00", {d: [NOON] for d in (5, 6, 0)}),
    ("Mo-Sa 09:00-12:00; We off", {d: [NINE] for d in (0, 1, 3, 4, 5)}),
    (
        "Mo-Fr 09:00-17:00; Mo,Tu 10:00-12:00, Tu 14:00-15:00",
        {0: [NOON], 1: [NOON, ("14:00", "15:00")]} | {d: [("09:00", "17:00")] for d in (2, 3, 4)},
    ),
    ("24/7", {d: [("00:00", "24:00")] for d in range(7)}),
    ("Tu-Th 9:30-11:30", {d: [("09:30", "11:30")] for d in (1, 2, 3)}),
]


@pytest.mark.parametrize(
    ("text", "week"), WEEKS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_week_is_open_when_the_reference_says_so(
    text: str, week: dict[int, list[tuple[str, str]]]
) -> None:
    hours = read_hours(text)
    found = {day: list(line.spans) for line in hours.lines for day in line.days if line.spans}
    assert found == week
    assert not hours.more


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Mo-Fr 09:00-12:00;Mo 14:00-16:00",
            ["Lundi : 14 h – 16 h", "Mardi à vendredi : 9 h – 12 h"],
        ),
        ("Mo-Fr 09:00-12:00; PH off", ["Lundi à vendredi : 9 h – 12 h", "Jours fériés : fermé"]),
        ("Th[1] 14:00-17:00", ["Premier jeudi du mois : 14 h – 17 h"]),
        ("Th[-1] 14:00-17:00", ["Dernier jeudi du mois : 14 h – 17 h"]),
        ("Sep-Jun Mo-Fr 09:00-12:00", ["De septembre à juin, lundi à vendredi : 9 h – 12 h"]),
        ("24/7", ["Tous les jours : jour et nuit"]),
        ('Mo 09:00-12:00 || "sur rendez-vous"', ["Lundi : 9 h – 12 h", "Sinon : sur rendez-vous"]),
        ('"sur rendez-vous"', ["sur rendez-vous"]),
        ('Mo "sur rendez-vous"', ["Lundi : sur rendez-vous"]),
        ("Mo,We 14:00+", ["Lundi, mercredi : à partir de 14 h"]),
        ("Le matin", ["Le matin"]),
        ("week 1-20 Mo 10:00-12:00", ["Demandez au lieu."]),
        (
            "week 1-20 Mo 10:00-12:00; Tu 9:00-12:00",
            ["Mardi : 9 h – 12 h", "Autres horaires : demandez au lieu."],
        ),
    ],
)
def test_hours_are_said_in_words(text: str, words: list[str]) -> None:
    app = Flask("hours", root_path=".")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    Babel(app, default_locale="fr")
    with app.test_request_context():
        assert [line.replace("\xa0", " ") for line in hours_in_words(text)] == words


@given(st.text(alphabet='MoTuWeThFrSaSuPHoff0129:-,;[]|"+ JanDec/', max_size=60))
def test_whatever_is_written_can_be_read(text: str) -> None:
    read_hours(text)
