"""The three ways to hold the device: with scripts, without, and by the keyboard alone."""

from __future__ import annotations

import pytest
from selenium.webdriver import Chrome

from tests.browser.journeys.keyboard import KeyboardVisitor
from tests.browser.site import Site
from tests.browser.visitor import Visitor


@pytest.fixture(params=["scripts on", "scripts off", "keyboard alone"])
def person(request: pytest.FixtureRequest, site: Site) -> Visitor:
    """Somebody new, on a phone of 360 × 740, in each of the three ways."""
    browser = "chromium_without_scripts" if request.param == "scripts off" else "chromium"
    chromium: Chrome = request.getfixturevalue(browser)
    kind = KeyboardVisitor if request.param == "keyboard alone" else Visitor
    visitor = kind(chromium, site)
    visitor.begin_anew()
    return visitor
