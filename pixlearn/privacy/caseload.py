"""Whom a professional follows, counted; many people taken over or passed on at once, and back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, case, func, select, true

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, Staff
from pixlearn.db import db, now
from pixlearn.privacy.following import NotOfTheTeam, follower_on, team
from pixlearn.privacy.store import FollowUp, Handover, visible

UNDONE_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Caseload:
    """How many people share with the structure: the actor's own, nobody's, and all of them."""

    mine: int
    unfollowed: int
    total: int


@dataclass(frozen=True, slots=True)
class PassedOn:
    """For how many people it was done; the moment names them all, to undo it."""

    count: int
    at: datetime


def caseload_of(actor: Visitor, day: date) -> Caseload:
    """The numbers of the actor's structure on that day; one statement."""
    return Caseload(*db.session.execute(_counts(actor, day)).one())


def team_and_caseload(actor: Visitor, day: date) -> tuple[list[Staff], Caseload]:
    """Everybody who works or worked in the actor's structure, by name, and the same numbers; one
    statement."""
    counts = _counts(actor, day).subquery()
    query = (
        select(Staff, counts)
        .join(counts, true())
        .where(Staff.structure_id == actor.structure_id)
        .order_by(Staff.name, Staff.id)
    )
    rows = db.session.execute(query).all()
    return [row[0] for row in rows], Caseload(*rows[0][1:])


def hand_all_over(
    actor: Visitor, learner_ids: Collection[UUID], to_staff: UUID | None, day: date
) -> PassedOn:
    """Pass on, for good, those of these people who share with the actor's structure.

    Each is told at the next visit, as by `following.hand_over`. Whoever is followed so already is
    left as they are.

    Raises:
        NotOfTheTeam: no such counsellor there.
    """
    query = (
        visible(actor, FollowUp)
        .where(FollowUp.learner_id.in_(_held(learner_ids)))
        .add_columns(follower_on(day))
        .order_by(FollowUp.learner_id)
    )
    structure_id = actor.structure_id
    known = structure_id is not None and to_staff in {one.id for one in team(structure_id)}
    if to_staff is not None and not known:
        raise NotOfTheTeam
    return _pass_on([(row[0], row[1]) for row in db.session.execute(query)], to_staff)


def hand_back(actor: Visitor, at: datetime) -> int:
    """Undo what was passed on at that moment, for those whom nobody has told yet; how many.

    A moment of more than an hour ago, and people whom somebody passed on again, are left.
    """
    if not timedelta(0) <= now() - at <= UNDONE_WITHIN:
        return 0
    passed = visible(actor, Handover).where(
        Handover.structure_id == actor.structure_id, Handover.created_at == at
    )
    people = _held(passed.with_only_columns(Handover.learner_id))
    history = (
        visible(actor, Handover)
        .where(Handover.learner_id.in_(people), Handover.structure_id == actor.structure_id)
        .order_by(Handover.learner_id, Handover.created_at.desc(), Handover.id)
    )
    sharing = visible(actor, FollowUp).where(FollowUp.learner_id.in_(people))
    follow_ups = {one.learner_id: one for one in db.session.execute(sharing).scalars()}
    rows = db.session.execute(history).scalars()
    return sum(
        _back(follow_ups[learner_id], list(some), at)
        for learner_id, some in groupby(rows, lambda one: one.learner_id)
    )


def followed_by(structure_id: UUID, staff_id: UUID) -> int:
    """How many people of the structure somebody follows for good, whose access may be closed."""
    query = select(func.count()).where(
        FollowUp.structure_id == structure_id, FollowUp.followed_by == staff_id
    )
    return db.session.execute(query).scalar_one()


def pass_everybody_on(structure_id: UUID, from_staff: UUID, to_staff: UUID, day: date) -> int:
    """A référent gives all the people of one professional to another, without seeing who they are.

    Raises:
        NotOfTheTeam: no such counsellor there.
    """
    if to_staff not in {one.id for one in team(structure_id)}:
        raise NotOfTheTeam
    theirs = (FollowUp.structure_id == structure_id, FollowUp.followed_by == from_staff)
    people = _held(select(FollowUp.learner_id).where(*theirs))
    query = (
        select(FollowUp, follower_on(day))
        .where(FollowUp.learner_id.in_(people), *theirs)
        .order_by(FollowUp.learner_id)
    )
    return _pass_on([(row[0], row[1]) for row in db.session.execute(query)], to_staff).count


def _counts(actor: Visitor, day: date) -> Select[Any]:
    follower = follower_on(day)
    mine, nobody = case((follower == actor.staff_id, 1)), case((follower.is_(None), 1))
    columns: tuple[Any, ...] = (
        func.count(mine).label("mine"),
        func.count(nobody).label("nobodys"),
        func.count().label("people"),
    )
    return visible(actor, FollowUp).with_only_columns(*columns)


def _held(learner_ids: Collection[UUID] | Select[Any]) -> list[UUID]:
    """These people, whose other requests wait until the transaction ends."""
    query = select(Learner.id).where(Learner.id.in_(learner_ids)).order_by(Learner.id)
    return list(db.session.execute(query.with_for_update()).scalars())


def _pass_on(people: Sequence[tuple[FollowUp, UUID | None]], to_staff: UUID | None) -> PassedOn:
    """Write it for each of these people, whom somebody follows now or nobody does."""
    moment = now()
    query = select(Handover).where(
        Handover.learner_id.in_([one.learner_id for one, _ in people]),
        Handover.until.is_not(None),
        Handover.ended_at.is_(None),
    )
    for_a_time = {row.learner_id: row for row in db.session.execute(query).scalars()}
    count = 0
    for follow_up, follower in people:
        stand_in = for_a_time.get(follow_up.learner_id)
        if follow_up.followed_by == to_staff == follower and stand_in is None:
            continue
        if stand_in is not None:
            stand_in.ended_at = moment
        follow_up.followed_by = to_staff
        db.session.add(
            Handover(
                id=uuid4(),
                created_at=moment,
                learner_id=follow_up.learner_id,
                structure_id=follow_up.structure_id,
                from_staff=follower,
                to_staff=to_staff,
                until=None,
                ended_at=None,
                told_at=None,
            )
        )
        count += 1
    return PassedOn(count, moment)


def _back(follow_up: FollowUp, rows: Sequence[Handover], at: datetime) -> bool:
    """One person as before the latest of these ``rows``, when it is of that moment and untold."""
    last, *former = rows
    if last.created_at != at or last.told_at is not None:
        return False
    ended = [one for one in former if one.ended_at == at]
    for one in ended:
        one.ended_at = None
    before = [one for one in former if one.until is None and one.created_at >= follow_up.created_at]
    usual = None if ended else last.from_staff
    follow_up.followed_by = before[0].to_staff if before else usual
    db.session.delete(last)
    return True
