"""Pictures of badges as files: for papers, for badge files, for whoever keeps one."""

from __future__ import annotations

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from pixlearn.content.current import catalogue
from pixlearn.web.badge_picture import picture_file
from pixlearn.web.public.blueprint import bp
from pixlearn.web.sending import fingerprint_of

A_DAY = "public, max-age=86400"


@bp.get("/images/badges/<badge_id>.svg")
def badge_picture(badge_id: str) -> ResponseReturnValue:
    """The picture of a badge, the same for everybody; it says nothing of who holds it."""
    badge = catalogue().badges.get(badge_id)
    if badge is None:
        abort(404)
    picture = picture_file(badge)
    response = Response(picture, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = A_DAY
    response.set_etag(fingerprint_of(picture.encode()))
    return response.make_conditional(request)
