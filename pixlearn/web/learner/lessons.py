"""A lesson: its goal, the steps, the activity, the checks, what to keep."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.activities import (
    Fault,
    Item,
    Moved,
    Refused,
    Retry,
    Scored,
    feedback_in_words,
    read_answer,
    show_item,
    solution_in_words,
)
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Lesson, Track
from pixlearn.db import transaction
from pixlearn.progression.practice import go_on, record_found
from pixlearn.scenes.view import show_scene
from pixlearn.tracks import service
from pixlearn.tracks.rules import KEEP, STEP, STUCK_AFTER, item_at, places
from pixlearn.tracks.store import LessonVisit, visit_of
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import hold_learner, posted, state, submission
from pixlearn.web.learner.tracks import track_at
from pixlearn.web.login import visitor

HERE = "/parcours/<track_slug>/<lesson_slug>"


@bp.get(HERE)
def lesson(track_slug: str, lesson_slug: str) -> ResponseReturnValue:
    """What one will know, and the way in: begin, go on, or do it again."""
    track, found = _lesson_at(track_slug, lesson_slug)
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
    """Begin at the first step, also to do it again."""
    with transaction():
        track, found = _lesson_at(track_slug, lesson_slug)
        learner_id = hold_learner()
        visit = service.begin(learner_id, found, visit_of(visitor(), found.id))
        target = _address(track, found, visit)
    return redirect(target, 303)


@bp.get(f"{HERE}/<place>")
def lesson_place(track_slug: str, lesson_slug: str, place: str) -> ResponseReturnValue:
    """The step, activity, check or summary where the person is; elsewhere, the way there."""
    track, found = _lesson_at(track_slug, lesson_slug)
    visit = visit_of(visitor(), found.id)
    if place not in places(found):
        abort(404)
    if visit is None:
        return redirect(url_for(".lesson", track_slug=track_slug, lesson_slug=lesson_slug), 303)
    order = places(found)
    kind, _, number = place.partition("-")
    if kind == STEP and order.index(place) <= order.index(visit.place):
        return _step_page(track, found, int(number), alone=False)
    if place != visit.place:
        return redirect(_address(track, found, visit), 303)
    if place == KEEP:
        return _end_page(track, found, visit)
    return _item_page(track, found, visit)


@bp.post(f"{HERE}/<place>")
def do_lesson_place(track_slug: str, lesson_slug: str, place: str) -> ResponseReturnValue:
    """Go on from a step, answer an item, or tick what was done for real."""
    with transaction():
        track, found = _lesson_at(track_slug, lesson_slug)
        hold_learner()
        visit = visit_of(visitor(), found.id)
        if visit is None or place not in places(found):
            abort(404)
        if place != visit.place:
            return redirect(_after_another_place(track, found, visit, place), 303)
        if place == KEEP:
            service.tick_for_real(visit)
            return redirect(_address(track, found, visit), 303)
        item = item_at(found, place)
        if item is None or visit.solved or request.form.get("action") == "continuer":
            go_on(visitor(), visit, found, catalogue())
            return redirect(_address(track, found, visit), 303)
        return _answer(track, found, visit, item)


@bp.get(f"{HERE}/tutoriel/<int:number>")
def tutorial(track_slug: str, lesson_slug: str, number: int) -> ResponseReturnValue:
    """The tutorial alone, to read again at any time."""
    track, found = _lesson_at(track_slug, lesson_slug)
    if not 1 <= number <= len(found.text.steps):
        abort(404)
    return _step_page(track, found, number, alone=True)


@bp.get(f"{HERE}/montrez-moi")
def show_me(track_slug: str, lesson_slug: str) -> ResponseReturnValue:
    """« Montrez-moi »: the right way of the item on which the person is stuck, still by still."""
    track, found = _lesson_at(track_slug, lesson_slug)
    visit = visit_of(visitor(), found.id)
    item = item_at(found, visit.place) if visit else None
    if visit is None or item is None or (visit.misses < STUCK_AFTER and not visit.solved):
        return redirect(_address(track, found, visit), 303)
    return render(
        "learner/lesson_shown.html",
        track=track,
        lesson=found,
        item=item,
        stills=_stills(item),
        solution=solution_in_words(item, catalogue().scenes),
        back=_address(track, found, visit),
    )


def _lesson_at(track_slug: str, lesson_slug: str) -> tuple[Track, Lesson]:
    track = track_at(track_slug)
    found = track.lesson(lesson_slug)
    if found is None:
        abort(404)
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


def _answer(track: Track, found: Lesson, visit: LessonVisit, item: Item) -> ResponseReturnValue:
    sent = submission()
    if sent != visit.submission_id:
        return redirect(_address(track, found, visit), 303)
    if request.form.get("action") == "ne_sait_pas":
        visit.misses = max(visit.misses, STUCK_AFTER - 1)
        service.miss(visit, None)
        return redirect(_address(track, found, visit), 303)
    match read_answer(item, catalogue().scenes, state(), posted(), visit.draft):
        case Scored(1.0, given):
            record_found(visitor(), visit, item, sent, given, catalogue())
            visit.given = given
            return redirect(_address(track, found, visit), 303)
        case Scored(_, given):
            service.miss(visit, given)
            return redirect(_address(track, found, visit), 303)
        case Moved(moved):
            return redirect(_address(track, found, visit, **moved), 303)
        case Retry(draft, faults):
            visit.draft = dict(draft)
            return _item_page(track, found, visit, faults)
        case Refused(faults):
            return _item_page(track, found, visit, faults)


def _step_page(track: Track, found: Lesson, number: int, *, alone: bool) -> ResponseReturnValue:
    step = found.text.steps[number - 1]
    scene = catalogue().scenes[step.scene] if step.scene else None
    return render(
        "learner/lesson_step.html",
        track=track,
        lesson=found,
        step=step,
        number=number,
        total=len(found.text.steps),
        still=show_scene(scene, rings=step.rings) if scene else None,
        alone=alone,
    )


def _item_page(
    track: Track, found: Lesson, visit: LessonVisit, faults: tuple[Fault, ...] = ()
) -> ResponseReturnValue:
    item = item_at(found, visit.place)
    if item is None:
        abort(404)
    if visit.solved:
        return render(
            "learner/lesson_solved.html",
            track=track,
            lesson=found,
            item=item,
            praise=feedback_in_words(item, 1.0, visit.given),
            address=_address(track, found, visit),
        )
    started = bool(state())
    view = show_item(
        item,
        catalogue().scenes,
        state(),
        draft=visit.draft,
        form=posted() if faults else None,
        given=None if faults or started else visit.given,
        faults=faults,
    )
    hint = None
    if visit.misses and not started:
        hint = feedback_in_words(item, None if visit.given is None else 0.0, visit.given)
    return render(
        "learner/lesson_item.html",
        status=422 if faults else 200,
        track=track,
        lesson=found,
        visit=visit,
        view=view,
        hint=hint,
        stuck=visit.misses >= STUCK_AFTER and not started,
        step_again=_step_again(found, item),
        action=_address(track, found, visit, **state()),
    )


def _step_again(found: Lesson, item: Item) -> int:
    """The step to look at again: the one that shows a screen of this item, else the last."""
    named = {reference.split("/")[0] for reference in item.scene_refs}
    for number, step in enumerate(found.text.steps, start=1):
        if step.scene and step.scene in item.scene_refs:
            return number
    for number, step in enumerate(found.text.steps, start=1):
        if step.scene and step.scene.split("/")[0] in named:
            return number
    return 1


def _stills(item: Item) -> list[Any]:
    """The right way over simulated screens, a still a tap, the zone to press ringed."""
    way = item.right_way(catalogue().scenes)
    return [show_scene(catalogue().scenes[name], rings=(zone,)) for name, zone in way]


def _end_page(track: Track, found: Lesson, visit: LessonVisit) -> ResponseReturnValue:
    order = [one.id for one in track.lessons]
    place = order.index(found.id)
    return render(
        "learner/lesson_end.html",
        track=track,
        lesson=found,
        visit=visit,
        following=track.lessons[place + 1] if place + 1 < len(order) else None,
        address=_address(track, found, visit),
    )
