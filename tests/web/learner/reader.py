"""Somebody who reads the pages and answers, by posting the forms found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID
from xml.etree.ElementTree import Element

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import undefer
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from pixlearn.accounts.secret import hash_token
from pixlearn.accounts.store import Learner, SignedIn
from pixlearn.activities.item import Item
from pixlearn.content.current import catalogue
from pixlearn.db import db, transaction
from pixlearn.diagnostic.store import QUESTION, Attempt, Step
from pixlearn.mastery.store import Answer
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.learner.answering import Manner, Move, right
from tests.web.parsed_page import ParsedPage, text_of

MOST_PAGES = 150  # a way that does not end fails instead of going on for ever
RESULT = "/diagnostic/point-de-depart/resultat"


def form_with(page: ParsedPage, words: str) -> Element:
    """The form that holds the button beginning with these words."""
    for form in page.all("form"):
        if any(text_of(button).startswith(words) for button in form.iter("button")):
            return form
    raise AssertionError(f"no form with {words!r} in: {page.main_text}")


def buttons_of(page: ParsedPage) -> list[str]:
    """The words of every button inside ``main``."""
    return [text_of(button) for button in page.one("main").iter("button")]


def links_of(page: ParsedPage) -> dict[str, str]:
    """From the words of each link inside ``main`` to its address."""
    return {text_of(link): link.get("href", "") for link in page.one("main").iter("a")}


@dataclass
class Reader:
    """A person with a browser. ``path`` and ``page`` are what stands on the screen now."""

    app: Flask
    browser: Browser
    path: str = "/"
    page: ParsedPage = field(default_factory=lambda: ParsedPage("", whole=False))
    asked: list[str] = field(default_factory=list)  # ids of the items answered, in order

    def go(self, path: str) -> ParsedPage:
        """Open an address and follow its redirects."""
        response = self.browser.get(path, follow_redirects=True)
        return self._arrive(response)

    def press(self, words: str, **written: str | list[str]) -> ParsedPage:
        """Press a button of the page, after having written in its form."""
        response = self.browser.send(self.page, words, form_with(self.page, words), **written)
        return self.follow(response)

    def go_on(self) -> ParsedPage:
        """Press the way on of the page's main form: « Continuer », or the ringed zone of a step."""
        return self.follow(self.browser.send(self.page))

    def follow(self, response: TestResponse) -> ParsedPage:
        """What shows after a POST: the page it leads to, or the same page with a word on top."""
        if response.status_code == 303:
            return self.go(response.location)
        return self._arrive(response)

    def send(self, move: Move) -> TestResponse:
        """Send the page's main form with what was written and the button pressed."""
        form = self.page.main_form()
        return self.browser.post(form.get("action", ""), data=self.form_data(move))

    def form_data(self, move: Move) -> MultiDict[str, str]:
        """What the browser would send for this move, from the page's main form."""
        form = self.page.main_form()
        fields = filled_fields(form)
        for name, value in move.written.items():
            fields.setlist(name, [value] if isinstance(value, str) else value)
        known = {(each.get("name"), each.get("value")) for each in form.iter("button")}
        assert move.button in known, f"{self.path}: no button {move.button} among {known}"
        fields.add(*move.button)
        return fields

    def begin(self) -> ParsedPage:
        """From the door to the first question: listening, then the three gestures."""
        self.go("/")
        self.press("Je commence")
        self.press("Non")
        return self.do_gestures()

    def do_gestures(self) -> ParsedPage:
        """The gestures that are left."""
        while "/gestes/" in self.path:
            written = {"mot": "Bonjour"} if "mot" in filled_fields(self.page.main_form()) else {}
            response = self.browser.send(self.page, **written)
            assert response.status_code == 303, page_of(response).main_text
            self.follow(response)
        return self.past_try()

    def past_try(self) -> ParsedPage:
        """Pass the unscored try, if one stands before the question."""
        if self.path.split("?")[0].endswith("/essai"):
            self.press("Passer cet essai")
        return self.page

    @property
    def number(self) -> int:
        """The number of the question on the screen."""
        found = re.match(r"/diagnostic/[a-z-]+/(\d+)", self.path)
        assert found, self.path
        return int(found.group(1))

    @property
    def item(self) -> Item:
        """The item on the screen, from the database: the page itself does not tell its id."""
        with self.app.app_context():
            diagnostic = catalogue().diagnostic_at(self.path.split("/")[2])
            assert diagnostic is not None
            query = (
                select(Step.item_id)
                .join(Attempt, Attempt.id == Step.attempt_id)
                .where(
                    Attempt.diagnostic_id == diagnostic.id,
                    Step.learner_id == self.learner_id,
                    Step.kind == QUESTION,
                    Step.number == self.number,
                )
            )
            return catalogue().items[db.session.execute(query).scalar_one()]

    @property
    def learner_id(self) -> UUID:
        """Whose session this browser holds."""
        with self.browser.session_transaction() as session:
            token = session["_user_id"]
        query = select(SignedIn.learner_id).where(SignedIn.token_hash == hash_token(token))
        with self.app.app_context():
            found = db.session.execute(query).scalar_one()
        assert found is not None
        return found

    def answer(self, manner: Manner = right) -> ParsedPage:
        """Answer the question on the screen to its end; a try before the next one is passed."""
        item, number = self.item, self.number
        for _ in range(20):
            response = self.send(manner(item, filled_fields(self.page.main_form())))
            before = self.path.split("?")[0]
            self.follow(response)
            if response.status_code == 303 and self.path.split("?")[0] != before:
                self.asked.append(item.id)
                return self.past_try()
        raise AssertionError(f"question {number}, {item.id}: twenty moves and no answer")

    def answer_all(self, manner: Manner = right) -> ParsedPage:
        """Answer until the result shows."""
        for _ in range(MOST_PAGES):
            if self.path.endswith("/resultat"):
                return self.page
            self.answer(manner)
        raise AssertionError(f"{MOST_PAGES} pages and no result: {self.asked}")

    def answers(self) -> Sequence[Answer]:
        """Every answer row of this person, superseded ones too, in the order they were written."""
        query = (
            select(Answer)
            .where(Answer.learner_id == self.learner_id)
            .order_by(Answer.created_at, Answer.id)
            .options(undefer(Answer.given))
        )
        with self.app.app_context():
            rows = list(db.session.execute(query).scalars())
            db.session.expunge_all()
        return rows

    def item_answers(self) -> Sequence[Answer]:
        """The rows about items, gestures left out."""
        return [row for row in self.answers() if not row.item_id.startswith("geste-")]

    def _arrive(self, response: TestResponse) -> ParsedPage:
        self.path = response.request.path
        if response.request.query_string:
            self.path += f"?{response.request.query_string.decode()}"
        self.page = page_of(response)
        return self.page


def ask(app: Flask, learner_id: UUID, item_id: str, *, first_a_try: bool = False) -> None:
    """Make this item the question that stands open for a learner, after a try or at once."""
    with app.app_context(), transaction():
        attempt = db.session.execute(
            select(Attempt).where(Attempt.learner_id == learner_id)
        ).scalar_one()
        query = select(Step).where(Step.attempt_id == attempt.id, Step.answered_at.is_(None))
        step = db.session.execute(query).scalar_one()
        step.item_id = item_id
        step.needs_try = first_a_try


def first_name_of(app: Flask, learner_id: UUID) -> str | None:
    """The first name kept for a learner."""
    with app.app_context():
        query = select(Learner.first_name).where(Learner.id == learner_id)
        return db.session.execute(query).scalar_one()
