"""Logs that can be searched and hold nothing personal: ids, endpoint, status.

Never in a line: a name, an answer, a code, a token, a path (it may hold one), a query string, a
whole address, or the words of an error, which may repeat what somebody typed.
"""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from pixlearn.web import measures
from pixlearn.web.login import settings, visitor_if_known

log = logging.getLogger(__name__)
READING = {"GET", "HEAD", "OPTIONS"}
QUIET = {"static", "public.alive", "public.ready", "public.metrics"}
KEPT_OF_IPV4, KEPT_OF_IPV6 = 24, 48  # bits of an address: a neighbourhood, not a home


class JsonLines(logging.Formatter):
    """One JSON object a line: when, what, in which request, by which account id."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; line breaks are encoded, an error is told by its kind and places."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_of_request(),
        }
        if hasattr(record, "status"):
            line |= {"status": record.status, **measures.of_request()}
            if record.status < 400 and line["method"] in READING:
                line |= {"account": None, "address": None}
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
            line["places"] = [
                f"{place.filename}:{place.lineno} {place.name}"
                for place in traceback.extract_tb(error.__traceback__)
            ]
        return json.dumps(line, ensure_ascii=False)


def init_logs(app: Flask) -> None:
    """Number and measure the requests; in production, write each as a line of JSON.

    Who acts, or is refused something, is told by an id; who reads which page is told nowhere. What
    is asked without a page, static files and probes, has no line.
    """
    with app.app_context():
        production = settings().production
    if production:
        _write_json_lines()

    @app.before_request
    def number_request() -> None:
        g.request_id = secrets.token_hex(8)
        measures.begin()

    @app.after_request
    def note_request(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        measures.note(response)
        if request.endpoint not in QUIET or response.status_code >= 400:
            log.info("request", extra={"status": response.status_code})
        return response


def _write_json_lines() -> None:
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, JsonLines) for handler in root.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(JsonLines())
        root.addHandler(handler)
    logging.getLogger("pixlearn").setLevel(logging.INFO)


def _of_request() -> dict[str, Any]:
    if not has_request_context():
        return {}
    person = visitor_if_known()
    return {
        "request": g.get("request_id"),
        "method": request.method,
        "endpoint": request.endpoint,
        "account": str(person.learner_id or person.staff_id) if person else None,
        "address": _neighbourhood(request.remote_addr),
    }


def _neighbourhood(address: str | None) -> str | None:
    """The address without its last part; none when it is no address."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return None
    kept = KEPT_OF_IPV4 if found.version == 4 else KEPT_OF_IPV6
    return str(ip_network((found, kept), strict=False))
