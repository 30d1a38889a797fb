"""A page to look at: what shows it, and how a person comes there."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.ways import Way

REFUSAL = "a refusal"  # pages of errors have no endpoint of their own


@dataclass(frozen=True)
class Page:
    """A page in one state: the endpoint that shows it and the way there.

    `picture` names its file in docs/screenshots/.
    """

    endpoint: str
    state: str
    go: Way
    picture: str = ""

    def __str__(self) -> str:
        return f"{self.endpoint} {self.state}".strip()
