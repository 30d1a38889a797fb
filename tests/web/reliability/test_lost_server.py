"""PostgreSQL goes away in the middle of a request: pages of ours, never a bare fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text

from pixlearn.db import db
from tests.web.browsing import page_of
from tests.web.learner.reader import Reader

pytestmark = pytest.mark.both


@pytest.fixture
def cut(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the server end the connection of the next request, after so many statements of it."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server to lose")
    heard: list[Any] = []

    def after(number: int) -> None:
        left = [number]

        def count(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            left[0] -= 1
            if left[0] == 0:
                driver = connection.connection.driver_connection
                with engine.connect() as other:
                    end = text("SELECT pg_terminate_backend(:pid)")
                    other.execute(end, {"pid": driver.info.backend_pid})

        event.listen(engine, "after_cursor_execute", count)
        heard.append(count)

    yield after
    for one in heard:
        event.remove(engine, "after_cursor_execute", one)


@pytest.mark.parametrize("statements", [1, 2, 3, 4])
def test_a_page_answers_as_a_page_when_its_connection_dies(
    beginner: Reader, cut: Callable[[int], None], statements: int
) -> None:
    cut(statements)
    answer = beginner.browser.get("/progression")
    assert answer.status_code in {200, 503}
    assert page_of(answer).heading
    assert beginner.browser.get("/progression").status_code == 200, "the pool gives a live one"


@pytest.mark.parametrize("statements", [1, 2, 4])
def test_a_form_is_kept_when_its_connection_dies(
    beginner: Reader, cut: Callable[[int], None], statements: int
) -> None:
    form = beginner.page.main_form()
    assert form is not None
    cut(statements)
    from tests.web.learner.answering import DONT_KNOW

    answer = beginner.send(DONT_KNOW)
    assert answer.status_code in {303, 503}
    if answer.status_code == 503:
        assert beginner.browser.send(page_of(answer)).status_code == 303
    assert len(beginner.item_answers()) == 1
