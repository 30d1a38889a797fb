"""A running app and a Chromium, one of each for a worker, and a new visitor for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.site import Site, serve
from tests.browser.visitor import Visitor, open_chromium


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def site(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app as in production, with demo data."""
    with serve(base, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chrome]:
    """A browser that runs scripts."""
    driver = open_chromium()
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def chromium_without_scripts() -> Iterator[Chrome]:
    """A browser that runs none."""
    driver = open_chromium(scripts=False)
    yield driver
    driver.quit()


@pytest.fixture
def visitor(chromium: Chrome, site: Site) -> Visitor:
    """Somebody new, on a phone."""
    visitor = Visitor(chromium, site)
    visitor.begin_anew()
    return visitor


@pytest.fixture
def visitor_without_scripts(chromium_without_scripts: Chrome, site: Site) -> Visitor:
    """Somebody new, on a phone that runs no scripts."""
    visitor = Visitor(chromium_without_scripts, site)
    visitor.begin_anew()
    return visitor
