"""What travels: static files by WhiteNoise, pages compressed with padding."""

from __future__ import annotations

import gzip
import io
import secrets

from flask import Flask, Response, request
from whitenoise import WhiteNoise

from pixlearn.config import ROOT

YEAR = 365 * 24 * 3600
SMALLEST = 600  # bytes; under that, compressing gains nothing
LONGEST_PADDING = 40


def init_sending(app: Flask) -> None:
    """Serve static files for ever (their address holds their print) and compress pages."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(ROOT / "static"), prefix="static/", max_age=YEAR
    )

    @app.after_request
    def compress(response: Response) -> Response:
        accepted = "gzip" in request.headers.get("Accept-Encoding", "")
        response.vary.add("Accept-Encoding")
        if not accepted or response.direct_passthrough or response.mimetype != "text/html":
            return response
        if response.content_length is None or response.content_length < SMALLEST:
            return response
        response.set_data(_gzip(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        return response


def _gzip(page: bytes) -> bytes:
    """Compress with a file name of random length in the header.

    A page holds a token beside words of the address; the padding hides the size from which
    an eavesdropper could guess it, sign by sign (BREACH; decision 0003).
    """
    name = "p" * secrets.randbelow(LONGEST_PADDING)
    buffer = io.BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=6, fileobj=buffer, mtime=0) as out:
        out.write(page)
    return buffer.getvalue()
