"""« On a trouvé ensemble », « Je m'arrête », and the four ways on when a gesture is difficult."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.store import Seat
from pixlearn.db import db
from tests.web.learner.answering import DONT_KNOW, TOGETHER, dont_know, right, skip, together
from tests.web.learner.reader import Reader, buttons_of, links_of
from tests.web.learner.ways import enter_workshop, open_room

FOUND_TOGETHER = "On a trouvé ensemble"


def begin_together(reader: Reader) -> None:
    """From the first gesture to the first question, with somebody beside."""
    reader.go("/")
    reader.press("Je commence")
    reader.press("Non")
    reader.go("/diagnostic/point-de-depart/gestes/1/difficile")
    reader.go(links_of(reader.page)["Je préfère avec quelqu'un"])
    reader.press("On continue ensemble")
    reader.do_gestures()


def test_alone_nobody_is_offered_to_have_found_it_together(beginner: Reader) -> None:
    assert FOUND_TOGETHER not in buttons_of(beginner.page)


def test_a_gesture_offers_four_ways_on_when_it_is_difficult(reader: Reader) -> None:
    reader.go("/")
    reader.press("Je commence")
    reader.press("Non")
    page = reader.go(links_of(reader.page)["C'est difficile"])
    offered = " ".join([*buttons_of(page), *links_of(page)])
    for words in (
        "Lire est difficile",
        "Le geste est difficile",
        "Je continue quand même",
        "Je préfère avec quelqu'un",
    ):
        assert words in offered


def test_going_on_all_the_same_leaves_the_gesture_without_weight(reader: Reader) -> None:
    reader.go("/")
    reader.press("Je commence")
    reader.press("Non")
    reader.go(links_of(reader.page)["C'est difficile"])
    reader.press("Je continue quand même")
    assert reader.path == "/diagnostic/point-de-depart/gestes/2"
    assert [row.how for row in reader.answers()] == ["passe"]


def test_with_somebody_it_is_offered_with_each_question(reader: Reader) -> None:
    begin_together(reader)
    for _ in range(2):
        assert FOUND_TOGETHER in buttons_of(reader.page)
        reader.answer(together)


def test_what_was_found_together_is_kept_and_weighs_nothing(reader: Reader) -> None:
    begin_together(reader)
    reader.answer(together)
    row = reader.item_answers()[0]
    assert (row.how, row.outcome, row.given) == ("ensemble", 0, {})


def test_it_ends_at_10_found_together_without_a_level(reader: Reader) -> None:
    begin_together(reader)
    reader.answer_all(together)
    assert len(reader.asked) == 10
    words = reader.go("/progression").one("section", id="progression")
    text = " ".join("".join(words.itertext()).split())
    assert "Fait avec quelqu'un" in text
    for level in ("Je découvre", "Je me débrouille", "Je suis autonome"):
        assert level not in text


def test_5_weighed_answers_give_a_level_beside_those_found_together(reader: Reader) -> None:
    begin_together(reader)
    for _ in range(5):
        reader.answer(right)
    while reader.path != "/diagnostic/point-de-depart/resultat":
        reader.answer(together)
    text = reader.go("/progression").main_text
    assert any(level in text for level in ("Je découvre", "Je me débrouille", "Je suis autonome"))


def test_passed_questions_weigh_nothing_and_i_dont_know_does(beginner: Reader) -> None:
    beginner.answer(skip)
    beginner.answer(dont_know)
    assert [row.how for row in beginner.item_answers()] == ["passe", "ne_sait_pas"]


def test_alone_the_button_cannot_be_forged(beginner: Reader) -> None:
    fields = dict(beginner.form_data(DONT_KNOW))
    fields["action"] = TOGETHER.button[1]
    beginner.follow(beginner.browser.post("/diagnostic/point-de-depart/1", data=fields))
    assert [row.how for row in beginner.item_answers()] == []


def test_stopping_gives_a_provisional_result_and_one_may_go_on(beginner: Reader) -> None:
    for _ in range(3):
        beginner.answer(right)
    beginner.go("/diagnostic/pause")
    beginner.go(links_of(beginner.page)["J'arrête ici, je vois mon résultat"])
    beginner.press("J'arrête et je vois mon résultat")
    assert beginner.path == "/diagnostic/point-de-depart/resultat"
    assert "Provisoire" in beginner.go("/progression").main_text
    beginner.go("/diagnostic/point-de-depart/resultat")
    beginner.press("Je réponds aux autres questions")
    assert beginner.number == 4
    beginner.answer_all(right)
    assert "Provisoire" not in beginner.go("/progression").main_text


def test_a_pause_says_that_the_answers_are_kept_and_offers_a_card(beginner: Reader) -> None:
    beginner.answer()
    page = beginner.go("/diagnostic/pause")
    assert page.heading == "Votre travail est gardé"
    assert "Je fais ma carte" in links_of(page)
    beginner.press("Je continue")
    assert beginner.number == 2


def test_in_a_workshop_the_counsellor_is_told_only_on_pressing(app: Flask, reader: Reader) -> None:
    enter_workshop(reader, open_room(app).code)
    page = reader.go("/diagnostic/ensemble")
    assert "Prévenir mon conseiller" in buttons_of(page)
    assert not hands_up(app)
    reader.press("On continue ensemble")
    assert not hands_up(app)
    reader.go("/diagnostic/ensemble")
    reader.press("Prévenir mon conseiller")
    assert hands_up(app)


def hands_up(app: Flask) -> bool:
    """Tell whether somebody in a workshop asks for help."""
    with app.app_context():
        query = select(Seat.id).where(Seat.help_asked_at.is_not(None))
        return db.session.execute(query).first() is not None
