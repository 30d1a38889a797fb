"""The ways to hold the device: with scripts, without, by the keyboard alone; phone or computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.journeys.in_time import World, serve_here
from tests.browser.journeys.keyboard import KeyboardVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor

WAYS = ("scripts on", "scripts off", "keyboard alone")


def ways(*always: str) -> pytest.MarkDecorator:
    """The hands of `person` in `make test`; all of them in `make test-all`."""
    each = [pytest.param(one, marks=() if one in always else pytest.mark.matrix) for one in WAYS]
    return pytest.mark.parametrize("person", each, indirect=True)


@pytest.fixture(params=WAYS)
def person(request: pytest.FixtureRequest, site: Site) -> Visitor:
    """Somebody new, on a phone of 360 × 740, in each of the three ways."""
    browser = "chromium_without_scripts" if request.param == "scripts off" else "chromium"
    chromium: Chrome = request.getfixturevalue(browser)
    kind = KeyboardVisitor if request.param == "keyboard alone" else Visitor
    visitor = kind(chromium, site)
    visitor.begin_anew()
    return visitor


@pytest.fixture(scope="session")
def world(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The app with demo data, in the time that the test gives it."""
    with serve_here(base, tmp_path_factory.mktemp("world")) as world:
        yield world


crossed = pytest.mark.matrix  # each screen, and scripts on and off, stand in the two others


@pytest.fixture(
    params=[
        pytest.param(("chromium", 360), id="phone, scripts on", marks=crossed),
        pytest.param(("chromium_without_scripts", 360), id="phone, scripts off"),
        pytest.param(("chromium", 1280), id="computer, scripts on"),
        pytest.param(("chromium_without_scripts", 1280), id="computer, scripts off", marks=crossed),
    ]
)
def professional(request: pytest.FixtureRequest, world: World) -> Visitor:
    """Somebody at work, on a phone or at a computer, with scripts or without."""
    browser, width = request.param
    chromium: Chrome = request.getfixturevalue(browser)
    return world.visitor(chromium, width)


@pytest.fixture
def counsellor(professional: Visitor) -> Visitor:
    """A counsellor of the demo, signed in."""
    professional.enter_as_counsellor()
    return professional
