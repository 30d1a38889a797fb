"""What travels: static files kept for ever by their print, pages compressed with padding."""

from __future__ import annotations

import gzip
import io
import mimetypes
import secrets
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, request

FOR_EVER = "public, max-age=31536000, immutable"
SMALLEST = 600  # bytes; under that, compressing gains nothing
LONGEST_PADDING = 40
FONTS = {".woff2": "font/woff2"}  # unknown to Python 3.11


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of static/ as it is sent: its print, its bytes, and compressed when that is less."""

    fingerprint: str
    plain: bytes
    packed: bytes | None


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
        packed = file.packed if _takes_gzip() else None
        kind = FONTS.get(path.suffix) or mimetypes.guess_type(path.name)[0]
        response = Response(packed or file.plain, mimetype=kind or "application/octet-stream")
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        known = request.args.get("v") == file.fingerprint
        response.headers["Cache-Control"] = FOR_EVER if known else "no-cache"
        response.set_etag(file.fingerprint, weak=True)
        response.make_conditional(request)
        return response

    app.view_functions["static"] = static

    @app.after_request
    def compress(response: Response) -> Response:
        response.vary.add("Accept-Encoding")
        if response.mimetype != "text/html" or "Content-Encoding" in response.headers:
            return response
        if not _takes_gzip() or (response.content_length or 0) < SMALLEST:
            return response
        response.set_data(_gzip(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        return response


def _takes_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> StaticFile:
    """Read a file once for each moment ``changed`` at which it was written."""
    content = path.read_bytes()
    packed = gzip.compress(content, 9, mtime=0)
    worth = len(packed) < 0.9 * len(content)
    return StaticFile(fingerprint_of(content), content, packed if worth else None)


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
