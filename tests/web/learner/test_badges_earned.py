"""Every badge is earned by somebody who does what it asks for, through the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from pixlearn.activities import Item
from pixlearn.badges.rules import What, missing
from pixlearn.badges.service import award
from pixlearn.badges.store import AwardedBadge
from pixlearn.cli.acting import as_learner
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.progression.facts import facts_of
from pixlearn.progression.service import progression_of, rebuild
from tests.web.browsing import Browser, filled_fields
from tests.web.learner.answering import Fields, Manner, Move, dont_know, right, wrong
from tests.web.learner.reader import Reader
from tests.web.learner.test_lessons import LESSONS, items_of, proved_by, walk
from tests.web.learner.test_together import begin_together
from tests.web.reliability.test_at_once import at_once

OF_EFFORT = {"bd-je-persevere", "bd-je-recommence"}  # what one who always succeeds at once has not
FIRST, SECOND, THIRD = LESSONS[:3]


class Hurried(Browser):
    """A browser whose pages are not checked: those of the lessons are, elsewhere."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return FlaskClient.open(self, *args, **kwargs)


def held(reader: Reader) -> set[str]:
    """The ids of the person's badges."""
    query = select(AwardedBadge.badge_id).where(AwardedBadge.learner_id == reader.learner_id)
    with reader.app.app_context():
        return set(db.session.execute(query).scalars())


def rows(reader: Reader) -> list[tuple[str, bool]]:
    """Each badge held, and whether something of it was only done with somebody."""
    query = (
        select(AwardedBadge)
        .where(AwardedBadge.learner_id == reader.learner_id)
        .order_by(AwardedBadge.created_at, AwardedBadge.badge_id)
    )
    with reader.app.app_context():
        return [(row.badge_id, row.together) for row in db.session.execute(query).scalars()]


def hesitant() -> Manner:
    """Mistaken the first time, right the second."""
    missed: dict[str, int] = {}

    def answer(item: Item, fields: Fields) -> Move:
        begun = bool(fields.get("chemin") or fields.get("decision"))
        if missed.get(item.id) is None or (begun and missed[item.id] == 1):
            missed[item.id] = 1
            return wrong(item, fields)
        missed[item.id] = 2
        return right(item, fields)

    return answer


def test_one_who_does_it_all_earns_all_but_the_badges_of_second_tries(
    app: Flask, new_reader: Callable[[], Reader]
) -> None:
    reader = new_reader()
    reader.browser = Hurried(app, app.response_class)
    reader.begin()
    reader.answer_all(right)
    for number, (track, lesson) in enumerate(LESSONS):
        walk(reader, track, lesson, right)
        if number < 3:
            reader.press("Je l'ai fait")
    assert {item.id for place in LESSONS for item in items_of(*place)} <= proved_by(reader)
    assert set(catalogue().badges) - held(reader) == OF_EFFORT


def test_the_gestures_earn_the_first_badge_before_any_question(beginner: Reader) -> None:
    assert held(beginner) == {"bd-premier-pas"}


def test_coming_back_on_three_other_days_earns_a_badge_whatever_is_answered(
    beginner: Reader,
) -> None:
    for days in (1, 2, 3):
        assert "bd-je-persevere" not in held(beginner)
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            beginner.go(beginner.path)
            beginner.answer(dont_know)
    assert "bd-je-persevere" in held(beginner)


def test_finding_twice_after_a_miss_earns_a_badge(beginner: Reader) -> None:
    manner = hesitant()
    walk(beginner, *FIRST, manner)
    assert {"bd-je-recommence", "bd-premiere-lecon"} <= held(beginner)


def test_a_lesson_left_without_its_answers_still_is_a_first_lesson(beginner: Reader) -> None:
    walk(beginner, *FIRST, dont_know)
    assert "bd-premiere-lecon" in held(beginner)
    assert "bd-je-recommence" not in held(beginner)


