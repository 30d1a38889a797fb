"""A lesson: its goal, the steps, the activity, the checks, what to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.badges import service as badges
from pixlearn.badges.store import unseen
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson, Track
from pixlearn.db import transaction
from pixlearn.progression.practice import go_on, record_found, tick_for_real
from pixlearn.tracks import service
from pixlearn.tracks.rules import ACTIVITY, BEFORE, KEEP, STEP, item_at, places
from pixlearn.tracks.store import LessonVisit, confidence_of, visit_of, visits_of
from pixlearn.web.components import read_in_own_language, speak_in
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.lesson_end import end_page
from pixlearn.web.learner.places import done_already, hold_learner
from pixlearn.web.learner.practising import Practice, goes_on, item_page, practise, way_page
from pixlearn.web.learner.tracks import own_visits, track_at
from pixlearn.web.login import visitor
from pixlearn.web.stills import screen_of
from pixlearn.web.stones import along, of_lesson

HERE = "/parcours/<track_slug>/<lesson_slug>"


@bp.get(HERE)
def lesson(track_slug: str, lesson_slug: str) -> ResponseReturnValue:
    """What one will know, and the way in: begin, go on, or do it again."""
    track, found = lesson_at(track_slug, lesson_slug)
    skills = [catalogue().framework.skill(skill).text for skill in found.text.skills]
    glossary = catalogue().teaching.words
    visit = visit_of(visitor(), found.id)
    return render(
        "learner/lesson.html",
        track=track,
        lesson=found,
        skills=skills,
        words=[glossary[word] for word in found.text.words],
        visit=visit,
        next_place=_address(track, found, visit),
    )


@bp.post(HERE)
def begin_lesson(track_slug: str, lesson_slug: str) -> ResponseReturnValue:
    """Begin at the first step, also to do it again; a new track first asks how one feels."""
    with transaction():
        track, found = lesson_at(track_slug, lesson_slug)
        learner_id = hold_learner()
        visits = visits_of(visitor(), learner_id)
        asks = service.unbegun(visits, track)
        asks = asks and confidence_of(visitor(), track.id, BEFORE) is None
        for held in unseen(visitor()):
            badges.see(held, told=False)  # drawn where it was earned; « Mes badges » keeps it
        own = next((one for one in visits if one.lesson_id == found.id), None)
        target = _address(track, found, service.begin(learner_id, found, own))
        if asks:
            target = url_for(".confidence", track_slug=track_slug, moment=BEFORE, lecon=lesson_slug)
    return redirect(target, 303)


@bp.get(f"{HERE}/<place>")
def lesson_place(track_slug: str, lesson_slug: str, place: str) -> ResponseReturnValue:
    """The step, activity, check or summary where the person is; elsewhere, the way there."""
    track, found = lesson_at(track_slug, lesson_slug)
    visits = own_visits()
    visit = next((one for one in visits if one.lesson_id == found.id), None)
    if place not in places(found):
        abort(404)
    if visit is None:
        return redirect(url_for(".lesson", track_slug=track_slug, lesson_slug=lesson_slug), 303)
    order = places(found)
    kind, _, number = place.partition("-")
    if kind == STEP and visit.place in order and order.index(place) <= order.index(visit.place):
        return _step_page(track, found, int(number), alone=False)
    if place != visit.place:
        onward = _address(track, found, visit)
        behind = visit.place in order and order.index(place) < order.index(visit.place)
        return done_already(onward) if behind else redirect(onward, 303)
    if place == KEEP:
        done = service.finished(visits)
        return end_page(track, found, visit, done, _address(track, found, visit))
    practice = _practice(track, found, visit)
    return item_page(practice) if practice else redirect(_address(track, found, None), 303)


@bp.post(f"{HERE}/<place>")
def do_lesson_place(track_slug: str, lesson_slug: str, place: str) -> ResponseReturnValue:
    """Go on from a step, answer an item, or tick what was done for real."""
    with transaction():
        track, found = lesson_at(track_slug, lesson_slug)
        hold_learner()
        visit = visit_of(visitor(), found.id)
        if visit is None or place not in places(found):
            abort(404)
        if place != visit.place:
            return redirect(_after_another_place(track, found, visit, place), 303)
        if place == KEEP:
            tick_for_real(visitor(), visit, catalogue())
            return redirect(_address(track, found, visit), 303)
        practice = _practice(track, found, visit)
        if practice is None or goes_on(practice):
            go_on(visitor(), visit, found, catalogue())
            return redirect(_address(track, found, visit), 303)
        item, entered = practice.item, visit
        return practise(
            practice,
            lambda sent, given: record_found(visitor(), entered, item, sent, given, catalogue()),
        )


@bp.get(f"{HERE}/tutoriel/<int:number>")
def tutorial(track_slug: str, lesson_slug: str, number: int) -> ResponseReturnValue:
    """The tutorial alone, to read again at any time."""
    track, found = lesson_at(track_slug, lesson_slug)
    if not 1 <= number <= len(found.text.steps):
        abort(404)
    return _step_page(track, found, number, alone=True)


@bp.get(f"{HERE}/montrez-moi")
def show_me(track_slug: str, lesson_slug: str) -> ResponseReturnValue:
    """« Montrez-moi »: the right way of the item on which the person is stuck, still by still."""
    track, found = lesson_at(track_slug, lesson_slug)
    visit = visit_of(visitor(), found.id)
    practice = _practice(track, found, visit) if visit else None
    return way_page(practice) if practice else redirect(_address(track, found, visit), 303)


def lesson_at(track_slug: str, lesson_slug: str) -> tuple[Track, Lesson]:
    """The lesson at this address, in the reader's language where there is one; else 404."""
    read_in_own_language()
    track = track_at(track_slug)
    found = track.lesson(lesson_slug)
    if found is None:
        abort(404)
    speak_in(found.language)
    return track, found


