"""Every page, in every state, is accessible: axe, sizes, reflow, focus, and no complaint."""

from __future__ import annotations

import pytest

from tests.browser.formats import MATRIX, QUICK
from tests.browser.pages import PAGES, Page
from tests.browser.visitor import Visitor


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page(page: Page, visitor: Visitor, request: pytest.FixtureRequest) -> None:
    page.go(visitor)
    formats = MATRIX if request.config.getoption("--matrix") else QUICK
    faults = [fault for each in formats for fault in each.faults(visitor)]
    faults += visitor.complaints()
    assert not faults, "\n".join([f"{page} at {visitor.path}", *faults])
