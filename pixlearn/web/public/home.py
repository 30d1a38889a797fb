"""The door: one main button, and the first name of whoever uses this phone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts import service, store
from pixlearn.accounts.limits import MustWait, check_start
from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.secret import hash_token
from pixlearn.accounts.whereabouts import next_workshop_of
from pixlearn.content.current import catalogue
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.db import now, transaction
from pixlearn.diagnostic.store import diagnostics_begun
from pixlearn.orientation.proposals import to_show_first
from pixlearn.privacy.closing import closed_to_tell
from pixlearn.privacy.following import handover_to_tell
from pixlearn.progression.under_way import under_way
from pixlearn.records.merging import to_tell
from pixlearn.structures.store import Workshop
from pixlearn.web.display import current_display
from pixlearn.web.entrance import COMES_BACK, go_in, open_for
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.login import passport, phone_cookie, visitor_or_none
from pixlearn.web.onward import onward
from pixlearn.web.public.blueprint import bp
from pixlearn.web.written import card_digits

BADGES_SHOWN = 3


@bp.get("/")
def home() -> ResponseReturnValue:
    """Greet: a new person, the people of this phone, or the one who is already here."""
    visitor = visitor_or_none()
    if visitor is not None and visitor.learner_id is None:
        return redirect(url_for(f"{visitor.role}.home"), 303)
    return render(
        "public/home.html",
        people=_people_of_this_phone() if visitor is None else [],
        back="retour" in request.args,
        unsent=request.args.get("retour") == "envoi",
        proposed=to_show_first(visitor) if visitor else None,
        follower=handover_to_tell(visitor, today_here()) if visitor else None,
        closed_structure=closed_to_tell(visitor) if visitor else None,
        files_joined=bool(visitor and to_tell(visitor)),
        next_workshop=_next_workshop(),
        **_own_work(),
    )


def _own_work() -> dict[str, Any]:
    """What goes on, where one is in the track, what was earned."""
    visitor = visitor_or_none()
    if visitor is None:
        return {}
    session.pop(COMES_BACK, None)  # this page has greeted
    own = under_way(visitor, catalogue())
    return {
        "other_diagnostics": _not_begun(visitor) if own.step is None else (),
        "own": own,
        "onward": onward(own),
        "badges": [catalogue().badges[one] for one in own.badges[:BADGES_SHOWN]],
    }


def _not_begun(visitor: Visitor) -> tuple[Diagnostic, ...]:
    """The diagnostics, besides that with which one begins, that this person may begin."""
    others = [one for one in catalogue().diagnostics.values() if not one.entry]
    begun = diagnostics_begun(visitor) if others else frozenset()
    return tuple(one for one in others if one.id not in begun)


def _next_workshop() -> Workshop | None:
    visitor = visitor_or_none()
    found = visitor.learner_id if visitor is not None else None
    return next_workshop_of(found, now()) if found else None


@bp.post("/")
def start() -> ResponseReturnValue:
    """Begin: no account, no e-mail. Somebody who is already here goes on."""
    visitor = visitor_or_none()
    if visitor is not None:
        target = "learner.diagnostic" if visitor.learner_id else f"{visitor.role}.home"
        return redirect(url_for(target), 303)
    display = current_display().as_dict()
    with transaction():
        try:
            if passport().limited:
                check_start(passport().address)
        except MustWait as error:
            return _many_have_begun(error)
        learner = service.start_learner(display)
        opened = open_for(learner.id)
    return go_in(opened)


def _many_have_begun(error: MustWait) -> ResponseReturnValue:
    """A kind page: to wait a little, or to come in by a workshop's code, which is at once."""
    page = render("public/start_later.html", status=429, minutes=-(-error.seconds // 60))
    page.headers["Retry-After"] = str(error.seconds)
    return page


@bp.post("/retour")
def come_back() -> ResponseReturnValue:
    """One tap on the first name (way C); with several people on the phone, their digits too."""
    chosen = _chosen(request.form.get("personne", ""))
    people = _people_of_this_phone()
    if chosen not in [learner_id for learner_id, _ in people]:
        return redirect(url_for("public.home"), 303)
    if len(people) > 1:
        return redirect(url_for("public.come_back_digits", learner_id=chosen), 303)
    with transaction():
        opened = open_for(chosen)
    return go_in(opened)


@bp.get("/retour/<uuid:learner_id>")
def come_back_digits(learner_id: UUID) -> ResponseReturnValue:
    """Ask for the 4 digits of the card of this person, known on this phone."""
    return _digits_page(learner_id)


@bp.post("/retour/<uuid:learner_id>")
def check_come_back_digits(learner_id: UUID) -> ResponseReturnValue:
    """Enter with the digits; somebody without a card has none to give."""
    digits = card_digits()
    if learner_id not in dict(_people_of_this_phone()):
        abort(404)
    opened, tried = None, None
    if store.live_card_of(learner_id) is not None:
        tried = service.try_digits(learner_id, digits, passport())
    with transaction():
        if learner_id not in dict(_people_of_this_phone()):
            abort(404)
        try:
            if store.live_card_of(learner_id) is not None:
                if tried is None:  # the card was made meanwhile: its digits were not asked for
                    raise service.WrongSecret
                service.check_digits(learner_id, tried, passport())
            opened = open_for(learner_id)
        except service.WrongSecret:
            opened = None
    return go_in(opened) if opened else _digits_page(learner_id, wrong=True)


def _digits_page(learner_id: UUID, *, wrong: bool = False) -> ResponseReturnValue:
    people = dict(_people_of_this_phone())
    if learner_id not in people:
        abort(404)
    return render(
        "public/come_back.html",
        status=422 if wrong else 200,
        first_name=people[learner_id],
        learner_id=learner_id,
        has_card=store.live_card_of(learner_id) is not None,
        wrong=wrong,
    )


def _people_of_this_phone() -> list[tuple[UUID, str | None]]:
    token = request.cookies.get(phone_cookie())
    return store.people_of_device(hash_token(token)) if token else []


def _chosen(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(404)
