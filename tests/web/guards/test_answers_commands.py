"""`flask export-answers` and `flask rebuild`."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from click.testing import Result
from sqlalchemy import delete, update

from pixlearn.accounts.service import start_learner
from pixlearn.cli.answers import COLUMNS
from pixlearn.content.current import catalogue
from pixlearn.db import db, transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.mastery.store import Answer
from pixlearn.progression.store import Summary
from tests.web.guards.asking import token_of
from tests.web.guards.world import LEARNER, OTHER, World, all_rows

pytestmark = pytest.mark.both


def run(world: World, *arguments: str) -> Result:
    result = world.app.test_cli_runner().invoke(args=[*arguments])
    assert result.exit_code == 0, result.output
    return result


def exported(world: World) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(run(world, "export-answers", "--json").stdout)
    return rows


def test_an_export_tells_each_answer_without_telling_whose(world: World) -> None:
    rows = exported(world)
    stored = world.rows["answer"]
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert {row["submission"] for row in rows} == {str(row["submission_id"]) for row in stored}
    assert len({row["learner"] for row in rows}) == 2
    by_submission = {str(row["submission_id"]): row for row in stored}
    for row in rows:
        answer = by_submission[row["submission"]]
        for name, column in (
            ("item", "item_id"),
            ("content_hash", "content_hash"),
            ("outcome", "outcome"),
            ("how", "how"),
        ):
            assert row[name] == answer[column]
        assert row["date"] == answer["created_at"].date().isoformat()
        assert re.fullmatch(r"[0-9a-f]{32}", row["learner"])
    text = str(rows)
    for personal in (LEARNER, OTHER, str(world.learner), world.learner.hex, world.learner.hex[:12]):
        assert personal not in text


def test_an_export_is_the_same_each_time_and_in_csv(world: World) -> None:
    rows = exported(world)
    assert exported(world) == rows
    text = run(world, "export-answers").stdout
    written = list(csv.DictReader(io.StringIO(text, newline="")))
    assert written == [{name: str(value) for name, value in row.items()} for row in rows]


def test_a_superseded_answer_is_left_out(world: World) -> None:
    steps = [row for row in world.rows["step"] if row["learner_id"] == world.other]
    asked = [row for row in steps if row["kind"] == "question" and row["answered_at"]]
    last = max(asked, key=lambda row: row["number"])
    browser = world.browser("other learner")
    changed, replaced = str(last["change_id"]), str(last["submission_id"])
    form = {"csrf_token": token_of(browser), "submission_id": changed, "action": "passer"}
    assert (
        browser.post(f"/diagnostic/point-de-depart/{last['number']}", data=form).status_code == 303
    )
    submissions = [row["submission"] for row in exported(world)]
    assert changed in submissions
    assert replaced not in submissions


def test_an_empty_base_exports_nothing(world: World) -> None:
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(delete(Answer))
    assert exported(world) == []
    assert run(world, "export-answers").stdout.split() == [",".join(COLUMNS)]


def summaries(world: World) -> list[dict[str, object]]:
    with world.app.app_context():
        return sorted(
            ({**row, "id": None, "created_at": None} for row in all_rows()["summary"]),
            key=lambda row: str(row["learner_id"]),
        )


def test_rebuilding_changes_nothing_that_answers_have_made(world: World) -> None:
    before = summaries(world)
    assert len(before) == 2
    assert run(world, "rebuild").output == "2 learners looked at again.\n"
    assert summaries(world) == before


def test_rebuilding_makes_lost_and_damaged_summaries_again(world: World) -> None:
    before = summaries(world)
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(delete(Summary).where(Summary.learner_id == world.learner))
        connection.execute(update(Summary).values(level=5, percent=99, found_together=7))
    run(world, "rebuild")
    assert summaries(world) == before


def test_ending_by_oneself_and_going_on_show_in_the_summary(world: World) -> None:
    browser = world.browser("other learner")
    token = {"csrf_token": token_of(browser)}

    def ended() -> bool:
        theirs = [row for row in summaries(world) if row["learner_id"] == world.other]
        before = summaries(world)
        run(world, "rebuild")
        assert summaries(world) == before
        return theirs[0]["ended_at"] is not None

    assert not ended()
    browser.post("/diagnostic/arreter", data=token)
    assert ended()
    browser.post("/diagnostic/pause", data=token)
    assert not ended()


def test_somebody_who_has_not_answered_has_no_summary(world: World) -> None:
    with world.app.app_context(), transaction():
        diagnostic.begin(start_learner({}).id, catalogue())
    run(world, "rebuild")
    assert len(summaries(world)) == 2
