"""The world of the guards: made once a file, put back before each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web.guards.world import World, found, wipe


@pytest.fixture(scope="module")
def founded(installed_app: Flask) -> Iterator[World]:
    """The world as it was made."""
    yield found(installed_app)
    with installed_app.app_context():
        wipe()


@pytest.fixture
def world(founded: World) -> World:
    """The world, whatever happened before."""
    founded.restore()
    return founded
