"""The picture of a badge as a file that stands alone."""

from __future__ import annotations

from functools import cache
from html import escape

from pixlearn.badges.picture import badge_svg
from pixlearn.config import ROOT
from pixlearn.content.badges import Badge
from pixlearn.scenes.pictograms import PICTOGRAMS
from pixlearn.web.components import read_sprite
from pixlearn.web.pdf import png_of

_signs = cache(lambda: read_sprite(ROOT / "static" / "sprite.svg"))


def picture_file(badge: Badge) -> str:
    """The SVG of a badge with its title and description; it asks for nothing from elsewhere."""
    return badge_svg(badge, _signs()[PICTOGRAMS[badge.picture.pictogram]], standalone=True)


@cache
def picture_png(badge: Badge) -> bytes:
    """The same as a PNG of 1 080 pixels a side, drawn once a process.

    Raises:
        NoPdf: what draws it is not installed.
    """
    page = f"<!DOCTYPE html><html lang=fr><title>{escape(badge.name)}</title>{picture_file(badge)}"
    return png_of(page, ROOT / "static" / "badge.css")
