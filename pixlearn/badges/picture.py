"""The picture of a badge: a shape for its family, a pictogram, one to three dots (pure).

One drawing for pages, files to keep and papers. Its colours are its own, dark with light lines,
so that it is the same on a light page, on a dark one and on paper without colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from pixlearn.content.badges import Badge, Family

BLUE, SUN, WHITE = "#123F8C", "#FFD58A", "#FFFFFF"
SIDE = 96
SHAPES: Mapping[Family, str] = MappingProxyType(
    {
        # a leaf and its stem, a circle, a hexagon, a shield, a flower of eight petals
        "premier_pas": "M88 8V47C88 71 71 88 48 88 38 88 29 85 22 80L8 93 4 89 16 74"
        "C11 67 8 58 8 48 8 25 25 8 49 8Z",
        "effort": "M48 5A43 43 0 0 1 48 91 43 43 0 0 1 48 5Z",
        "savoir_faire": "M48 5 86 27V69L48 91 10 69V27Z",
        "parcours": "M48 5C59 12 72 15 86 15V44C86 68 69 83 48 91"
        " 27 83 10 68 10 44V15C24 15 37 12 48 5Z",
        "autonomie": "M83.6 33.3A16.5 16.5 0 0 1 83.6 62.7 16.5 16.5 0 0 1 62.7 83.6"
        " 16.5 16.5 0 0 1 33.3 83.6 16.5 16.5 0 0 1 12.4 62.7 16.5 16.5 0 0 1 12.4 33.3"
        " 16.5 16.5 0 0 1 33.3 12.4 16.5 16.5 0 0 1 62.7 12.4 16.5 16.5 0 0 1 83.6 33.3Z",
    }
)
"""The outline of each family, told apart without colour and at the size of a thumb."""

_BETWEEN_DOTS = 11


def badge_svg(
    badge: Badge, sign: str, *, standalone: bool = False, size: str = "", alternative: bool = False
) -> str:
    """Draw a badge; ``sign`` is the inside of its pictogram (24 × 24, lines only).

    Inline, it is skipped by screen readers (its name stands beside it) unless ``alternative`` is
    asked for; ``size`` is "" or "large". ``standalone`` gives a whole file, with title and
    description, that needs nothing else.
    """
    drawing = _drawing(badge, sign)
    box = f'viewBox="0 0 {SIDE} {SIDE}"'
    if standalone:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {box} width="480" height="480" lang="fr"'
            ' role="img" aria-labelledby="title desc">'
            f'<title id="title">{escape(badge.name)}</title>'
            f'<desc id="desc">{escape(in_words(badge))}</desc>{drawing}</svg>\n'
        )
    css = f"badge badge-{size}" if size else "badge"
    told = ' aria-hidden="true">'
    if alternative:  # a title and no aria-label: papers made from a page keep it
        told = f' role="img"><title>{escape(in_words(badge))}</title>'
    return f'<svg class="{css}" {box} width="{SIDE}" height="{SIDE}"{told}{drawing}</svg>'


def in_words(badge: Badge) -> str:
    """What the picture shows, in the language of the content: its sign, then its dots."""
    return f"{badge.picture.alternative} {badge.dots} point{'s' if badge.dots > 1 else ''}."


def _drawing(badge: Badge, sign: str) -> str:
    outline = SHAPES[badge.family]
    first = SIDE / 2 - _BETWEEN_DOTS * (badge.dots - 1) / 2
    dots = "".join(
        f'<circle cx="{first + _BETWEEN_DOTS * place:g}" cy="73" r="3.6"/>'
        for place in range(badge.dots)
    )
    return (
        f'<path d="{outline}" fill="{BLUE}" stroke="{BLUE}" stroke-width="4"'
        ' stroke-linejoin="round"/>'
        f'<path d="{outline}" transform="matrix(.87 0 0 .87 6.24 6.24)" fill="none"'
        f' stroke="{SUN}" stroke-width="3" stroke-linejoin="round"/>'
        f'<g transform="matrix(1.65 0 0 1.65 28.2 23.2)" fill="none" stroke="{WHITE}"'
        f' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{sign}</g>'
        f'<g fill="{SUN}">{dots}</g>'
    )
