"""Figures typed on an Arabic or Persian keyboard open the same doors, and are no wrong try."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from pixlearn.accounts.store import FailedTry
from pixlearn.db import db
from pixlearn.web.typed import with_plain_figures
from tests.web.learner.reader import Reader
from tests.web.learner.ways import enter_by_code, enter_workshop, make_card, open_room

KEYBOARDS = {"arabe": "٠١٢٣٤٥٦٧٨٩", "persan": "۰۱۲۳۴۵۶۷۸۹", "devanagari": "०१२३४५६७८९"}


def typed_on(keyboard: str, figures: str) -> str:
    return figures.translate(str.maketrans("0123456789", KEYBOARDS[keyboard]))


def failures(app: Flask) -> int:
    with app.app_context():
        counted = select(func.count(FailedTry.id)).where(FailedTry.key.not_like("start:%"))
        return db.session.execute(counted).scalar_one()


@pytest.mark.parametrize("keyboard", KEYBOARDS)
def test_the_code_of_a_workshop(app: Flask, reader: Reader, keyboard: str) -> None:
    enter_workshop(reader, typed_on(keyboard, open_room(app).code))
    assert reader.path == "/ecouter"
    assert failures(app) == 0


@pytest.mark.parametrize("keyboard", KEYBOARDS)
def test_the_code_and_digits_of_a_card(
    app: Flask,
    beginner: Reader,
    new_reader: Callable[[], Reader],
    keyboard: str,
) -> None:
    card, other = make_card(beginner), new_reader()
    enter_by_code(other, typed_on(keyboard, card.code), typed_on(keyboard, card.digits))
    assert other.learner_id == beginner.learner_id
    assert failures(app) == 0


def test_only_figures_change() -> None:
    assert with_plain_figures("Marie a ٣ enfants, ½ et x²") == "Marie a 3 enfants, ½ et x²"
