"""What every test shares: the options of the run, and the moment it is told to live in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from hypothesis import settings as hypothesis_settings

# Two cores are shared by the workers: a slow example is no fault.
hypothesis_settings.register_profile("pixlearn", deadline=None)
hypothesis_settings.load_profile("pixlearn")

MOMENT = os.environ.get("PIXLEARN_TEST_NOW")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--matrix``: the full product, as every page in every format and theme."""
    parser.addoption("--matrix", action="store_true", help="all formats and themes, not the quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything under tests/browser needs Chromium, which lives in the real time."""
    if not config.getoption("--matrix"):
        more = [item for item in items if item.get_closest_marker("matrix")]
        config.hook.pytest_deselected(items=more)
        items[:] = [item for item in items if item not in more]
    for item in items:
        if "browser" in Path(item.path).parent.parts:
            item.add_marker(pytest.mark.browser)
            if MOMENT:
                raise pytest.UsageError("PIXLEARN_TEST_NOW moves no browser: only unit and web")


@pytest.fixture(scope="session", autouse=True)
def clock() -> Iterator[None]:
    """The whole run lives from ``PIXLEARN_TEST_NOW`` on (ISO 8601 with its offset), ticking.

    What is measured by `time.monotonic` does not move, nor do programs that a test starts.
    """
    if MOMENT is None:
        yield
        return
    moment = datetime.fromisoformat(MOMENT)
    assert moment.tzinfo, "PIXLEARN_TEST_NOW needs an offset: 2026-12-31T23:30+00:00"
    with time_machine.travel(moment, tick=True):
        yield
