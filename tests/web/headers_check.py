"""Says which protection a response's headers lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from werkzeug.wrappers import Response

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def faults_of_headers(response: Response) -> Iterator[str]:
    """Yield a sentence for each header that is missing or weaker than ours."""
    headers = response.headers
    for name, value in EXACT.items():
        if headers.get(name) != value:
            yield f"{name}: {headers.get(name)!r} instead of {value!r}"
    if not headers.get("Permissions-Policy"):
        yield "no Permissions-Policy"
    if "Access-Control-Allow-Origin" in headers:
        yield "a CORS header lets other sites read us"
    parts = [
        part.split(maxsplit=1) for part in headers.get("Content-Security-Policy", "").split(";")
    ]
    policy = {part[0]: part[1] for part in parts if len(part) == 2}
    if policy != POLICY:
        yield f"Content-Security-Policy: {policy}"
    personal = response.mimetype == "text/html" and "csrf_token" in response.get_data(as_text=True)
    if personal and "no-store" not in headers.get("Cache-Control", ""):
        yield "a page with a CSRF token may be cached: it needs Cache-Control: no-store"
    for cookie in headers.getlist("Set-Cookie"):
        if not re.search(r"; HttpOnly\b", cookie) or not re.search(r"; SameSite=", cookie):
            yield f"the cookie {cookie.split('=')[0]!r} needs HttpOnly and SameSite"
