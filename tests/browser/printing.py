"""A page through the browser's own printing."""

from __future__ import annotations

import base64
import re

from tests.browser.visitor import Visitor


def sheets_printed(visitor: Visitor) -> int:
    """How many sheets of A4 the page shown takes."""
    asked = {"preferCSSPageSize": True, "paperWidth": 8.27, "paperHeight": 11.69}
    printed = visitor.driver.execute_cdp_cmd("Page.printToPDF", asked)["data"]
    return len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed)))


def pages_printed(visitor: Visitor, path: str) -> int:
    """How many sheets of A4 the page at this address takes."""
    visitor.go(path)
    return sheets_printed(visitor)
