"""What every test shares: the options of the run, and what is run once only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

# Two cores are shared by the workers: a slow example is no fault.
hypothesis_settings.register_profile("pixlearn", deadline=None)
hypothesis_settings.load_profile("pixlearn")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--matrix``: browser tests look at every page in every format and theme."""
    parser.addoption("--matrix", action="store_true", help="all formats and themes, not the quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything under tests/browser needs Chromium; what is marked ``once`` runs on SQLite."""
    if "PIXLEARN_TEST_DATABASE_URL" in os.environ:
        again = [item for item in items if item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if item not in again]
    for item in items:
        if "browser" in Path(item.path).parent.parts:
            item.add_marker(pytest.mark.browser)
