"""Security headers on every answer, and refusal of what other sites send."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from pixlearn.web.htmx import REQUEST
from pixlearn.web.login import settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
CLOSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES),
}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
INDEXED = {"public.home", "public.accessibility", "public.legal", "public.privacy_page"}


def init_headers(app: Flask) -> None:
    """Put the headers on every answer, errors and static files included."""

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method in SAFE_METHODS:
            return
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc != request.host
        if foreign or request.headers.get("Sec-Fetch-Site") == "cross-site":
            abort(403)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if settings().secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if "Cache-Control" not in response.headers:  # static files have said how long
            response.headers["Cache-Control"] = "no-store"
            response.vary.update(("Cookie", REQUEST))
            if request.endpoint not in INDEXED:
                response.headers["X-Robots-Tag"] = "noindex"
        return response
