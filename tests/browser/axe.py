"""Runs axe-core on the page a browser shows, with every rule that accessibility.md asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from axe_selenium_python import Axe
from selenium.webdriver import Chrome

from tests.browser.geometry import BARS_BACK, BARS_IN_PLACE

SCRIPT = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The style sheets are not fetched again: no rule of these tags reads them; no page has a frame.
QUICKLY = {"resultTypes": ["violations"], "preload": False, "iframes": False}
OPTIONS = {
    "runOnly": {"type": "tag", "values": [*TAGS, "RGAAv4"]},
    # Off by default in axe; ours: 7:1 for all text, and targets that are large enough.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    **QUICKLY,
}
COLOURS = {
    "runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
    **QUICKLY,
}


def faults_of_axe(driver: Chrome) -> list[str]:
    """What axe finds on the page, one sentence a broken rule with the elements it broke on.

    The page must run scripts: axe waits for the browser's clock.
    """
    return _faults(driver, OPTIONS)


def faults_of_colours(driver: Chrome) -> list[str]:
    """What axe finds in the colours, for another theme of a page that it has read whole."""
    return _faults(driver, COLOURS)


def _faults(driver: Chrome, options: dict[str, Any]) -> list[str]:
    axe = Axe(driver, str(SCRIPT))
    if not driver.execute_script(BARS_IN_PLACE + "return Boolean(window.axe)"):
        axe.inject()
    results = axe.run(options=json.dumps(options))
    driver.execute_script(BARS_BACK)
    return [_in_words(violation) for violation in results["violations"]]


def _in_words(violation: dict[str, Any]) -> str:
    elements = [
        f"{' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for node in violation["nodes"]
    ]
    return f"axe {violation['id']}: {violation['help']}\n    " + "\n    ".join(elements)
