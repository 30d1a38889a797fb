"""Who follows a learner: named, taken over, handed over for a time or for good, with history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, Staff, hold
from pixlearn.db import db, now
from pixlearn.privacy.rules import Situation
from pixlearn.privacy.store import FollowUp, Handover, visible


class NotOfTheTeam(Exception):
    """The learner was to be handed over to somebody who counsels nobody in this structure."""


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A learner passed on: by whom, to whom (none: nobody in particular), until which day."""

    id: UUID
    at: datetime
    from_name: str | None
    to_name: str | None
    until: date | None
    ended_at: datetime | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A learner as those who follow them may see: who follows, and what the person told.

    ``until``: the follower stands in until that day. ``handovers``: the latest first.
    """

    learner_id: UUID
    first_name: str | None
    last_seen_at: datetime
    shared: bool
    follower_id: UUID | None
    follower: str | None
    until: date | None
    situation: Situation
    handovers: tuple[HandoverLine, ...]


def follower_on(day: date) -> ColumnElement[UUID | None]:
    """Who follows the learner of a `FollowUp` row on that day: whoever stands in, else whoever
    follows for good; nobody once they have left. A time that ends needs no job: it has ended."""
    stand_in, lasting = aliased(Staff), aliased(Staff)
    for_a_time = (
        select(Handover.to_staff)
        .join(stand_in, stand_in.id == Handover.to_staff)
        .where(
            Handover.learner_id == FollowUp.learner_id,
            Handover.structure_id == FollowUp.structure_id,
            Handover.created_at >= FollowUp.created_at,
            Handover.until >= day,
            Handover.ended_at.is_(None),
            stand_in.active,
            stand_in.is_counsellor,
        )
        .order_by(Handover.created_at.desc(), Handover.id)
        .limit(1)
        .correlate(FollowUp)
        .scalar_subquery()
    )
    for_good = (
        select(lasting.id)
        .where(lasting.id == FollowUp.followed_by, lasting.active, lasting.is_counsellor)
        .correlate(FollowUp)
        .scalar_subquery()
    )
    return func.coalesce(for_a_time, for_good)


def followed(actor: Visitor, learner_id: UUID, day: date) -> Followed:
    """The learner, what they told, who follows them and each handover; one statement.

    Raises:
        NoResultFound: not visible, which is the same as not existing.
    """
    follower, giver, taker = aliased(Staff), aliased(Staff), aliased(Staff)
    own = Handover.learner_id == Learner.id
    if actor.learner_id is None:
        own = and_(own, Handover.structure_id == actor.structure_id)
    query = (
        visible(actor, Learner)
        .where(Learner.learner_id == learner_id)
        .outerjoin(FollowUp, FollowUp.learner_id == Learner.id)
        .outerjoin(follower, follower.id == follower_on(day))
        .outerjoin(Handover, own)
        .outerjoin(giver, giver.id == Handover.from_staff)
        .outerjoin(taker, taker.id == Handover.to_staff)
        .add_columns(FollowUp, follower, Handover, giver.name, taker.name)
        .order_by(Handover.created_at.desc(), Handover.id)
    )
    rows = db.session.execute(query).all()
    if not rows:
        raise NoResultFound
    learner, follow_up, by, *_ = rows[0]
    handovers = [(row[3], row[4], row[5]) for row in rows if row[3] is not None]
    return Followed(
        learner_id=learner.id,
        first_name=learner.first_name,
        last_seen_at=learner.last_seen_at,
        shared=follow_up is not None,
        follower_id=by.id if by else None,
        follower=by.name if by else None,
        until=_stands_in_until(follow_up, by, [row for row, _, _ in handovers], day),
        situation=_situation(follow_up),
        handovers=tuple(_line(*one) for one in handovers),
    )


def handover_to_tell(actor: Visitor, day: date) -> HandoverLine | None:
    """The learner's latest handover, while they have not said that they read it; one statement."""
    giver, taker = aliased(Staff), aliased(Staff)
    query = (
        visible(actor, Handover)
        .join(
            FollowUp,
            and_(
                FollowUp.learner_id == Handover.learner_id,
                FollowUp.structure_id == Handover.structure_id,
                FollowUp.created_at <= Handover.created_at,
            ),
        )
        .outerjoin(giver, giver.id == Handover.from_staff)
        .outerjoin(taker, taker.id == Handover.to_staff)
        .add_columns(giver.name, taker.name)
        .order_by(Handover.created_at.desc(), Handover.id)
        .limit(1)
    )
    row = db.session.execute(query).first()
    line = _line(*row) if row else None
    if line is None or line.told_at or line.ended_at or (line.until and line.until < day):
        return None
    return line


