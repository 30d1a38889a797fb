"""The progressions of the people of one room: a few statements, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from pixlearn.accounts.rules import Visitor
from pixlearn.badges.store import AwardedBadge
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db
from pixlearn.diagnostic.store import Attempt, attempt_read
from pixlearn.mastery.store import Answer
from pixlearn.privacy.store import FollowUp, visible
from pixlearn.progression.rules import Progression
from pixlearn.progression.service import Rows, put_together
from pixlearn.tracks.rules import STUCK_AFTER
from pixlearn.tracks.store import Confidence, LessonVisit


def sharing_among(actor: Visitor, learner_ids: Collection[UUID]) -> frozenset[UUID]:
    """Who of these people shares with the actor's structure."""
    query = visible(actor, FollowUp).where(FollowUp.learner_id.in_(learner_ids))
    return frozenset(row.learner_id for row in db.session.execute(query).scalars())


def progressions_of(
    actor: Visitor, learner_ids: Collection[UUID], catalogue: Catalogue
) -> Mapping[UUID, Progression]:
    """What each of these people's own page says, for an actor who may see it; five statements."""

    def rows(model: type[Any], *order: Any) -> dict[UUID, list[Any]]:
        query: Select[Any] = (
            visible(actor, model).where(model.learner_id.in_(learner_ids)).order_by(*order)
        )
        found: dict[UUID, list[Any]] = {learner_id: [] for learner_id in learner_ids}
        for row in db.session.execute(query).scalars():
            found[row.learner_id].append(row)
        return found

    answers = rows(Answer, Answer.sequence, Answer.id)
    attempts = rows(Attempt, Attempt.created_at, Attempt.id.desc())
    visits = rows(LessonVisit, LessonVisit.created_at, LessonVisit.id)
    badges = rows(AwardedBadge, AwardedBadge.created_at, AwardedBadge.badge_id)
    faces = rows(Confidence, Confidence.created_at, Confidence.id)
    return {
        one: put_together(
            Rows(
                answers=_standing(answers[one]),
                attempt=attempt_read(attempts[one]),
                visits=visits[one],
                badges=[badge for badge in badges[one] if badge.shown],
                confidences=faces[one],
            ),
            catalogue,
            actor.zone,
        )
        for one in learner_ids
    }


def stuck_among(actor: Visitor, learner_ids: Collection[UUID]) -> list[tuple[str, str]]:
    """The lesson and place where each of these people is held up now: two misses or more."""
    query = (
        visible(actor, LessonVisit)
        .where(
            LessonVisit.learner_id.in_(learner_ids),
            LessonVisit.finished_at.is_(None),
            LessonVisit.solved.is_(False),
            LessonVisit.misses >= STUCK_AFTER,
        )
        .order_by(LessonVisit.lesson_id, LessonVisit.place, LessonVisit.id)
    )
    return [(one.lesson_id, one.place) for one in db.session.execute(query).scalars()]


def _standing(answers: Sequence[Answer]) -> list[Answer]:
    """Those that no later answer replaced."""
    replaced = {answer.supersedes_id for answer in answers}
    return [answer for answer in answers if answer.id not in replaced]
