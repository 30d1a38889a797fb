"""The same form sent twice, from two tabs, after Back: one row and the same next page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.learner.answering import DONT_KNOW, SKIP, Move, right, wrong
from tests.web.learner.reader import Reader, links_of

pytestmark = pytest.mark.both


def form_of(reader: Reader, move: Move = DONT_KNOW) -> tuple[str, MultiDict[str, str]]:
    """The question's form as it would be sent now, and where to."""
    return reader.page.main_form().get("action", ""), reader.form_data(move)


def test_the_same_submission_sent_again_gives_one_row_and_the_same_page(beginner: Reader) -> None:
    address, form = form_of(beginner)
    places = {beginner.browser.post(address, data=form).location for _ in range(5)}
    assert len(places) == 1
    assert len(beginner.item_answers()) == 1


def test_of_two_different_answers_with_one_id_the_first_stays(beginner: Reader) -> None:
    address, form = form_of(beginner)
    _, other = form_of(beginner, SKIP)
    assert beginner.browser.post(address, data=form).status_code == 303
    assert beginner.browser.post(address, data=other).status_code == 303
    assert [row.how for row in beginner.item_answers()] == ["ne_sait_pas"]


def test_an_old_form_sent_again_after_later_answers_changes_nothing(beginner: Reader) -> None:
    address, form = form_of(beginner)
    beginner.answer(right)
    beginner.answer(right)
    place = beginner.path
    beginner.follow(beginner.browser.post(address, data=form))
    assert beginner.path == place
    assert len(beginner.item_answers()) == 2


def test_two_tabs_on_one_question_give_one_answer(beginner: Reader) -> None:
    tab = Reader(beginner.app, beginner.browser)
    tab.go("/diagnostic")
    beginner.answer(right)
    place = beginner.path
    tab.follow(tab.send(DONT_KNOW))
    assert tab.path == place
    assert [row.how for row in beginner.item_answers()] == ["seul"]


def test_the_first_form_sent_again_after_the_answer_was_changed_changes_nothing(
    beginner: Reader,
) -> None:
    address, first = form_of(beginner)
    beginner.follow(beginner.browser.post(address, data=first))
    beginner.go(links_of(beginner.page)["Changer ma réponse"])
    beginner.answer(right)
    place = beginner.path
    beginner.follow(beginner.browser.post(address, data=first))
    assert beginner.path == place
    assert [row.how for row in beginner.item_answers()] == ["ne_sait_pas", "seul"]


def test_a_change_sent_twice_gives_one_row(beginner: Reader) -> None:
    beginner.answer(wrong)
    beginner.go(links_of(beginner.page)["Changer ma réponse"])
    address, form = form_of(beginner, SKIP)
    places = {beginner.browser.post(address, data=form).location for _ in range(3)}
    assert len(places) == 1
    assert len(beginner.item_answers()) == 2


def test_a_change_that_leads_to_the_same_question_keeps_its_form_good(beginner: Reader) -> None:
    beginner.answer(right)
    address, next_form = form_of(beginner)
    beginner.go(links_of(beginner.page)["Changer ma réponse"])
    beginner.answer(right)
    beginner.follow(beginner.browser.post(address, data=next_form))
    assert [row.how for row in beginner.item_answers()] == ["seul", "seul", "ne_sait_pas"]


@pytest.mark.parametrize(
    "altered", ["", "x", "0", "0f8e2b6c-6a51-4c58-9f3e-2f6d1c1f7a10", "\x00", "é" * 50]
)
def test_an_altered_submission_id_keeps_nothing_and_says_so(beginner: Reader, altered: str) -> None:
    address, form = form_of(beginner)
    form["submission_id"] = altered
    response = beginner.browser.post(address, data=form)
    assert response.status_code == 409
    assert "Je continue" in links_of(beginner.follow(response))
    assert beginner.item_answers() == []


def test_a_form_without_submission_id_keeps_nothing(beginner: Reader) -> None:
    address, form = form_of(beginner)
    form.poplist("submission_id")
    assert beginner.browser.post(address, data=form).status_code == 409
    assert beginner.item_answers() == []


def test_somebody_elses_submission_id_keeps_nothing(
    beginner: Reader, new_reader: Callable[[], Reader]
) -> None:
    other = new_reader()
    other.begin()
    address, form = form_of(beginner)
    _, others = form_of(other)
    form["submission_id"] = others["submission_id"]
    assert beginner.browser.post(address, data=form).status_code == 409
    assert other.item_answers() == []


def test_a_gesture_sent_twice_is_one_row(reader: Reader) -> None:
    reader.go("/")
    reader.press("Je commence")
    reader.press("Non")
    form = reader.browser.send
    page = reader.page
    places = {form(page).location for _ in range(3)}
    assert places == {"/diagnostic/point-de-depart/gestes/2"}
    assert len(reader.answers()) == 1


def test_a_later_question_cannot_be_reached_by_its_address(beginner: Reader) -> None:
    beginner.go("/diagnostic/point-de-depart/7")
    assert beginner.number == 1
    _, form = form_of(beginner)
    response = beginner.browser.post("/diagnostic/point-de-depart/7", data=form)
    assert response.location.startswith("/diagnostic/point-de-depart/1")
    assert beginner.item_answers() == []
