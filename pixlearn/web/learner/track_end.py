"""The end of a track: what to be proud of, how one feels now, and one next step."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue

from pixlearn.content.badges import Badge, TrackDone
from pixlearn.content.current import catalogue
from pixlearn.content.lessons import Track
from pixlearn.mastery.rules import SkillStatus
from pixlearn.progression.rules import Progression
from pixlearn.progression.service import progression_of
from pixlearn.web.htmx import render
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.learner.places import going_on
from pixlearn.web.learner.tracks import track_at
from pixlearn.web.login import visitor


@bp.get("/parcours/<track_slug>/bilan")
def track_end(track_slug: str) -> ResponseReturnValue:
    """What was learned in a track; before its last lesson, what is left to do."""
    track = track_at(track_slug)
    person = visitor()
    if person.learner_id is None:
        return redirect(going_on(None), 303)
    value = progression_of(person, person.learner_id, catalogue())
    done = {line.id for line in value.lessons}
    left = [lesson for lesson in track.lessons if lesson.id not in done]
    badge = _badge_of(track)
    return render(
        "learner/track_end.html",
        track=track,
        left=left,
        for_real=[
            line
            for line in value.lessons
            if line.track == track.text.slug and (line.done_for_real_on or line.seen_for_real_on)
        ],
        skills=_known(track, value),
        badge=badge,
        earned=next((line for line in value.badges if badge and line.badge.id == badge.id), None),
        confidence=next((line for line in value.confidence if line.track == track.id), None),
        proposals=value.proposals,
    )


def _known(track: Track, value: Progression) -> list[str]:
    """The « Je sais … » of the track that are acquired now."""
    return [
        line.text
        for domain in value.domains
        for line in domain.skills
        if line.id in track.skills and line.status is SkillStatus.ACQUIRED
    ]


def _badge_of(track: Track) -> Badge | None:
    """The badge that this track gives."""
    return next(
        (
            badge
            for badge in catalogue().badges.values()
            if isinstance(badge.criterion, TrackDone) and badge.criterion.track == track.id
        ),
        None,
    )
