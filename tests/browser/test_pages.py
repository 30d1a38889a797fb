"""Every page, in every state, is accessible: axe, sizes, reflow, focus, and no complaint."""

from __future__ import annotations

import pytest

from tests.browser.formats import MATRIX, QUICK
from tests.browser.pages import PAGES, Page
from tests.browser.visitor import Visitor

# The professionals' space is under way: the faults of its pages are shown as « xfailed », and to be
# mended before its issue ends; then this set goes.
UNDER_WAY = {"counsellor", "referent", "account", "preview"}
UNDER_WAY_TOO = {"public.join", "public.forgotten", "public.new_password_page"}


def listed(page: Page) -> object:
    """The page as a case of the test below."""
    under_way = page.endpoint.partition(".")[0] in UNDER_WAY or page.endpoint in UNDER_WAY_TOO
    marks = [pytest.mark.xfail(reason="under way", strict=False)] if under_way else []
    return pytest.param(page, marks=marks, id=str(page))


@pytest.mark.parametrize("page", [listed(page) for page in PAGES])
def test_page(page: Page, visitor: Visitor, request: pytest.FixtureRequest) -> None:
    page.go(visitor)
    formats = MATRIX if request.config.getoption("--matrix") else QUICK
    faults = [fault for each in formats for fault in each.faults(visitor)]
    faults += visitor.complaints()
    assert not faults, "\n".join([f"{page} at {visitor.path}", *faults])