def note_told(actor: Visitor) -> None:
    """The learner has read who follows them."""
    query = visible(actor, Handover).where(Handover.told_at.is_(None))
    for row in db.session.execute(query).scalars():
        row.told_at = now()


def follow(actor: Visitor, learner_id: UUID, day: date) -> None:
    """The professional takes this learner over, for good."""
    hand_over(actor, learner_id, actor.staff_id, None, day)


def hand_over(
    actor: Visitor, learner_id: UUID, to_staff: UUID | None, until: date | None, day: date
) -> None:
    """Pass the learner on: to somebody of the team until a day or for good, or to nobody.

    Asking for what is so already changes nothing.

    Raises:
        NoResultFound: the learner does not share with the actor's structure.
        NotOfTheTeam: no such counsellor there.
    """
    hold(learner_id)
    query = visible(actor, FollowUp).where(FollowUp.learner_id == learner_id)
    follow_up: FollowUp = db.session.execute(query).scalar_one()
    if to_staff is not None and to_staff not in {one.id for one in team(follow_up.structure_id)}:
        raise NotOfTheTeam
    before = followed(actor, learner_id, day)
    if (before.follower_id, before.until) == (to_staff, until):
        return
    for row in _for_a_time(actor, learner_id):
        row.ended_at = now()
    if until is None:
        follow_up.followed_by = to_staff
    db.session.add(
        Handover(
            id=uuid4(),
            learner_id=learner_id,
            structure_id=follow_up.structure_id,
            from_staff=before.follower_id,
            to_staff=to_staff,
            until=until,
            ended_at=None,
            told_at=None,
        )
    )


def set_contact(actor: Visitor, learner_id: UUID, situation: Situation) -> None:
    """What the person told, as they or their counsellor wrote it last.

    Raises:
        NoResultFound: the learner shares with nobody, or not with the actor's structure.
    """
    hold(learner_id)
    query = visible(actor, FollowUp).where(FollowUp.learner_id == learner_id)
    row: FollowUp = db.session.execute(query).scalar_one()
    row.contact = situation.contact
    row.project = situation.project
    row.equipment = None if situation.equipment is None else list(situation.equipment)


def team(structure_id: UUID) -> Sequence[Staff]:
    """Who counsels in this structure now, by name."""
    query = (
        select(Staff)
        .where(Staff.structure_id == structure_id, Staff.active, Staff.is_counsellor)
        .order_by(Staff.name, Staff.id)
    )
    return db.session.execute(query).scalars().all()


def _for_a_time(actor: Visitor, learner_id: UUID) -> Sequence[Handover]:
    """What was handed over until some day, and nobody ended."""
    query = (
        visible(actor, Handover)
        .where(
            Handover.learner_id == learner_id,
            Handover.structure_id == actor.structure_id,
            Handover.until.is_not(None),
            Handover.ended_at.is_(None),
        )
        .order_by(Handover.created_at.desc(), Handover.id)
    )
    return db.session.execute(query).scalars().all()


def _stands_in_until(
    follow_up: FollowUp | None, by: Staff | None, rows: Sequence[Handover], day: date
) -> date | None:
    """The last day of whoever follows, when they only stand in."""
    for row in rows:
        if follow_up is None or by is None or row.created_at < follow_up.created_at:
            return None
        if row.until and row.until >= day and row.ended_at is None and row.to_staff == by.id:
            return row.until
    return None


def _situation(row: FollowUp | None) -> Situation:
    if row is None:
        return Situation()
    equipment = None if row.equipment is None else tuple(row.equipment)
    return Situation(contact=row.contact, project=row.project, equipment=equipment)


def _line(row: Handover, from_name: str | None, to_name: str | None) -> HandoverLine:
    return HandoverLine(
        id=row.id,
        at=row.created_at,
        from_name=from_name,
        to_name=to_name,
        until=row.until,
        ended_at=row.ended_at,
        told_at=row.told_at,
    )
