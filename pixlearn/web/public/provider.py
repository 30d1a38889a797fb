"""Professionals sign in at a provider, as ProConnect, and sign out there too (decision 15)."""

from __future__ import annotations

import logging
from hmac import compare_digest
from uuid import UUID

from flask import Response, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import identities
from pixlearn.accounts.provider import Asked, Asker, Refused, Silent
from pixlearn.accounts.rules import show_code
from pixlearn.db import now, transaction
from pixlearn.web.htmx import render
from pixlearn.web.login import (
    as_response,
    provider_cookie,
    set_cookie,
    settings,
)
from pixlearn.web.public.blueprint import bp
from pixlearn.web.staff_door import lead_in, open_session

log = logging.getLogger(__name__)
ASKED = "asked"  # what this browser has to match on the way back
WAITS = "identity"  # the identity that waits for a référent
LIFE = 600  # seconds to sign in at the provider
LONGEST_TOKEN = 3500  # a cookie holds 4096 signs with its name
HIDDEN = "-"  # in place of a token that is too long to keep
STAYS = 10 * 3600  # seconds, as the longest session of a professional


@bp.app_template_global()
def provider_name() -> str | None:
    """How people call the provider; none when there is none."""
    provider = settings().provider
    return provider.name if provider is not None else None


@bp.get("/connexion/fournisseur")
def to_provider() -> ResponseReturnValue:
    """Lead to the provider; a link, since a form may lead to no other site."""
    try:
        address, asked = _asker().begin(_back())
    except Silent:
        return _again("silence")
    suite = request.args.get("suite", "")
    session[ASKED] = [asked.state, asked.nonce, asked.verifier, int(now().timestamp()), suite]
    return redirect(address, 303)


@bp.get("/connexion/retour")
def from_provider() -> ResponseReturnValue:
    """The person is back: whoever the provider vouches for signs in, or waits for a référent.

    The one GET that signs in: a provider sends people back by an address. It serves once, in the
    browser that asked.
    """
    asker, kept = _asker(), session.pop(ASKED, None)
    if kept is None:
        return redirect(url_for(".sign_in"), 303)
    if "error" in request.args:
        return _again(_why(request.args["error"]))
    state, nonce, verifier, began, suite = kept
    brought = request.args.get("state", "")
    ours = compare_digest(brought.encode(), state.encode())
    if not ours or now().timestamp() - began > LIFE or not asker.is_from(request.args.get("iss")):
        return _again("refus")
    code = request.args.get("code", "")
    try:
        vouched = asker.vouched(code, Asked(state, nonce, verifier), _back())
    except Silent:
        return _again("silence")
    except Refused:
        return _again("refus")
    with transaction():
        identity = identities.arrive(vouched)
        linked, waits = identity.staff_id is not None, str(identity.id)
        staff = identities.staff_with(identity)
        opened = (
            open_session(staff, second_factor_given=vouched.two_factors)
            if staff is not None
            else None
        )
    if opened is not None:
        log.info("signed in at the provider")
        response = as_response(lead_in(opened, suite))
    elif linked:
        response = _again("ferme")
    else:
        session[WAITS] = waits
        response = as_response(redirect(url_for(".wait_for_referent"), 303))
    token = vouched.id_token if len(vouched.id_token) <= LONGEST_TOKEN else HIDDEN
    set_cookie(response, provider_cookie(), token, seconds=STAYS)
    return response


def _why(error: str) -> str:
    """Providers say « access denied » of somebody who stops, and of a level that is not reached."""
    if error != "access_denied":
        return "refus"
    provider = settings().provider
    return "niveau" if provider is not None and provider.acr_values else "annule"


@bp.get("/connexion/attente")
def wait_for_referent() -> ResponseReturnValue:
    """The code to give to the référent, until they have linked this identity."""
    waits = session.get(WAITS)
    identity = identities.waiting(UUID(waits)) if waits and provider_name() else None
    if identity is None:
        return redirect(url_for(".sign_in"), 303)
    return render("public/provider_wait.html", identity=identity, code=show_code(identity.code))


@bp.get("/connexion/sortie")
def leave_provider() -> ResponseReturnValue:
    """After signing out here: on to the provider, which sends the person back to the first page.

    A page of ours stands between, since a form may lead to no other site, not even by a redirect.
    """
    token = request.cookies.get(provider_cookie())
    address = None
    if token is not None and settings().provider is not None:
        try:
            home = settings().public_url + url_for(".home")
            address = _asker().way_out(token if token != HIDDEN else None, home)
        except Silent:
            log.warning("the provider is silent: nobody is signed out there")
    if address is None:
        response = as_response(redirect(url_for(".home"), 303))
    else:
        response = render("public/provider_leave.html", address=address)
        response.headers["Refresh"] = f"0; url={address}"
    set_cookie(response, provider_cookie(), "", seconds=0)
    return response


def _asker() -> Asker:
    """The one that speaks with the provider, for the whole process."""
    known, provider = current_app.extensions, settings().provider
    if provider is None:
        abort(404)
    if "pixlearn_provider" not in known:
        known["pixlearn_provider"] = Asker(provider, production=settings().production)
    asker: Asker = known["pixlearn_provider"]
    return asker


def _back() -> str:
    """The address that the provider knows of us."""
    return settings().public_url + url_for(".from_provider")


def _again(why: str) -> Response:
    """Back to the door, which says why."""
    log.warning("no sign-in at the provider: %s", why)
    return as_response(redirect(url_for(".sign_in", fournisseur=why), 303))
