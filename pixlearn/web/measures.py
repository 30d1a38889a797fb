"""What requests take: for a line of the log, and for whoever watches the site (`/metriques`).

Nothing here is about a person: endpoints, statuses, times. Each process of gunicorn counts in files
of its own, in the folder that `gunicorn.conf.py` makes; whoever reads gets the sum.
"""

from __future__ import annotations

import os
import time
from typing import Any

from flask import Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

from pixlearn.db import Spent, spent

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
KIND = "text/plain; version=0.0.4; charset=utf-8"
_registry = CollectorRegistry()
_SECONDS = Histogram(
    "pixlearn_request_seconds",
    "Time to answer a request.",
    ("endpoint", "method", "status"),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=_registry,
)
_LOCKED = Histogram(
    "pixlearn_write_lock_seconds",
    "Time for which a request kept others from writing.",
    ("endpoint",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1),
    registry=_registry,
)
_STATEMENTS = Counter(
    "pixlearn_statements", "Statements sent to the database.", ("endpoint",), registry=_registry
)


def begin() -> None:
    """A request comes in."""
    g.began = time.perf_counter()
    g.spent = Spent()
    spent.set(g.spent)


def of_request() -> dict[str, Any]:
    """What the request under way has taken up to now, for a line of the log."""
    if "began" not in g:
        return {}
    return {
        "ms": round((time.perf_counter() - g.began) * 1000, 1),
        "statements": g.spent.statements,
        "lock_ms": round(g.spent.locked * 1000, 1),
    }


def note(response: Response) -> None:
    """Count a request that is answered."""
    endpoint = request.endpoint or "none"
    kind = f"{response.status_code // 100}xx"
    _SECONDS.labels(endpoint, request.method, kind).observe(time.perf_counter() - g.began)
    _STATEMENTS.labels(endpoint).inc(g.spent.statements)
    if g.spent.locked:
        _LOCKED.labels(endpoint).observe(g.spent.locked)


def as_text() -> bytes:
    """All of it as Prometheus reads it, of all processes."""
    if FOLDER not in os.environ:
        return generate_latest(_registry)
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
