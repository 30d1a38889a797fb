"""`/metriques`: what requests take, for the machine that watches the site and has the token."""

from __future__ import annotations

import hmac

from flask import Response, abort, request

from pixlearn.web import measures
from pixlearn.web.login import settings
from pixlearn.web.public.blueprint import bp


@bp.get("/metriques")
def metrics() -> Response:
    """The measures in Prometheus' words; there is no such page while no token is set."""
    token = settings().metrics_token
    if not token:
        abort(404)
    asked = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(asked, f"Bearer {token}".encode()):
        abort(404)
    return Response(measures.as_text(), content_type=measures.KIND)
