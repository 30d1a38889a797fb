"""The files of people who may have two: read one by one, side by side, or found by likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.exc import NoResultFound

from pixlearn.accounts.names import folded
from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, Seat
from pixlearn.badges.store import AwardedBadge
from pixlearn.db import db
from pixlearn.diagnostic.store import Attempt
from pixlearn.mastery.store import Answer
from pixlearn.privacy.store import FollowUp, visible
from pixlearn.records.joining import Candidate, Likeness, likely_pairs
from pixlearn.structures.store import Structure
from pixlearn.tracks.store import LessonVisit

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class File:
    """One of two files set side by side: dates and numbers, nothing of what was answered."""

    id: UUID
    first_name: str | None
    began_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None
    answers: int
    lessons: int
    badges: int
    structure_id: UUID | None  # whom it is shared with
    structure: str | None


@dataclass(frozen=True, slots=True)
class OtherFile:
    """One more file of the list, to be set beside the one at hand."""

    id: UUID
    first_name: str | None
    began_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two files that may be one person's, and why."""

    kept: OtherFile
    former: OtherFile
    why: tuple[Likeness, ...]


def file_of(actor: Visitor, learner_id: UUID) -> File:
    """One file; one statement.

    Raises:
        NoResultFound: not visible, or a professional's own try.
    """

    def count(model: type[Any], *conditions: Any) -> Any:
        query = visible(actor, model).where(model.learner_id == Learner.id, *conditions)
        return query.with_only_columns(func.count()).correlate(Learner).scalar_subquery()

    ended = (
        visible(actor, Attempt)
        .where(Attempt.learner_id == Learner.id)
        .with_only_columns(func.max(Attempt.ended_at))
        .correlate(Learner)
        .scalar_subquery()
    )
    badge_shown = () if actor.learner_id else (AwardedBadge.shown,)
    query = (
        visible(actor, Learner)
        .where(Learner.learner_id == learner_id, ~Learner.practice)
        .outerjoin(FollowUp, FollowUp.learner_id == Learner.id)
        .outerjoin(Structure, Structure.id == FollowUp.structure_id)
        .add_columns(
            ended,
            count(Answer, Answer.supersedes_id.is_(None)),
            count(LessonVisit, LessonVisit.finished_at.is_not(None)),
            count(AwardedBadge, *badge_shown),
            Structure.id,
            Structure.name,
        )
    )
    learner, *found = db.session.execute(query).one()
    return File(learner.id, learner.first_name, learner.created_at, learner.last_seen_at, *found)


def proved(actor: Visitor, learner_id: UUID) -> Visitor:
    """The same person by another card of theirs, whose secret they have just given."""
    return replace(actor, learner_id=learner_id)


def two_files(actor: Visitor, one: UUID, other: UUID) -> tuple[File, File]:
    """Both for a professional with whom both share, the one to keep first.

    Raises:
        NoResultFound: one of them is not visible, or it is one file twice.
    """
    if one == other:
        raise NoResultFound
    first, second = sorted(
        (file_of(actor, one), file_of(actor, other)),
        key=lambda file: (-file.answers, file.began_at, file.id),
    )
    return first, second


def likely_files(actor: Visitor) -> list[LikelyPair]:
    """Pairs among those who share with the actor's structure; three statements."""
    people = _people(actor)
    names = Counter(_name(one) for one in people)
    alike = {one.id: one for one in people if _name(one) and names[_name(one)] > 1}
    answers = _answers_of(actor, alike)
    seats = _workshops_of(actor, alike)
    pairs = likely_pairs(
        Candidate(
            id=one.id,
            name=_name(one),
            began_at=one.created_at,
            last_seen_at=one.last_seen_at,
            answers=answers.get(one.id, 0),
            workshops=frozenset(seats[one.id]),
        )
        for one in alike.values()
    )
    return [
        LikelyPair(_other(alike[pair.kept.id]), _other(alike[pair.former.id]), pair.why)
        for pair in pairs
    ]


def others_like(actor: Visitor, file: File, search: str) -> list[OtherFile]:
    """Files whose first name holds these letters; without any, those of the same first name."""
    asked, own = folded(search), folded(file.first_name or "")
    found = [
        one
        for one in _people(actor)
        if one.id != file.id and (asked in _name(one) if asked else own and _name(one) == own)
    ]
    return [_other(one) for one in found[:MOST_FOUND]]


def _people(actor: Visitor) -> list[Learner]:
    """Who shares with the actor's structure, the latest seen first."""
    query = (
        visible(actor, Learner)
        .where(~Learner.practice)
        .order_by(Learner.last_seen_at.desc(), Learner.id)
    )
    return list(db.session.execute(query).scalars())


def _name(learner: Learner) -> str:
    return folded(learner.first_name or "")


def _other(learner: Learner) -> OtherFile:
    return OtherFile(learner.id, learner.first_name, learner.created_at, learner.last_seen_at)


def _answers_of(actor: Visitor, ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many answers each of these learners gave."""
    query = (
        visible(actor, Answer)
        .where(Answer.learner_id.in_(list(ids)), Answer.supersedes_id.is_(None))
        .with_only_columns(Answer.learner_id, func.count())
        .group_by(Answer.learner_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _workshops_of(actor: Visitor, ids: Iterable[UUID]) -> defaultdict[UUID, set[UUID]]:
    """The structure's workshops where each of these learners sat."""
    query = (
        visible(actor, Seat)
        .where(Seat.learner_id.in_(list(ids)))
        .with_only_columns(Seat.learner_id, Seat.workshop_id)
        .order_by(Seat.learner_id, Seat.id)
    )
    found = defaultdict(set)
    for learner_id, workshop_id in db.session.execute(query):
        found[learner_id].add(workshop_id)
    return found
