"""Help, notices and the site map."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.structures.rules import Hand
from pixlearn.structures.settings import House
from pixlearn.web import samples
from pixlearn.web.house import house
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor_or_none
from pixlearn.web.place_in_room import own_hand, own_seat
from pixlearn.web.public.blueprint import bp
from pixlearn.web.way_back import way_back
from pixlearn.web.whole import whole


@bp.get("/aide")
def help() -> ResponseReturnValue:
    """Who to call or ask, without an account; and the way back to the same step."""
    visitor = visitor_or_none()
    if visitor is not None and visitor.learner_id is None:
        return redirect(url_for("counsellor.knowledge"), 303)
    return render(
        "public/help.html",
        back=way_back(request.args.get("depuis", "")),
        in_workshop=own_seat() is not None,
        called=own_hand() == Hand.UP.value,
        house=_who_answers(),
    )


@bp.get("/aide/quelqu-un")
def ask_somebody() -> ResponseReturnValue:
    """« Demander à quelqu'un »: whom, from where one is; and back to the same step."""
    return render(
        "public/ask_somebody.html",
        back=way_back(request.args.get("depuis", "")),
        in_workshop=own_seat() is not None,
        called=own_hand() == Hand.UP.value,
        house=_who_answers(),
    )


def _who_answers() -> House | None:
    """The structure that people may ask; one that is closed answers nobody."""
    found = house()
    return found if found is not None and not found.closed else None


@bp.get("/accessibilite")
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render("public/accessibility.html")


@bp.get("/plan-du-site")
def site_map() -> ResponseReturnValue:
    """A second way to every page."""
    return render("public/site_map.html")


@bp.get("/mentions-legales")
def legal() -> ResponseReturnValue:
    """Who publishes this site."""
    return render("public/legal.html")


@bp.get("/confidentialite")
def privacy_page() -> ResponseReturnValue:
    """What is kept about people, and what is not."""
    return render("public/privacy.html")


@bp.get("/composants")
def composants() -> ResponseReturnValue:
    """All components together, for those who draw and write pages; not in production."""
    if settings().production:
        abort(404)
    number = request.args.get("question", type=whole)
    item = None
    items = samples.sample_items()
    if number is not None and 0 <= number < len(items):
        item = samples.sample_item(number, refused="faute" in request.args)
    return render("public/composants.html", samples=samples, items=items, item=item)
