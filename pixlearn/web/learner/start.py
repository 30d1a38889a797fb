"""Before the first gesture: one question about listening."""

from __future__ import annotations

from dataclasses import replace

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service
from pixlearn.accounts.sessions import forget_device, mark_shared, remember_device
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.progression.under_way import way_back
from pixlearn.web.display import current_display
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.card import keep_card_in_view
from pixlearn.web.learner.places import going_on, situation, situation_held
from pixlearn.web.login import as_response, phone_cookie, remember_phone, sign_out, visitor


@bp.get("/ecouter")
def voice() -> ResponseReturnValue:
    """« Voulez-vous écouter les textes ? »"""
    current = situation()
    own = catalogue().diagnostic(current.attempt.diagnostic_id if current else None)
    return render("learner/voice.html", diagnostic=own)


@bp.post("/ecouter")
def choose_voice() -> ResponseReturnValue:
    """Keep the choice and go to the first step."""
    display = replace(current_display(), voice="oui" if request.form.get("voix") == "oui" else "")
    with transaction():
        person = visitor()
        if person.learner_id is not None:
            service.keep_display(person.learner_id, display.as_dict())
        current = situation_held()
        if current is None and person.learner_id is not None:
            diagnostic.begin(person.learner_id, catalogue())
            current = situation()
        target = going_on(current)
    g.pop("display", None)
    return redirect(target, 303)


@bp.get("/ce-nest-pas-moi")
def not_me() -> ResponseReturnValue:
    """Somebody else's name stands on top of the page."""
    return render("learner/not_me.html", lost=visitor().shared_device and _no_card())


@bp.post("/ce-nest-pas-moi")
def leave_to_other() -> ResponseReturnValue:
    """The next person starts with an empty browser; an own phone keeps its first names."""
    return sign_out(keep_phone=True)


@bp.get("/appareil")
def device() -> ResponseReturnValue:
    """Whose device is this: mine, or one that others use too."""
    return render("learner/device.html", done="fait" in request.args, no_card=_no_card())


@bp.post("/appareil")
def choose_device() -> ResponseReturnValue:
    """On a shared device: a short session, the first name on each page, nothing remembered."""
    shared = request.form.get("appareil") == "partage"
    phone = request.cookies.get(phone_cookie())
    person = visitor()
    with transaction():
        mark_shared(person.session_id, shared=shared)
        if shared and phone and person.learner_id is not None:
            forget_device(phone, person.learner_id)
        if not shared and person.learner_id is not None:
            phone = remember_device(phone, person.learner_id)
            keep_card_in_view(phone, person.learner_id)
    session.permanent = not shared
    response = as_response(redirect(url_for(".device", fait=1), 303))
    if not shared and phone:
        remember_phone(response, phone)
    return response


def _no_card() -> bool:
    """Whether there is work that no card opens."""
    found = way_back(visitor())
    return found.work and not found.card and not visitor().practice
