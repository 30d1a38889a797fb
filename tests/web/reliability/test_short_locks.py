"""SQLite's one write lock is held for the writes of an answer, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from pixlearn.db import db, lock_now
from pixlearn.progression import held
from tests.web.learner.answering import DONT_KNOW, SKIP, wrong
from tests.web.learner.reader import Reader, links_of
from tests.web.reliability.test_at_once import same_browser

MOST_WRITES = 5  # the step, the answer, the next step or the end, the summary; badges now and then


@contextmanager
def while_locked(reader: Reader) -> Iterator[list[str]]:
    """The statements sent between BEGIN IMMEDIATE and the end."""
    sent: list[str] = []
    locked: list[bool] = []

    def remember(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if locked:
            sent.append(statement)
        if statement == "BEGIN IMMEDIATE":
            locked.append(True)

    def ended(_connection: Any) -> None:
        locked.clear()

    with reader.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", remember)
    event.listen(engine, "commit", ended)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", remember)
        event.remove(engine, "commit", ended)


def test_an_answer_is_read_and_reckoned_before_the_lock(beginner: Reader) -> None:
    with while_locked(beginner) as sent:
        assert beginner.send(DONT_KNOW).status_code == 303
    looked_again, *writes = sent
    assert looked_again == str(held.STATE).replace(":who", "?")
    assert 0 < len(writes) <= MOST_WRITES
    assert not [one for one in writes if one.startswith("SELECT")]


def test_a_wrong_form_writes_nothing_and_locks_nothing(beginner: Reader) -> None:
    form = beginner.form_data(DONT_KNOW)
    form["submission_id"] = "no id"
    with while_locked(beginner) as sent:
        beginner.browser.post(beginner.page.main_form().get("action", ""), data=form)
    assert sent == []


@contextmanager
def overtaken(reader: Reader, monkeypatch: pytest.MonkeyPatch, path: str, form: Any) -> Any:
    """Another tab of the same person comes first, once: after the reading, before the lock."""
    tabs: list[int] = []

    def lock() -> bool:
        if not tabs:
            tabs.append(0)
            with ThreadPoolExecutor(1) as elsewhere:
                client = same_browser(reader)
                tabs[0] = elsewhere.submit(client.post, path, data=form).result().status_code
        return lock_now()

    monkeypatch.setattr(held, "lock_now", lock)
    yield tabs


def test_another_tab_that_was_quicker_is_found(
    beginner: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = beginner.page.main_form().get("action", "")
    with overtaken(beginner, monkeypatch, action, beginner.form_data(SKIP)) as tabs:
        response = beginner.send(DONT_KNOW)
    assert (response.status_code, tabs) == (303, [303])
    assert [row.how for row in beginner.item_answers()] == ["passe"]


def test_a_change_of_the_answer_before_is_counted(
    beginner: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Question 2 is answered while another tab changes the answer to question 1."""
    beginner.answer(wrong)
    second = beginner.path
    beginner.go(links_of(beginner.page)["Changer ma réponse"])
    action, form = beginner.page.main_form().get("action", ""), beginner.form_data(SKIP)
    beginner.go(second)
    with overtaken(beginner, monkeypatch, action, form) as tabs:
        response = beginner.send(DONT_KNOW)
    assert tabs == [303]
    assert response.status_code in {303, 409}
    kept = [row.how for row in beginner.item_answers()]
    assert kept[:2] == ["seul", "passe"]
