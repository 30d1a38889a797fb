"""What every test shares: the options of the run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

# Two cores are shared by the workers: a slow example is no fault.
hypothesis_settings.register_profile("pixlearn", deadline=None)
hypothesis_settings.load_profile("pixlearn")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--matrix``: browser tests look at every page in every format and theme."""
    parser.addoption("--matrix", action="store_true", help="all formats and themes, not the quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything under tests/browser needs Chromium, and says so."""
    for item in items:
        if "browser" in Path(item.path).parent.parts:
            item.add_marker(pytest.mark.browser)
