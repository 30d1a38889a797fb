"""« Revoir, 2 minutes »: offered a week later, a right answer renews its proof, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.activities import Item
from pixlearn.content.current import catalogue
from pixlearn.db import db, now
from pixlearn.tracks.store import Review
from tests.web.browsing import filled_fields
from tests.web.learner.answering import Manner, dont_know, right, wrong
from tests.web.learner.reader import Reader
from tests.web.statements import counted_statements

OFFER = "Revoir, si vous voulez"


@pytest.fixture
def later(beginner: Reader) -> Iterator[Reader]:
    """Somebody who answered rightly, and comes back 8 days after."""
    beginner.answer_all(right)
    with time_machine.travel(now() + timedelta(days=8), tick=True):
        yield beginner


def row(reader: Reader) -> Review | None:
    """The reader's review as it stands."""
    with reader.app.app_context():
        query = select(Review).where(Review.learner_id == reader.learner_id)
        found = db.session.execute(query).scalar_one_or_none()
        db.session.expunge_all()
    return found


def item_now(reader: Reader) -> Item:
    """The item on the screen."""
    review = row(reader)
    assert review is not None
    with reader.app.app_context():
        item_id = review.items[review.place]
        return catalogue().teaching.items.get(item_id) or catalogue().items[item_id]


def begin(reader: Reader) -> None:
    reader.go("/revoir")
    reader.press("Je commence")


def go_through(reader: Reader, manner: Manner) -> None:
    """Answer each item so, to the end; what one may leave is left."""
    for _ in range(60):
        text = reader.page.main_text
        if reader.path == "/revoir/fin":
            return
        if "C'est gardé." in text:
            reader.press("Continuer")
        elif "Je continue sans la réponse" in text and manner is not right:
            reader.press("Je continue sans la réponse")
        else:
            fields = filled_fields(reader.page.main_form())
            reader.follow(reader.send(manner(item_now(reader), fields)))
    raise AssertionError(f"the review does not end: {reader.path}")


def test_nothing_is_offered_before_a_week(beginner: Reader) -> None:
    beginner.answer_all(right)
    assert OFFER not in beginner.go("/").main_text
    assert "rien à revoir" in beginner.go("/revoir").main_text


@pytest.mark.parametrize("path", ["/", "/parcours"])
def test_a_week_later_it_is_offered(later: Reader, path: str) -> None:
    assert OFFER in later.go(path).main_text


def test_found_again_renews_the_proofs(later: Reader) -> None:
    before = {answer.item_id: answer for answer in later.answers()}
    begin(later)
    go_through(later, right)
    review = row(later)
    assert review is not None
    renewed = [answer for answer in later.answers() if answer.source_id == review.id]
    assert [answer.item_id for answer in renewed] == review.items
    for answer in renewed:
        former = before[answer.item_id]
        assert (answer.how, answer.outcome, answer.guess) == (former.how, 1.0, former.guess)
        assert answer.sequence > former.sequence


@pytest.mark.parametrize("manner", [wrong, dont_know])
def test_a_miss_stores_nothing(later: Reader, manner: Manner) -> None:
    before = [answer.id for answer in later.answers()]
    progression = later.go("/progression").main_text
    begin(later)
    go_through(later, manner)
    assert [answer.id for answer in later.answers()] == before
    assert later.go("/progression").main_text == progression


def test_found_after_a_hint_stores_nothing(later: Reader) -> None:
    begin(later)
    before = len(later.answers())
    later.follow(later.send(dont_know(item_now(later), {})))
    while "C'est gardé." not in later.page.main_text:
        fields = filled_fields(later.page.main_form())
        later.follow(later.send(right(item_now(later), fields)))
    assert len(later.answers()) == before


def test_a_refusal_asks_no_reason_and_lasts_a_week(later: Reader) -> None:
    later.go("/revoir")
    assert OFFER not in later.press("Non merci").main_text
    assert later.path == "/"
    with time_machine.travel(now() + timedelta(days=8), tick=True):
        assert OFFER in later.go("/").main_text


def test_once_done_it_rests_a_week(later: Reader) -> None:
    begin(later)
    go_through(later, right)
    assert later.page.heading == "Bravo. C'est fini."
    assert OFFER not in later.go("/").main_text


def test_it_goes_on_where_it_was_left(later: Reader) -> None:
    begin(later)
    later.follow(later.send(dont_know(item_now(later), {})))
    later.press("Je continue sans la réponse")
    later.go("/")
    later.go("/revoir")
    later.press("Je continue")
    assert later.path == "/revoir/2"


def test_the_same_form_twice_changes_nothing_more(later: Reader) -> None:
    begin(later)
    while True:
        move = right(item_now(later), filled_fields(later.page.main_form()))
        data = later.form_data(move)
        address = later.page.main_form().get("action", "")
        later.follow(later.send(move))
        if "C'est gardé." in later.page.main_text:
            break
    before = len(later.answers())
    again = later.follow(later.browser.post(address, data=data))
    assert "C'est gardé." in again.main_text
    assert len(later.answers()) == before


def test_the_way_is_shown_to_who_is_stuck(later: Reader) -> None:
    begin(later)
    later.go("/revoir/montrez-moi")
    assert later.path == "/revoir/1"
    later.follow(later.send(dont_know(item_now(later), {})))
    later.go("/revoir/montrez-moi")
    assert later.page.heading == "Voici comment faire"


@pytest.mark.both
def test_the_door_takes_one_statement_more_for_a_learner(later: Reader) -> None:
    later.go("/")
    with later.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        later.go("/")
    about = [
        statement for statement in sent if re.search(r"\b(FROM|JOIN) (answer|review)\b", statement)
    ]
    assert len(about) == 1, "\n".join(sent)


@pytest.mark.both
def test_the_door_asks_nothing_for_who_is_not_here(reader: Reader) -> None:
    with reader.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        reader.go("/")
    assert sent == []
