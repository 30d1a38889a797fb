"""Before and after a track, how sure one feels: three faces, never scored, never needed."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.content.lessons import Track
from pixlearn.db import transaction
from pixlearn.tracks import service
from pixlearn.tracks.rules import AFTER, BEFORE, FACES, places
from pixlearn.tracks.store import confidence_of, visits_of
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import hold_learner
from pixlearn.web.learner.tracks import track_at
from pixlearn.web.login import visitor

HERE = "/parcours/<track_slug>/confiance"


@bp.get(HERE)
def confidence(track_slug: str) -> ResponseReturnValue:
    """The question, with the face chosen before; after the track only once it is finished."""
    track, moment = track_at(track_slug), _moment()
    person = visitor()
    if moment == AFTER and not (
        person.learner_id and service.whole(visits_of(person, person.learner_id), track)
    ):
        return redirect(url_for(".track_end", track_slug=track_slug), 303)
    kept = confidence_of(person, track.id, moment)
    return render(
        "learner/confidence.html",
        track=track,
        before=moment == BEFORE,
        face=kept.face if kept else None,
        here=_here(track),
    )


@bp.post(HERE)
def say_confidence(track_slug: str) -> ResponseReturnValue:
    """Keep the face chosen, if any, and go on to the lesson or to the end of the track."""
    with transaction():
        track, moment = track_at(track_slug), _moment()
        learner_id = hold_learner()
        face = request.form.get("visage", "")
        if face in {str(one) for one in FACES}:
            service.keep_confidence(visitor(), learner_id, track.id, moment, int(face))
    return redirect(_following(track, moment), 303)


def _moment() -> str:
    asked = request.args.get("moment", BEFORE)
    if asked not in {BEFORE, AFTER}:
        abort(404)
    return asked


def _here(track: Track) -> str:
    query: dict[str, Any] = {"moment": _moment(), "lecon": request.args.get("lecon")}
    return url_for(".confidence", track_slug=track.text.slug, **query)


def _following(track: Track, moment: str) -> str:
    where: dict[str, Any] = {"track_slug": track.text.slug}
    if moment == AFTER:
        return url_for(".track_end", **where)
    lesson = track.lesson(request.args.get("lecon", ""))
    if lesson is None:
        return url_for(".track", **where)
    first = places(lesson)[0]
    return url_for(".lesson_place", **where, lesson_slug=lesson.text.slug, place=first)
