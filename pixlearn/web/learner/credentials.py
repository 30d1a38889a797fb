"""The file of a badge: made only when its owner asks, kept by them, withdrawn when they want."""

from __future__ import annotations

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.badges.credentials import Site, bake, bake_png
from pixlearn.badges.issued import file_of, make_file, withdraw_file
from pixlearn.badges.store import AwardedBadge, Credential, badge_of
from pixlearn.config import BadgeKey
from pixlearn.content.badges import Badge
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.progression.service import progression_of
from pixlearn.web.badge_picture import picture_file, picture_png
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import settings, visitor
from pixlearn.web.pdf import NoPdf, pdf_available


@bp.get("/badges/<badge_id>/fichier")
def credential(badge_id: str) -> ResponseReturnValue:
    """What the file is for, and the one button; once it is made, the file."""
    badge, awarded = _own(badge_id)
    made = file_of(visitor(), awarded)
    site = Site(settings().public_url)
    return render(
        "learner/credential.html",
        badge=badge,
        made=made,
        address=site.paper(made.code) if made else "",
        page=f"{site.url.partition('//')[2]}/verifier",
        offered=_signing_key() is not None,
        picture=pdf_available(),
        withdrawn="retire" in request.args,
    )


@bp.post("/badges/<badge_id>/fichier")
def make_credential(badge_id: str) -> ResponseReturnValue:
    """Make the file, with the first name only when that was ticked."""
    with transaction():
        badge, awarded = _own(badge_id)
        person = visitor()
        key = _signing_key()
        if key is None:
            abort(404)
        lines = progression_of(person, awarded.learner_id, catalogue()).badges
        make_file(
            person,
            awarded,
            badge,
            catalogue(),
            Site(settings().public_url),
            key,
            first_name=person.first_name if request.form.get("prenom") == "oui" else None,
            seen_for_real_on=next(
                (line.seen_for_real_on for line in lines if line.badge.id == badge_id), None
            ),
        )
    return redirect(url_for(".credential", badge_id=badge_id), 303)


@bp.post("/badges/<badge_id>/fichier/retirer")
def withdraw_credential(badge_id: str) -> ResponseReturnValue:
    """Take the file back; the badge stays."""
    with transaction():
        _, awarded = _own(badge_id)
        withdraw_file(visitor(), awarded)
    return redirect(url_for(".credential", badge_id=badge_id, retire=1), 303)


@bp.get("/badges/<badge_id>/fichier.png")
def credential_png(badge_id: str) -> ResponseReturnValue:
    """The picture that every telephone keeps and shows, with the proof inside."""
    badge, awarded = _own(badge_id)
    made = _made(awarded)
    try:
        picture = picture_png(badge)
    except NoPdf:
        abort(404)
    return _download(bake_png(picture, made.document), "image/png", badge, "png")


@bp.get("/badges/<badge_id>/fichier.svg")
def credential_svg(badge_id: str) -> ResponseReturnValue:
    """The picture that stays sharp at any size, with the proof inside."""
    badge, awarded = _own(badge_id)
    made = _made(awarded)
    return _download(bake(picture_file(badge), made.document), "image/svg+xml", badge, "svg")


@bp.get("/badges/<badge_id>/fichier.jwt")
def credential_token(badge_id: str) -> ResponseReturnValue:
    """The proof alone, for programs: the compact token, which every checker of tokens reads."""
    badge, awarded = _own(badge_id)
    return _download(_made(awarded).document.encode(), "application/vc+jwt", badge, "jwt")


def _signing_key() -> BadgeKey | None:
    return next((key for key in settings().badge_keys if key.signs), None)


def _own(badge_id: str) -> tuple[Badge, AwardedBadge]:
    badge = catalogue().badges.get(badge_id)
    awarded = badge_of(visitor(), badge_id)
    if badge is None or awarded is None:
        abort(404)
    return badge, awarded


def _made(awarded: AwardedBadge) -> Credential:
    return file_of(visitor(), awarded) or abort(404)


def _download(body: bytes, kind: str, badge: Badge, ending: str) -> Response:
    response = Response(body, mimetype=kind)
    name = f"{badge.id.replace('bd-', 'badge-', 1)}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
