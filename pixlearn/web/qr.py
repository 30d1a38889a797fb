"""QR codes drawn on the server: black on white in every theme, with their quiet zone."""

from __future__ import annotations

import segno
from markupsafe import Markup

QUIET_ZONE = 4  # modules of white around the code, as its standard asks


def qr_svg(text: str, title: str) -> Markup:
    """Draw ``text`` as an SVG picture whose name for screen readers is ``title``.

    It carries the class ``qr`` and no size: the page says how big it stands.
    """
    svg = segno.make_qr(text, error="m").svg_inline(
        border=QUIET_ZONE,
        dark="#000000",
        light="#ffffff",
        svgclass="qr",
        lineclass=None,
        omitsize=True,
        title=title,
    )
    return Markup(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - segno escapes title
