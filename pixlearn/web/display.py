"""How a person likes to read: size, theme, spacing, voice, language; applied by the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from flask import Response, g, request

from pixlearn.structures.rules import at_ease
from pixlearn.web.login import set_cookie, visitor_or_none

COOKIE = "affichage"
YEAR = 365 * 24 * 3600
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("", "clair", "sombre", "contraste"),
    "text": ("normal", "grand", "tres_grand"),
    "spacing": ("normal", "large"),
    "voice": ("", "oui"),
    "language": ("fr", "en"),
}


@dataclass(frozen=True, slots=True)
class Display:
    """The choices in force; every value is one of `CHOICES`."""

    theme: str = ""  # follows the device
    text: str = "normal"
    spacing: str = "normal"
    voice: str = ""
    language: str = "fr"

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Display:
        """Take what is known and allowed, leave the rest as it was by default."""
        allowed = {name: v for name, v in values.items() if v in CHOICES.get(name, ())}
        return replace(cls(), **allowed)

    def as_dict(self) -> dict[str, str]:
        """The choices as plain values, to store."""
        return asdict(self)


def current_display() -> Display:
    """The display of this request: the learner's own, or the one this browser keeps."""
    if "display" not in g:
        person = visitor_or_none()
        if person is not None and person.learner_id is not None:
            g.display = Display.read(person.display)
        else:
            g.display = Display.read(_from_cookie(request.cookies.get(COOKIE, "")))
    found: Display = g.display
    return found


def wear(comfort: Mapping[str, str]) -> None:
    """Show this page as the workshop does that it leads into, unless the person has chosen."""
    g.display = Display.read(at_ease(current_display().as_dict(), comfort))


def keep_in_browser(response: Response, display: Display) -> None:
    """Let a browser without a learner keep the choices; they say nothing of the person."""
    order = [getattr(display, field.name) for field in fields(Display)]
    set_cookie(response, COOKIE, ".".join(order), seconds=YEAR)


def _from_cookie(text: str) -> dict[str, str]:
    names = [field.name for field in fields(Display)]
    return dict(zip(names, text.split("."), strict=False))
