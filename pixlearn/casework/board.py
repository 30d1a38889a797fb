"""Where everybody in a room stands, from when they did things: never what, never how well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from pixlearn.accounts.store import Seat
from pixlearn.db import db
from pixlearn.diagnostic.store import Attempt
from pixlearn.mastery.store import Answer
from pixlearn.structures.rules import DIAGNOSTIC, Stage, stage
from pixlearn.structures.store import Workshop
from pixlearn.tracks.store import LessonVisit


def stages(workshop: Workshop, seats: Sequence[Seat]) -> dict[UUID, Stage]:
    """The stage of each of these people, whose seats the actor may see; three statements.

    The door says that the counsellor sees this, so it does not wait for sharing.
    """
    ids = [seat.learner_id for seat in seats]
    answered = select(Answer.learner_id, func.max(Answer.created_at)).where(
        Answer.learner_id.in_(ids)
    )
    active: dict[UUID, datetime] = dict(
        db.session.execute(answered.group_by(Answer.learner_id)).all()
    )
    attempts = (
        select(Attempt.learner_id, Attempt.ended_at)
        .where(Attempt.learner_id.in_(ids))
        .order_by(Attempt.ended_at.is_not(None), Attempt.created_at, Attempt.id)
    )
    ended = {one: moment is not None for one, moment in db.session.execute(attempts)}
    lessons: dict[UUID, list[tuple[str, datetime, datetime | None]]] = {one: [] for one in ids}
    visits = (
        select(
            LessonVisit.learner_id,
            LessonVisit.lesson_id,
            LessonVisit.created_at,
            LessonVisit.finished_at,
        )
        .where(LessonVisit.learner_id.in_(ids))
        .order_by(LessonVisit.created_at, LessonVisit.id)
    )
    for one, lesson_id, began, finished in db.session.execute(visits):
        lessons[one].append((lesson_id, began, finished))
    found = {}
    for seat in seats:
        own = lessons[seat.learner_id]
        moments = [moment for _, began, finished in own for moment in (began, finished) if moment]
        moments += [active[seat.learner_id]] if seat.learner_id in active else []
        if workshop.purpose == DIAGNOSTIC:
            done = ended.get(seat.learner_id, False)
        else:
            done = _lesson_done(workshop.purpose, seat.created_at, own)
        found[seat.learner_id] = stage(
            seat.created_at, seat.paused_at, max(moments, default=None), done=done
        )
    return found


def _lesson_done(
    track_id: str, came_at: datetime, lessons: Sequence[tuple[str, datetime, datetime | None]]
) -> bool:
    """A lesson of the track was finished since the person came, and no other one is under way."""
    own = [one for one in lessons if one[0].partition(".")[0] == track_id]
    finished = any(end is not None and end > came_at for _, _, end in own)
    return finished and not any(end is None and began > came_at for _, began, end in own)
