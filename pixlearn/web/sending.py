"""What travels: static files kept for ever by their print, pages compressed with padding."""

from __future__ import annotations

import gzip
import io
import mimetypes
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request

FOR_EVER = "public, max-age=31536000, immutable"
SMALLEST = 600  # bytes; under that, compressing gains nothing
LONGEST_PADDING = 40
PLAIN, GZIP, BROTLI = "", "gzip", "br"
FONTS = {".woff2": "font/woff2"}  # unknown to Python 3.11


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of static/ as it is sent: its print, and its bytes in each encoding that gains."""

    fingerprint: str
    bodies: Mapping[str, bytes]


def fingerprint_of(content: bytes) -> str:
    """The print of a static file: it changes with the content, and stands in the address."""
    return sha256(content).hexdigest()[:10]


def init_sending(app: Flask) -> None:
    """Serve static files for ever (their address holds their print) and compress pages."""
    folder = Path(app.static_folder or "static")
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}

    def static(filename: str) -> Response:
        """A file that stands in static/ since the start; an old print is asked for again."""
        path = files.get(filename)
        if path is None or not path.is_file():
            abort(404)
        file = _read(path, path.stat().st_mtime_ns)
        encoding = next(one for one in (*_taken(), PLAIN) if one in file.bodies)
        body = file.bodies[encoding]
        kind = FONTS.get(path.suffix) or mimetypes.guess_type(path.name)[0]
        response = Response(body, mimetype=kind or "application/octet-stream")
        if encoding:
            response.headers["Content-Encoding"] = encoding
        known = request.args.get("v") == file.fingerprint
        response.headers["Cache-Control"] = FOR_EVER if known else "no-cache"
        response.set_etag(f"{file.fingerprint}{encoding}")  # its bytes differ in each encoding
        response.make_conditional(request, accept_ranges=True, complete_length=len(body))
        return response

    app.view_functions["static"] = static

    @app.after_request
    def compress(response: Response) -> Response:
        response.vary.add("Accept-Encoding")
        if response.mimetype != "text/html" or "Content-Encoding" in response.headers:
            return response
        encoding = next(iter(_taken()), PLAIN)
        if not encoding or (response.content_length or 0) < SMALLEST:
            return response
        pack = _brotli if encoding == BROTLI else _gzip
        response.set_data(pack(response.get_data(), secrets.randbelow(LONGEST_PADDING)))
        response.headers["Content-Encoding"] = encoding
        return response


def _taken() -> list[str]:
    """The encodings that the browser takes, the best first."""
    return [one for one in (BROTLI, GZIP) if request.accept_encodings.quality(one) > 0]


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> StaticFile:
    """Read a file once for each moment ``changed`` at which it was written."""
    content = path.read_bytes()
    packed = {BROTLI: brotli.compress(content), GZIP: gzip.compress(content, 9, mtime=0)}
    worth = {one: body for one, body in packed.items() if len(body) < 0.9 * len(content)}
    return StaticFile(fingerprint_of(content), {PLAIN: content, **worth})


# A page holds a token beside words of the address. Padding of random length hides the size from
# which an eavesdropper could guess it, sign by sign (BREACH; docs/decisions/0003, 0039).


def _gzip(page: bytes, padding: int) -> bytes:
    """Compress, with a file name of this length in the header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(
        filename="p" * padding, mode="wb", compresslevel=6, fileobj=buffer, mtime=0
    ) as out:
        out.write(page)
    return buffer.getvalue()


def _brotli(page: bytes, padding: int) -> bytes:
    """Compress, with a block that readers skip (RFC 7932, 9.2) of this length and one more.

    After a flush a new block begins at a byte: « not the last », « to skip », and in how many of
    the bits that follow its length stands.
    """
    stream = brotli.Compressor(mode=brotli.MODE_TEXT, quality=5)
    packed = stream.process(page) + stream.flush()
    header = 0b01_0_11_0 | padding << 6
    skipped = header.to_bytes(2, "little") + b"p" * (padding + 1)
    return bytes(packed + skipped + stream.finish())
