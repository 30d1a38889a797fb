"""« C'est noté. », « C'est gardé », « Changer ma réponse »."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from pixlearn.content.current import catalogue
from tests.web.browsing import filled_fields
from tests.web.learner.answering import DONT_KNOW, Manner, dont_know, right, wrong
from tests.web.learner.reader import Reader, ask, links_of

CHANGE = "Changer ma réponse"


def test_the_place_stands_above_each_question(beginner: Reader) -> None:
    beginner.answer()
    assert "Question 2, 18 au plus" in beginner.page.main_text
    assert beginner.page.title.startswith("Question 2")


def test_before_the_first_answer_nothing_is_said_to_be_kept(beginner: Reader) -> None:
    assert "C'est gardé" not in beginner.page.main_text
    assert "C'est noté." not in beginner.page.main_text


def test_from_the_first_answer_on_it_is_noted_and_kept(beginner: Reader) -> None:
    for _ in range(3):
        beginner.answer()
        assert "C'est noté." in beginner.page.main_text
        assert "C'est gardé" in beginner.page.main_text


def test_the_answer_to_change_shows_as_it_was_given(app: Flask, beginner: Reader) -> None:
    item = next(one for one in catalogue().asked_items if one.type == "choisir_image")
    ask(app, beginner.learner_id, item.id)
    beginner.go("/diagnostic")
    chosen = wrong(beginner.item, {}).written["choix"]
    beginner.answer(wrong)
    beginner.go(links_of(beginner.page)[CHANGE])
    assert filled_fields(beginner.page.main_form()).getlist("choix") == chosen


def change(reader: Reader, manner: Manner = right) -> None:
    """Open « Changer ma réponse » from the next question and answer again."""
    reader.go(links_of(reader.page)[CHANGE])
    reader.answer(manner)


def test_a_changed_answer_is_a_new_row_and_the_old_one_stays(beginner: Reader) -> None:
    beginner.answer(wrong)
    change(beginner)
    first, second = beginner.item_answers()
    assert (first.outcome < 1, second.outcome) == (True, 1)
    assert second.supersedes_id == first.id
    assert (first.item_id, first.sequence) == (second.item_id, second.sequence)
    assert beginner.number == 2


def test_what_comes_next_follows_from_the_changed_answer(
    beginner: Reader, new_reader: Callable[[], Reader]
) -> None:
    direct = new_reader()
    direct.begin()
    for _ in range(3):
        beginner.answer(right)
        direct.answer(dont_know if direct.number == 3 else right)
    change(beginner, dont_know)
    assert beginner.item.id == direct.item.id


def test_an_answer_may_be_changed_twice(beginner: Reader) -> None:
    beginner.answer(wrong)
    change(beginner)
    change(beginner, dont_know)
    rows = beginner.item_answers()
    assert [row.how for row in rows] == ["seul", "seul", "ne_sait_pas"]
    assert rows[2].supersedes_id == rows[1].id


def test_an_answer_may_be_changed_only_until_the_next_one(beginner: Reader) -> None:
    beginner.answer(wrong)
    beginner.answer(right)
    page = beginner.go("/diagnostic/point-de-depart/1?changer=1")
    assert "Votre réponse est gardée" in page.main_text
    assert CHANGE not in links_of(page)


def test_a_change_sent_after_the_next_answer_changes_nothing(beginner: Reader) -> None:
    beginner.answer(wrong)
    elsewhere = Reader(beginner.app, beginner.browser)
    elsewhere.go(links_of(beginner.page)[CHANGE])
    old_form = elsewhere.form_data(DONT_KNOW)
    beginner.answer(right)
    response = elsewhere.browser.post("/diagnostic/point-de-depart/1?changer=1", data=old_form)
    assert response.status_code == 409
    assert "Les réponses déjà envoyées sont gardées." in elsewhere.follow(response).main_text
    assert len(beginner.item_answers()) == 2


def test_the_last_answer_may_still_be_changed_on_the_result(beginner: Reader) -> None:
    beginner.answer_all(dont_know)
    beginner.go(links_of(beginner.page)["Changer ma dernière réponse"])
    beginner.answer(right)
    assert beginner.item_answers()[-1].supersedes_id is not None


def test_an_answered_question_shows_what_was_kept(beginner: Reader) -> None:
    beginner.answer(dont_know)
    page = beginner.go("/diagnostic/point-de-depart/1")
    assert "Votre réponse est gardée" in page.main_text
    assert "Je ne sais pas" in page.main_text
