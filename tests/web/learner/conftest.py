"""People who learn, each with a browser of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from pixlearn.db import now
from tests.web.browsing import Browser
from tests.web.learner.reader import Reader
from tests.web.parsed_page import ParsedPage
from tests.web.rows import Rows, put_back, rows_of


@pytest.fixture
def new_reader(app: Flask) -> Callable[[], Reader]:
    """Somebody with a browser that knows nothing yet."""

    def make() -> Reader:
        browser = app.test_client()
        assert isinstance(browser, Browser)
        return Reader(app, browser)

    return make


@pytest.fixture
def reader(new_reader: Callable[[], Reader]) -> Reader:
    """Somebody at the door."""
    return new_reader()


@dataclass(frozen=True)
class Begun:
    """What a browser and the database hold at the first question, and since when."""

    moment: datetime
    rows: Rows
    cookies: dict[Any, Any]
    path: str
    page: ParsedPage


@pytest.fixture(scope="session")
def begun() -> list[Begun]:
    """The way to the first question, once it has been walked."""
    return []


@pytest.fixture
def beginner(app: Flask, reader: Reader, begun: list[Begun]) -> Reader:
    """Somebody at the first question: by the pages once, then as it was left, at this moment."""
    kept = begun[-1] if begun else None
    if kept is None or not timedelta() <= now() - kept.moment < timedelta(hours=1):
        reader.begin()  # a cookie is of its day: neither of tomorrow, nor of last month
        cookies = dict(reader.browser._cookies)
        begun.append(Begun(now(), rows_of(app), cookies, reader.path, reader.page))
        return reader
    put_back(app, kept.rows, later=now() - kept.moment)
    reader.browser._cookies = dict(kept.cookies)
    reader.path, reader.page = kept.path, kept.page
    return reader
