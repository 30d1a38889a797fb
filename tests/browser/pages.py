"""The list of all pages: how a person comes to each, error states too.

Every address that answers a GET must be here, or in `NOT_PAGES` with the reason; a web test fails
when one is missing. Add a page by a line in `PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.visitor import Visitor


@dataclass(frozen=True)
class Page:
    """A page in one state: the endpoint that shows it and the way there.

    `picture` names its file in docs/screenshots/, made in this `theme` and at this `width`.
    """

    endpoint: str
    state: str
    go: Callable[[Visitor], None]
    picture: str = ""
    theme: str = "light"
    width: int = 360

    def __str__(self) -> str:
        return f"{self.endpoint} {self.state}".strip()


def at(path: str) -> Callable[[Visitor], None]:
    """The way of somebody who writes an address."""
    return lambda visitor: visitor.go(path)


PAGES: tuple[Page, ...] = ()
NOT_PAGES: dict[str, str] = {
    "static": "files",
}
