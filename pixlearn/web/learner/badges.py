"""« Mes badges »: what was earned, what is close, who sees it; the quiet moment of a new one."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts.rules import Visitor
from pixlearn.badges import service, store
from pixlearn.badges.issued import file_of
from pixlearn.badges.rules import Facts, What, closest_first, missing
from pixlearn.badges.store import AwardedBadge, badge_of
from pixlearn.content.badges import Badge
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.privacy.store import follow_up_of, left_to_offer
from pixlearn.progression.facts import facts_of
from pixlearn.progression.service import progression_of
from pixlearn.tracks.rules import lesson_for
from pixlearn.web.badge_words import (
    missing_in_words,
    missing_skills,
    next_in_words,
    skills_shown,
    track_of,
)
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import visitor
from pixlearn.web.way_back import way_back

CLOSE = 3


def unseen_badges(person: Visitor) -> list[Badge]:
    """The learner's new badges whose quiet moment is still to come; one statement.

    Pages that end something give them to ``ui.new_badges``.
    """
    return [badge for badge, _ in _unseen(person)]


@bp.get("/badges")
def badges() -> ResponseReturnValue:
    """Earned ones first, then the closest with what is missing, then all the others."""
    person, learner_id = _learner()
    progression = progression_of(person, learner_id, catalogue())
    held = {line.badge.id for line in progression.badges}
    left = [badge for badge in catalogue().badges.values() if badge.id not in held]
    facts = facts_of(person, learner_id, catalogue())
    close = closest_first(left, facts)[:CLOSE]
    shared = follow_up_of(person)
    return render(
        "learner/badges.html",
        lines=progression.badges,
        close=[(badge, next_in_words(badge, facts, catalogue())) for badge in close],
        others=[badge for badge in left if badge not in close],
        shared=shared[1].name if shared else None,
        under_way=progression.journey.ended_on is None,
        done="fait" in request.args,
    )


@bp.post("/badges")
def choose_badges() -> ResponseReturnValue:
    """Others see the ticked badges only; the rest stays for the learner alone."""
    with transaction():
        service.choose_shown(visitor(), request.form.getlist("montrer"))
    return redirect(url_for(".badges", fait=1), 303)


@bp.get("/badges/<badge_id>")
def badge(badge_id: str) -> ResponseReturnValue:
    """What was done for a badge and how it was checked; or what is still missing."""
    found = catalogue().badges.get(badge_id)
    if found is None:
        return _gone_page(badge_id)
    person, learner_id = _learner()
    lines = progression_of(person, learner_id, catalogue()).badges
    line = next((line for line in lines if line.badge.id == badge_id), None)
    if line is None:
        return _coming_page(found, facts_of(person, learner_id, catalogue()))
    track = track_of(found, catalogue())
    return render(
        "learner/badge.html",
        line=line,
        skills=skills_shown(found, catalogue()),
        lessons=[lesson.text.title for lesson in track.lessons] if track else [],
    )


def _gone_page(badge_id: str) -> ResponseReturnValue:
    """One that the content no longer has: whoever holds it reads so."""
    awarded = badge_of(visitor(), badge_id)
    if awarded is None:
        abort(404)
    made = file_of(visitor(), awarded)
    return render("learner/badge_gone.html", earned_on=awarded.created_at, made=made)


@bp.get("/badges/nouveau")
def new_badge() -> ResponseReturnValue:
    """The quiet moment: one new badge a page, the oldest first; then on with what one did."""
    person, learner_id = _learner()
    waiting = _unseen(person)
    if not waiting:
        return redirect(_onward(), 303)
    badge, held = waiting[0]
    shares = follow_up_of(person) is not None
    return render(
        "learner/badge_new.html",
        badge=badge,
        together=held.together,
        waiting=len(waiting),
        shares=shares,
        to_share=not shares and left_to_offer(person, learner_id)[0],
        here=url_for(".keep_new_badge", depuis=request.args.get("depuis")),
    )


@bp.post("/badges/nouveau")
def keep_new_badge() -> ResponseReturnValue:
    """Note that the moment was shown, and whether the counsellor is told; the next one follows."""
    choice = request.form.get("choix")
    with transaction():
        person = visitor()
        told = choice == "montrer" and follow_up_of(person) is not None
        for badge, held in _unseen(person):
            if choice == "tous" or badge.id == request.form.get("badge"):
                service.see(held, told=told)
    if choice == "tous":
        return redirect(url_for(".badges"), 303)
    return redirect(url_for(".new_badge", depuis=request.args.get("depuis")), 303)


def _learner() -> tuple[Visitor, UUID]:
    person = visitor()
    if person.learner_id is None:
        raise PermissionError("learners only")
    return person, person.learner_id


def _unseen(person: Visitor) -> list[tuple[Badge, AwardedBadge]]:
    known = catalogue().badges
    rows = store.unseen(person)
    return [(known[held.badge_id], held) for held in rows if held.badge_id in known]


def _onward() -> str:
    """Where the person was going, when it is a page of ours; never to this one again."""
    target = way_back(request.args.get("depuis", ""))
    if target is None or target.partition("?")[0] == url_for(".new_badge"):
        return url_for(".badges")
    return target


def _coming_page(badge: Badge, facts: Facts) -> ResponseReturnValue:
    skills = missing_skills(badge, facts, catalogue())
    words, address = _way_on(badge, facts, skills)
    return render(
        "learner/badge_coming.html",
        badge=badge,
        missing=missing_in_words(badge, facts, catalogue()),
        skills=[catalogue().framework.skill(skill).text for skill in skills],
        way_on=words,
        address=address,
    )


def _way_on(badge: Badge, facts: Facts, skills: list[str]) -> tuple[str, str]:
    """Where one goes on towards a badge: the diagnostic, its track, or a lesson on a skill."""
    needs = {need.what for need in missing(badge, facts)}
    if What.WARM_UP in needs or (What.OVERALL in needs and facts.percent is None):
        return gettext("I go on"), url_for(".diagnostic")
    track = track_of(badge, catalogue())
    if track is not None:
        return gettext("I go to this track"), url_for(".track", track_slug=track.text.slug)
    tracks = list(catalogue().teaching.tracks.values())
    for skill in skills:
        lesson = lesson_for(skill, tracks, facts.lessons_finished)
        if lesson is not None:
            track = next(track for track in tracks if lesson in track.lessons)
            address = url_for(".lesson", track_slug=track.text.slug, lesson_slug=lesson.text.slug)
            return gettext("Lesson: %(lesson)s", lesson=lesson.text.title), address
    return gettext("My tracks"), url_for(".tracks")
