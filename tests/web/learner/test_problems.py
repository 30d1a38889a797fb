"""« Cette question a un problème »: kept without a name, for the structure and the authors."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.casework.problems import ProblemReport
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_structure, signed_in, somebody_at_work
from tests.web.learner.reader import Reader, buttons_of
from tests.web.learner.test_lessons import begin

PRESS = "Cette question a un problème"
REPORTED = "/referent/questions"


@pytest.fixture
def structure(app: Flask, beginner: Reader) -> UUID:
    """The beginner sits in a workshop of this structure."""
    with app.app_context(), transaction():
        here = a_structure("Mission locale du Val")
        workshop = open_workshop(here, "Atelier", shared_computers=False)
        take_seat(beginner.learner_id, workshop)
    return here


def reported(app: Flask) -> list[ProblemReport]:
    """Every row."""
    with app.app_context():
        return list(db.session.execute(select(ProblemReport)).scalars())


def problems(app: Flask) -> list[dict[str, Any]]:
    """What the command tells."""
    result = app.test_cli_runner().invoke(args=["problems", "--json"])
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def referent(app: Flask, structure: UUID) -> Browser:
    """Somebody who manages this structure."""
    with app.app_context(), transaction():
        staff = somebody_at_work(structure, "Amadou Ba", counsels=False, refers=True)
    return signed_in(app, staff=staff)


@pytest.mark.both
def test_a_press_is_counted_once_a_person_and_version(app: Flask, beginner: Reader) -> None:
    for _ in range(2):
        beginner.go("/diagnostic")
        beginner.press(PRESS)
        assert "Merci, c'est noté" in beginner.page.main_text
    assert len(reported(app)) == 1


def test_the_kind_of_problem_may_be_said_afterwards(app: Flask, beginner: Reader) -> None:
    beginner.go("/diagnostic")
    beginner.press(PRESS)
    beginner.press("Envoyer", genre="faute")
    assert [one.kind for one in reported(app)] == ["faute"]
    assert PRESS not in buttons_of(beginner.page)


def test_nothing_tells_who_pressed(app: Flask, beginner: Reader) -> None:
    beginner.go("/diagnostic")
    beginner.press(PRESS)
    (row,) = reported(app)
    text = str({name: value for name, value in vars(row).items() if name != "_sa_instance_state"})
    assert beginner.learner_id.hex not in text.replace("-", "")
    assert "learner_id" not in ProblemReport.__table__.columns


def test_after_a_week_no_mark_is_left_of_whoever_pressed(app: Flask, beginner: Reader) -> None:
    beginner.go("/diagnostic")
    beginner.press(PRESS)
    with time_machine.travel(now() + timedelta(days=8)):
        app.test_cli_runner().invoke(args=["retention"])
    assert [one.mark for one in reported(app)] == [None]


def test_the_authors_read_the_item_and_its_version(app: Flask, beginner: Reader) -> None:
    beginner.go("/diagnostic")
    beginner.press(PRESS)
    (row,) = reported(app)
    assert problems(app) == [
        {
            "item": row.item_id,
            "version": catalogue().content_hash(row.item_id),
            "shown_now": True,
            "count": 1,
            "first": now().date().isoformat(),
            "last": now().date().isoformat(),
            "kinds": {},
            "places": ["diagnostic"],
        }
    ]


def test_a_question_of_a_lesson_can_be_reported_too(app: Flask, beginner: Reader) -> None:
    begin(beginner, "mes-emails", "joindre-un-document")
    while PRESS not in buttons_of(beginner.page):
        beginner.go_on()
    here = beginner.path
    beginner.press(PRESS)
    assert beginner.path.partition("?")[0] == here.partition("?")[0]
    assert [one["places"] for one in problems(app)] == [["lecon"]]


def test_what_is_no_question_is_not_kept(app: Flask, beginner: Reader) -> None:
    beginner.go("/diagnostic")
    form = next(one for one in beginner.page.all("form") if one.get("action") == "/probleme")
    beginner.browser.send(beginner.page, form=form, question="nothing", depuis="//elsewhere")
    assert reported(app) == []


def test_the_referent_reads_it_and_is_done_with_it(
    app: Flask, beginner: Reader, structure: UUID
) -> None:
    beginner.go("/diagnostic")
    beginner.press(PRESS)
    staff = referent(app, structure)
    assert "1 signalement à lire" in staff.page("/referent/").main_text.replace("\xa0", " ")
    page = staff.page(REPORTED)
    (row,) = reported(app)
    assert row.item_id in page.main_text
    form = next(one for one in page.all("form") if one.get("action") == REPORTED)
    page = staff.go_on(staff.send(page, form=form))
    assert "Rien n'est signalé." in page.main_text
    assert len(problems(app)) == 1


def test_another_structure_reads_nothing_of_it(
    app: Flask, beginner: Reader, structure: UUID
) -> None:
    beginner.go("/diagnostic")
    beginner.press(PRESS)
    with app.app_context(), transaction():
        elsewhere = a_structure("Cap emploi Nord")
    assert "Rien n'est signalé." in referent(app, elsewhere).page(REPORTED).main_text
