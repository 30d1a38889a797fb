"""The logo of a structure: checked by drawing it, and kept as a small picture of our own making."""

from __future__ import annotations

import io
from hashlib import sha256

MOST_BYTES = 200 * 1024
MOST_PIXELS = 2000 * 2000
SIZE = (400, 160)
FORMATS = ("PNG", "JPEG")


class NoLogo(Exception):
    """The file is no picture that can be a logo."""


def as_logo(content: bytes) -> bytes:
    """The picture as a PNG of 400 × 160 at most, without anything that came beside it.

    Raises:
        NoLogo: too heavy or too large, neither PNG nor JPEG, or damaged.
    """
    from PIL import Image  # only here: it weighs on the start and on the memory of the others

    if len(content) > MOST_BYTES:
        raise NoLogo
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NoLogo
            drawn = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoLogo from error
    drawn.thumbnail(SIZE)
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def fingerprint(logo: bytes) -> str:
    """What its address holds, so that a new logo is fetched and a known one is not."""
    return sha256(logo).hexdigest()[:16]