def test_three_things_done_for_real_earn_a_badge(beginner: Reader) -> None:
    for lesson in (FIRST, SECOND, THIRD):
        walk(beginner, *lesson, right)
        assert "bd-en-vrai" not in held(beginner)
        beginner.press("Je l'ai fait")
    assert "bd-en-vrai" in held(beginner)


def test_a_changed_answer_takes_no_badge_back(beginner: Reader) -> None:
    beginner.answer_all(right)
    before = held(beginner)
    assert len(before) > 1
    last = len(beginner.asked)
    beginner.go(f"/diagnostic/point-de-depart/{last}?changer=1")
    beginner.answer(dont_know)
    assert before <= held(beginner)


def test_the_same_forms_again_give_nothing_twice(
    beginner: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[Any, Any]] = []
    post = beginner.browser.post

    def remember(*args: Any, **kwargs: Any) -> TestResponse:
        sent.append((args, kwargs))
        return post(*args, **kwargs)

    monkeypatch.setattr(beginner.browser, "post", remember)
    beginner.answer_all(right)
    before = rows(beginner)
    for args, kwargs in sent:
        post(*args, **kwargs)
    assert rows(beginner) == before


def test_the_last_gesture_50_times_at_once_gives_its_badge_once(reader: Reader) -> None:
    reader.go("/")
    reader.press("Je commence")
    reader.press("Non")
    while not reader.path.endswith("/gestes/3"):
        reader.follow(reader.browser.send(reader.page))
    form = {**filled_fields(reader.page.main_form()), "mot": "Bonjour"}
    answers = at_once(reader, [lambda client: client.post(reader.path, data=form)] * 50)
    assert {each.status_code for each in answers} == {303}
    assert rows(reader) == [("bd-premier-pas", False)]


def test_giving_a_badge_that_is_held_changes_nothing(beginner: Reader) -> None:
    before = rows(beginner)
    with beginner.app.app_context(), transaction():
        award(beginner.learner_id, ["bd-premier-pas"], together=["bd-premier-pas"])
    assert rows(beginner) == before == [("bd-premier-pas", False)]


def test_what_was_found_with_somebody_is_told(reader: Reader) -> None:
    begin_together(reader)
    with reader.app.app_context(), transaction():
        db.session.execute(delete(AwardedBadge))
        award(reader.learner_id, ["bd-com-1", "bd-com-2"], together=["bd-com-2"])
    assert rows(reader) == [("bd-com-1", False), ("bd-com-2", True)]


def test_a_rebuild_gives_badges_that_the_content_gained_since(beginner: Reader) -> None:
    walk(beginner, *FIRST, right)
    before = held(beginner)
    with beginner.app.app_context(), transaction():
        db.session.execute(delete(AwardedBadge))
    for _ in range(2):
        with beginner.app.app_context(), transaction():
            rebuild(as_learner(beginner.learner_id), beginner.learner_id, catalogue())
        assert held(beginner) == before


def test_what_is_missing_shrinks_with_each_lesson(beginner: Reader) -> None:
    def left() -> int:
        with beginner.app.app_context():
            actor = as_learner(beginner.learner_id)
            facts = facts_of(actor, beginner.learner_id, catalogue())
        needs = missing(catalogue().badges["bd-parcours-p1"], facts)
        return next(need.count for need in needs if need.what is What.LESSONS)

    assert left() == 6
    walk(beginner, *FIRST, right)
    assert left() == 5


@pytest.mark.parametrize("shown", [True, False])
def test_the_progression_tells_each_badge_to_its_owner(beginner: Reader, shown: bool) -> None:
    with beginner.app.app_context(), transaction():
        [row] = db.session.execute(select(AwardedBadge)).scalars()
        row.shown = shown
    with beginner.app.app_context():
        actor = as_learner(beginner.learner_id)
        [line] = progression_of(actor, beginner.learner_id, catalogue()).badges
    assert (line.badge.id, line.together, line.shown) == ("bd-premier-pas", False, shown)
