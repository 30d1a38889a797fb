"""« Sortir »: never by losing the only way back unsaid."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.progression.under_way import WayBack, way_back
from pixlearn.web.htmx import render
from pixlearn.web.login import sign_out, visitor_or_none
from pixlearn.web.public.blueprint import bp


@bp.get("/sortir")
def sign_out_page() -> ResponseReturnValue:
    """Signing out asks first, and says by what one comes back; nobody here has nothing to leave."""
    if visitor_or_none() is None:
        return redirect(url_for("public.home"), 303)
    return _leaving_page()


@bp.post("/sortir")
def leave() -> ResponseReturnValue:
    """End the session here; nothing of the person stays in this browser, unless they ask for it.

    Who would lose their work by it is asked again, with the ways to keep it.
    """
    keep = request.form.get("garder") == "oui"
    visitor = visitor_or_none()
    shared = visitor is not None and visitor.shared_device
    settled = request.form.get("sans_carte") == "oui" if shared else keep
    if not settled and _would_lose():
        return _leaving_page()
    return sign_out(keep_phone=keep)


def _would_lose() -> bool:
    found = _way_back()
    return found is not None and found.work and not found.card


def _way_back() -> WayBack | None:
    """Of a learner; none for professionals, those who only try, and nobody."""
    visitor = visitor_or_none()
    if visitor is None or visitor.learner_id is None or visitor.practice:
        return None
    return way_back(visitor)


def _leaving_page() -> ResponseReturnValue:
    return render("public/sign_out.html", back=_way_back())
