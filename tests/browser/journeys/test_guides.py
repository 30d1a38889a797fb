"""A counsellor prints the guides: each takes one sheet."""

from __future__ import annotations

import base64
import re

from tests.browser.journeys.answering import catalogue
from tests.browser.visitor import Visitor

A4 = {"paperWidth": 8.27, "paperHeight": 11.69}  # inches
A_SHEET = re.compile(rb"/Type\s*/Page\b")


def sheets(visitor: Visitor) -> int:
    """How many sheets of A4 paper the page takes."""
    pdf = visitor.driver.execute_cdp_cmd("Page.printToPDF", A4)["data"]
    return len(A_SHEET.findall(base64.b64decode(pdf)))


def test_each_guide_takes_one_sheet(visitor: Visitor) -> None:
    visitor.enter_as_counsellor()
    guides = [slug for slug, article in catalogue().help.items() if article.head.guide]
    printed = {}
    for slug in guides:
        visitor.go(f"/conseiller/aide/{slug}")
        printed[slug] = sheets(visitor)
    assert printed == dict.fromkeys(guides, 1)
    visitor.go("/conseiller/aide/questions-frequentes")
    assert sheets(visitor) > 1  # so sheets are counted
