"""Somebody at the first question, as in the tests of the learner's pages."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.browsing import Browser
from tests.web.learner.reader import Reader


@pytest.fixture
def beginner(app: Flask) -> Reader:
    """Somebody at the first question."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    reader = Reader(app, browser)
    reader.begin()
    return reader