def _address(track: Track, found: Lesson, visit: LessonVisit | None, **query: Any) -> str:
    where: dict[str, Any] = {"track_slug": track.text.slug, "lesson_slug": found.text.slug}
    if visit is None or visit.place not in places(found):
        return url_for(".lesson", **where)
    return url_for(".lesson_place", **where, place=visit.place, **query)


def _after_another_place(track: Track, found: Lesson, visit: LessonVisit, place: str) -> str:
    """An earlier step read again leads to the one after it; any other old form to the present."""
    order = places(found)
    if place.startswith(STEP) and order.index(place) < order.index(visit.place):
        following = order[order.index(place) + 1]
        if following.startswith(STEP):
            return url_for(
                ".lesson_place",
                track_slug=track.text.slug,
                lesson_slug=found.text.slug,
                place=following,
            )
    return _address(track, found, visit)


def _step_page(track: Track, found: Lesson, number: int, *, alone: bool) -> ResponseReturnValue:
    step = found.text.steps[number - 1]
    return render(
        "learner/lesson_step.html",
        track=track,
        lesson=found,
        step=step,
        number=number,
        total=len(found.text.steps),
        still=screen_of(step, catalogue().scenes),
        stones=along(number, len(found.text.steps))
        if alone
        else of_lesson(found, f"{STEP}-{number}"),
        alone=alone,
    )


def _place_in_words(found: Lesson, place: str) -> str:
    if place == ACTIVITY:
        return str(gettext("Your turn"))
    number, total = place.partition("-")[2], len(found.checks)
    return str(gettext("Question %(number)s of %(total)s", number=number, total=total))


def _practice(track: Track, found: Lesson, visit: LessonVisit) -> Practice | None:
    """The activity or check where the person is; none where one only reads."""
    item = item_at(found, visit.place)
    if item is None:
        return None
    where: dict[str, Any] = {"track_slug": track.text.slug, "lesson_slug": found.text.slug}
    number = found.step_again(item)
    return Practice(
        item=item,
        now=visit,
        title=found.text.title,
        place=_place_in_words(found, visit.place),
        stones=of_lesson(found, visit.place),
        here=partial(_address, track, found, visit),
        show_me=url_for(".show_me", **where),
        step_again=(number, url_for(".tutorial", **where, number=number)),
    )
