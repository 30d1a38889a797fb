"""Every page, in every state, is accessible: axe, sizes, reflow, focus, and no complaint."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from werkzeug.routing import Map

from pixlearn import create_app
from pixlearn.config import Settings
from tests.browser.formats import MATRIX, QUICK
from tests.browser.page import REFUSAL, Page
from tests.browser.pages import PAGES
from tests.browser.visitor import Visitor


@pytest.fixture(scope="session")
def addresses() -> Map:
    """The addresses of the app."""
    app = create_app(Settings("sqlite://", secret_key="k" * 32, pepper="p" * 32))
    return app.url_map


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page(page: Page, visitor: Visitor, addresses: Map, request: pytest.FixtureRequest) -> None:
    page.go(visitor)
    if page.endpoint != REFUSAL:
        shown, _ = addresses.bind("").match(urlsplit(visitor.path).path)
        assert shown == page.endpoint, f"the way ends at {visitor.path}"
    formats = MATRIX if request.config.getoption("--matrix") else QUICK
    faults = [fault for each in formats for fault in each.faults(visitor)]
    faults += visitor.complaints()
    assert not faults, "\n".join([f"{page} at {visitor.path}", *faults])
