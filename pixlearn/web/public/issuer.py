"""What whoever checks a badge file needs: the issuer and its keys, each badge, what was withdrawn.

The addresses stand in files for ever. They name nobody and are the same for everybody, so they
may be kept by caches; there is no CORS header: programs that check files fetch them
as they are, and other sites' pages have no business here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from pixlearn.badges import credentials
from pixlearn.badges.credentials import Site, read_sealed
from pixlearn.badges.issued import file_by_code, withdrawn_codes
from pixlearn.content.current import catalogue
from pixlearn.web.htmx import render
from pixlearn.web.login import settings
from pixlearn.web.public.blueprint import bp
from pixlearn.web.sending import fingerprint_of

A_DAY, SOON = 86400, 300  # seconds; a file that is withdrawn must soon be known as such


@bp.get("/badges-ouverts/emetteur.json")
def issuer() -> ResponseReturnValue:
    """The site as issuer, with the public keys that check its files."""
    return _document(credentials.issuer_profile(_site(), settings().badge_keys), A_DAY)


@bp.get("/badges-ouverts/retires.json")
def revoked() -> ResponseReturnValue:
    """The files that were withdrawn, by their codes."""
    return _document(credentials.revocation_list(_site(), withdrawn_codes()), SOON)


@bp.get("/badges-ouverts/<badge_id>.json")
def achievement(badge_id: str) -> ResponseReturnValue:
    """What a badge asks."""
    badge = catalogue().badges.get(badge_id)
    if badge is None:
        abort(404)
    return _document(credentials.achievement_document(_site(), badge, catalogue()), A_DAY)


def badge_page(code: str) -> ResponseReturnValue:
    """What a badge's verification code says today; `code` is one that was issued for a badge.

    The signature is checked now: « true », « changed » when it is not that of the file, « keyless »
    when the key is no longer kept here, « withdrawn » when the file is no more.
    """
    found = file_by_code(code)
    if found is None:
        return render("public/verify_badge.html", state="withdrawn")
    key = next((key for key in settings().badge_keys if key.id == found.key_id), None)
    if key is None:
        return render("public/verify_badge.html", state="keyless")
    said = read_sealed(found.document, key)
    if said is None or said["id"].rpartition("/")[2] != code:
        return render("public/verify_badge.html", state="changed")
    subject = said["credentialSubject"]
    asked = subject["achievement"]
    names = [one["identityHash"] for one in subject.get("identifier", [])]
    badge_id = asked["id"].rpartition("/")[2].removesuffix(".json")
    return render(
        "public/verify_badge.html",
        state="true",
        said=said,
        asked=asked,
        badge=catalogue().badges.get(badge_id),
        earned_on=datetime.fromisoformat(said["validFrom"]),
        first_name=names[0] if names else None,
    )


def _site() -> Site:
    return Site(settings().public_url)


def _document(said: Mapping[str, Any], seconds: int) -> ResponseReturnValue:
    body = json.dumps(said, ensure_ascii=False, indent=1).encode()
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.set_etag(fingerprint_of(body))
    return response.make_conditional(request)
