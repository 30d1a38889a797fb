"""People who learn, each with a browser of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.browsing import Browser
from tests.web.learner.reader import Reader


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


@pytest.fixture
def beginner(reader: Reader) -> Reader:
    """Somebody at the first question."""
    reader.begin()
    return reader
