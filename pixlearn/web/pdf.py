"""PDF papers: a page of ours as a tagged PDF/UA-1 document, made in a process of its own.

Or as a picture, for a telephone that keeps pictures and has no printer.

The library weighs 35 MB in memory, so a web process never loads it: each paper is made by a short
process that runs this file, reads the page on its input and gives the document on its output. It
fetches nothing: neither from the network nor from the disk, but for the one stylesheet named.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
LONGEST_PAGE = 200_000  # characters of HTML
PICTURE_WIDTH = 1080  # pixels: a telephone's screen, and sharp when printed
PATIENCE = 25  # seconds for one paper, and for the papers before it

log = logging.getLogger(__name__)
_one_at_a_time = BoundedSemaphore()


class NoPdf(Exception):
    """No PDF can be made here and now; the page itself can still be printed."""


@cache
def pdf_available() -> bool:
    """Whether the system libraries that draw PDF papers are here."""
    return all(find_library(name) is not None for name in LIBRARIES)


def pdf_of(html: str, stylesheet: Path) -> bytes:
    """The page as a PDF; one at a time in each web process.

    Raises:
        NoPdf: the libraries are missing, the page is too long, or it takes too long.
    """
    return _made("pdf", html, stylesheet)


def png_of(html: str, stylesheet: Path) -> bytes:
    """The first sheet of the page as a picture, `PICTURE_WIDTH` wide; like `pdf_of`."""
    return _made("png", html, stylesheet)


def _made(kind: str, html: str, stylesheet: Path) -> bytes:
    if not pdf_available() or len(html) > LONGEST_PAGE:
        raise NoPdf
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise NoPdf
    try:
        made = subprocess.run(  # noqa: S603 - our own file, by our own interpreter
            [sys.executable, "-I", __file__, kind, stylesheet],
            input=html.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.exception("a PDF could not be made", exc_info=error)
        raise NoPdf from error
    finally:
        _one_at_a_time.release()
    return made.stdout


def _render(html: str, stylesheet: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.urls import FatalURLFetchingError

    def refuse(url: str, *_rest: Any, **_more: Any) -> Any:
        raise FatalURLFetchingError(f"a paper fetches nothing: {url}")

    page = HTML(string=html, url_fetcher=refuse)
    css = CSS(string=Path(stylesheet).read_text(encoding="utf-8"), url_fetcher=refuse)
    pdf = page.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)  # noqa: S101 - no target was given
    return pdf


def _picture(pdf: bytes) -> bytes:
    from io import BytesIO

    from pypdfium2 import PdfDocument

    page, picture = PdfDocument(pdf)[0], BytesIO()
    drawn = page.render(scale=PICTURE_WIDTH / page.get_width()).to_pil()
    drawn.quantize(colors=64).save(picture, "PNG", optimize=True)  # flat colours: few bytes
    return picture.getvalue()


if __name__ == "__main__":
    kind, stylesheet = sys.argv[1:]
    made = _render(sys.stdin.buffer.read().decode(), stylesheet)
    sys.stdout.buffer.write(_picture(made) if kind == "png" else made)
