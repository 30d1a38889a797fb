"""« J'essaie comme un apprenant »: a professional takes the diagnostic and lessons, uncounted."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.practice import erase_profile, profile_of
from pixlearn.accounts.sessions import change_role
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.diagnostic.store import has_attempt
from pixlearn.web.display import current_display
from pixlearn.web.htmx import render
from pixlearn.web.login import keep_signed_in, visitor
from pixlearn.web.professional import ask_to_sign_in, myself, own_structure

bp = Blueprint("practice", __name__, url_prefix="/essai")


@bp.before_request
def guard() -> ResponseReturnValue | None:
    """Let professionals in, and those who are trying; to anybody else there is no page."""
    door = ask_to_sign_in()
    if door is None and not visitor().practice:
        own_structure()
    return door


@bp.get("/")
def door() -> ResponseReturnValue:
    """What a try is; whoever is trying goes on."""
    if visitor().practice:
        return redirect(url_for("public.home"), 303)
    return render(
        "practice/door.html",
        begun=myself().practice_learner_id is not None,
        erased="efface" in request.args,
    )


@bp.post("/")
def begin() -> ResponseReturnValue:
    """Go on as a learner in this same browser; or erase the try, to begin it again."""
    with transaction():
        if visitor().practice:
            return redirect(url_for("public.home"), 303)
        staff = myself()
        if request.form.get("action") == "effacer":
            erase_profile(staff)
            return redirect(url_for(".door", efface=1), 303)
        learner_id = profile_of(staff, current_display().as_dict())
        first_time = not has_attempt(learner_id)
        if first_time:
            diagnostic.begin(learner_id, catalogue())
        token = change_role(visitor().session_id, learner_id)
    keep_signed_in(token, long=False)
    return redirect(url_for("learner.voice" if first_time else "public.home"), 303)


@bp.post("/fin")
def end() -> ResponseReturnValue:
    """Back to the professional's own pages."""
    with transaction():
        token = change_role(visitor().session_id, None) if visitor().practice else None
    if token is not None:
        keep_signed_in(token, long=False)
    return redirect(url_for("public.home"), 303)


def not_while_trying() -> ResponseReturnValue:
    """This gives something real to keep or to show: nothing is done."""
    return render("practice/not_for_real.html", status=409)
