"""A second diagnostic, on a phone: its cover, its questions by their names, its result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.formats import QUICK
from tests.browser.site import Site, serve
from tests.browser.visitor import Visitor
from tests.second_diagnostic import with_second_diagnostic

NAME = "Mes messages et la sécurité"


@pytest.fixture(scope="module")
def site_with_two(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose course has a second diagnostic."""
    root = with_second_diagnostic(tmp_path_factory.mktemp("course"))
    with serve(base, tmp_path_factory.mktemp("site"), PIXLEARN_CONTENT=str(root)) as running:
        yield running


def fit(visitor: Visitor) -> None:
    """The page that shows is accessible, on a phone, light and dark."""
    faults = [fault for each in QUICK for fault in each.faults(visitor)]
    assert not faults, "\n".join([visitor.path, *faults])


def test_it_is_found_at_the_door_begun_and_passed_to_its_result(
    chromium: Chrome, site_with_two: Site
) -> None:
    visitor = Visitor(chromium, site_with_two)
    visitor.begin_anew()
    visitor.enter_as_learner("Sonia")
    visitor.go("/")
    fit(visitor)
    visitor.press(NAME)
    assert visitor.heading == NAME
    fit(visitor)
    visitor.press("Je commence")
    while not visitor.path.endswith("/resultat"):
        passes = "Passer cet essai" if visitor.path.endswith("/essai") else "Je ne sais pas"
        visitor.press(passes)
    assert visitor.path == "/diagnostic/mes-messages/resultat"
    fit(visitor)
