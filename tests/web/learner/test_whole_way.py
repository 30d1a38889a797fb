"""A beginner's whole way, from the door to the progression."""

from __future__ import annotations

import pytest
from flask import Flask

from pixlearn.activities import KINDS, new_gesture
from pixlearn.content.current import catalogue
from tests.web.browsing import filled_fields
from tests.web.learner.answering import Manner, Move, by_chance, dont_know, right, skip, wrong
from tests.web.learner.reader import RESULT, Reader, ask, links_of

both = pytest.mark.both

MOST = 18


def manner_named(name: str) -> Manner:
    known = {"right": right, "wrong": wrong, "dont_know": dont_know, "skip": skip}
    return known[name] if name in known else by_chance(int(name))


@pytest.mark.parametrize(
    "name", [pytest.param("right", marks=both), "wrong", "dont_know", "skip", "1", "2", "3"]
)
def test_every_way_ends_within_18_questions(reader: Reader, name: str) -> None:
    reader.begin()
    reader.answer_all(manner_named(name))
    assert 1 <= len(reader.asked) <= MOST


def test_no_question_comes_twice(beginner: Reader) -> None:
    beginner.answer_all(by_chance(4))
    skills = [catalogue().items[item_id].skill for item_id in beginner.asked]
    assert len(skills) == len(set(skills))


@both
def test_each_answer_is_one_row_in_order(beginner: Reader) -> None:
    beginner.answer_all(by_chance(5))
    rows = beginner.item_answers()
    assert [row.item_id for row in rows] == beginner.asked
    assert [row.sequence for row in rows] == list(range(4, 4 + len(rows)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("manner", "scored"), [pytest.param(right, 1.0, marks=both), (wrong, 0.0)])
def test_each_kind_is_scored_as_it_was_answered(
    app: Flask, beginner: Reader, kind: str, manner: Manner, scored: float
) -> None:
    for item in [one for one in catalogue().asked_items if one.type == kind][:2]:
        ask(app, beginner.learner_id, item.id)
        beginner.go("/diagnostic")
        beginner.answer(manner)
        row = beginner.item_answers()[-1]
        assert (row.item_id, row.outcome) == (item.id, scored)
        assert row.content_hash == catalogue().content_hash(item.id)


def at_a_try_of(app: Flask, reader: Reader, kind: str) -> None:
    """Bring somebody to the try before the first question of a kind."""
    item = next(one for one in catalogue().asked_items if one.type == kind)
    ask(app, reader.learner_id, item.id, first_a_try=True)
    reader.go("/diagnostic")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if new_gesture(kind)])
def test_a_new_gesture_is_tried_first_and_nothing_of_it_is_scored(
    app: Flask, beginner: Reader, kind: str
) -> None:
    at_a_try_of(app, beginner, kind)
    assert beginner.path == "/diagnostic/point-de-depart/1/essai"
    assert "Cet essai ne compte pas" in beginner.page.main_text
    tried = catalogue().tries[kind]
    while "/essai" in beginner.path:
        fields = filled_fields(beginner.page.main_form())
        response = beginner.send(right(tried, fields))
        assert response.status_code == 303
        beginner.follow(response)
    assert beginner.path == "/diagnostic/point-de-depart/1"
    assert beginner.item_answers() == []


def test_a_try_that_is_not_right_yet_gets_a_hint_and_stays(app: Flask, beginner: Reader) -> None:
    at_a_try_of(app, beginner, "mettre_en_ordre")
    tried = catalogue().tries["mettre_en_ordre"]
    response = beginner.send(wrong(tried, {}))
    assert response.status_code == 422
    assert tried.feedback.wrong in beginner.follow(response).main_text


def test_what_was_typed_in_a_try_stays_when_it_may_be_done_again(
    app: Flask, beginner: Reader
) -> None:
    at_a_try_of(app, beginner, "envoyer_email")
    response = beginner.send(Move({"a": "moi", "message": "À demain"}))
    assert response.status_code == 422
    kept = filled_fields(beginner.follow(response).main_form())
    assert (kept["a"], kept["message"].strip()) == ("moi", "À demain")


@both
def test_the_result_leads_to_the_progression_and_to_the_answers(beginner: Reader) -> None:
    result = beginner.answer_all(right)
    assert result.heading == "Vous savez déjà faire ceci"
    for words in ("Voir le détail", "Revoir avec les réponses"):
        assert words in links_of(result)
    progression = beginner.go("/progression")
    assert progression.one("section", id="progression") is not None


@both
def test_the_review_shows_every_question_with_its_right_answer(beginner: Reader) -> None:
    beginner.answer_all(wrong)
    review = beginner.go("/diagnostic/point-de-depart/revoir")
    pages = [path for path in links_of(review).values() if "/revoir/" in path]
    assert len(pages) == len(beginner.asked)
    for path in pages:
        words = beginner.go(path).main_text
        assert "faux" not in words.lower()


def test_before_the_end_the_result_leads_back_to_the_question(beginner: Reader) -> None:
    beginner.go(RESULT)
    assert beginner.path.startswith("/diagnostic/point-de-depart/1")


def test_nothing_known_yet_is_said_gently(beginner: Reader) -> None:
    result = beginner.answer_all(dont_know)
    assert "faux" not in result.main_text.lower()
    assert result.heading in {
        "Vous savez déjà faire ceci",
        "Vous avez essayé. On continue ensemble.",
    }
