"""The learners of a structure, one line each: found, narrowed down and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, or_, select

from pixlearn.accounts.names import folded
from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Card, Learner, Seat
from pixlearn.badges.store import AwardedBadge
from pixlearn.db import db
from pixlearn.orientation.rules import State
from pixlearn.orientation.store import LearnerTag, Proposal, Tag
from pixlearn.privacy.following import follower_on
from pixlearn.privacy.store import FollowUp, visible
from pixlearn.progression.store import Summary

VISIO = "bd-visio"
NONE = "aucune"  # of the states of a proposal: nothing was proposed
BY_NAME, BY_LEVEL = "prenom", "niveau"


@dataclass(frozen=True, slots=True)
class ListedLearner:
    """One line of the counsellor's list; ``proposal`` is the state of the latest one."""

    id: UUID
    first_name: str | None
    level: int | None
    to_confirm: bool
    found_together: int
    ended_at: datetime | None
    active_at: datetime
    follower_id: UUID | None
    visio: bool
    proposal: State | None
    between_from: int | None = None
    diagnostic: str | None = None  # the id of the one whose level it is
    workshop_id: UUID | None = None  # to which they came last
    since: datetime | None = None

    @property
    def neighbours(self) -> tuple[int, ...]:
        """The two levels between which an interview decides, or nothing."""
        return (self.between_from, self.between_from + 1) if self.between_from else ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed down to; what is none, or empty, narrows nothing.

    ``percents``: the two ends of a band. ``seen_from``, ``seen_before``: moments of the last
    visit. ``proposal``: the state of the latest one, or `NONE`. ``followed_by``: a professional,
    who may have left; ``unfollowed``: whoever nobody follows by name. ``level``: one, or the two
    between which an interview decides; ``level_of`` and
    ``percents_of``: of which diagnostic, by its id. ``card``: the hash of a card's code, which
    finds its owner whatever the name.
    """

    name: str = ""
    card: str = ""
    level: tuple[int, ...] = ()
    level_of: str = ""
    workshop: UUID | None = None
    percents: tuple[int, int] | None = None
    percents_of: str = ""
    seen_from: datetime | None = None
    seen_before: datetime | None = None
    proposal: str = ""
    visio: bool = False
    tag: UUID | None = None
    followed_by: UUID | None = None
    unfollowed: bool = False


def listed_learners(
    actor: Visitor, today: date, narrowed: Narrowed = Narrowed(), order: str = ""
) -> list[ListedLearner]:
    """The learners who share with the actor's structure, the latest seen first; one statement.

    Names are compared here: databases know accents in different ways.
    """
    follower = follower_on(today)
    latest = _latest_proposals(actor)
    visio = (
        visible(actor, AwardedBadge)
        .where(AwardedBadge.badge_id == VISIO, AwardedBadge.shown)
        .with_only_columns(AwardedBadge.learner_id)
        .subquery()
    )
    query: Select[Any] = (
        visible(actor, FollowUp)
        .join(Learner, Learner.id == FollowUp.learner_id)
        .outerjoin(Summary, Summary.learner_id == FollowUp.learner_id)
        .outerjoin(latest, and_(latest.c.learner_id == FollowUp.learner_id, latest.c.place == 1))
        .outerjoin(visio, visio.c.learner_id == FollowUp.learner_id)
        .order_by(Learner.last_seen_at.desc(), Learner.id)
    )
    columns: tuple[Any, ...] = (
        Learner.id,
        Learner.first_name,
        Summary.level,
        func.coalesce(Summary.to_confirm, False),
        func.coalesce(Summary.found_together, 0),
        Summary.ended_at,
        Learner.last_seen_at,
        follower,
        visio.c.learner_id.is_not(None),
        latest.c.state,
        Summary.between_from,
        Summary.diagnostic_id,
        of_last_workshop(actor, Seat.workshop_id),
        Learner.created_at,
        _holds(narrowed.card),
    )
    query = query.with_only_columns(*columns)
    for condition in (
        _seated(actor, narrowed),
        _tagged(actor, narrowed),
        _between(narrowed),
        _at_level(narrowed),
        _followed(narrowed, follower),
    ):
        query = query if condition is None else query.where(condition)
    if narrowed.seen_from:
        query = query.where(Learner.last_seen_at >= narrowed.seen_from)
    if narrowed.seen_before:
        query = query.where(Learner.last_seen_at < narrowed.seen_before)
    if narrowed.proposal:
        state = None if narrowed.proposal == NONE else narrowed.proposal
        query = query.where(latest.c.state.is_not_distinct_from(state))
    if narrowed.visio:
        query = query.where(visio.c.learner_id.is_not(None))
    asked = folded(narrowed.name)
    rows = db.session.execute(query)
    return _sorted(
        [_line(row) for row in rows if row[-1] or asked in folded(row.first_name or "")], order
    )


def _sorted(lines: Sequence[ListedLearner], order: str) -> list[ListedLearner]:
    """By name, by level (those who have none last), else as they come; nobody without a name
    stands before somebody with one."""
    if order == BY_NAME:
        return sorted(lines, key=lambda one: (not one.first_name, folded(one.first_name or "")))
    if order == BY_LEVEL:
        return sorted(lines, key=lambda one: (one.level or 98) if one.ended_at else 99)
    return list(lines)


def _latest_proposals(actor: Visitor) -> Any:
    """Each learner's proposals of this structure that stand, numbered from the latest."""
    newest = (Proposal.created_at.desc(), Proposal.id)
    return (
        visible(actor, Proposal)
        .where(Proposal.structure_id == actor.structure_id, Proposal.state != State.WITHDRAWN)
        .with_only_columns(
            Proposal.learner_id,
            Proposal.state,
            func.row_number()
            .over(partition_by=Proposal.learner_id, order_by=newest)
            .label("place"),
        )
        .subquery()
    )


def _seated(actor: Visitor, narrowed: Narrowed) -> Any:
    if narrowed.workshop is None:
        return None
    seats = visible(actor, Seat).where(Seat.workshop_id == narrowed.workshop)
    return FollowUp.learner_id.in_(seats.with_only_columns(Seat.learner_id))


def _tagged(actor: Visitor, narrowed: Narrowed) -> Any:
    if narrowed.tag is None:
        return None
    tagged = (
        visible(actor, LearnerTag)
        .join(Tag, Tag.id == LearnerTag.tag_id)
        .where(Tag.id == narrowed.tag, Tag.structure_id == actor.structure_id)
    )
    return FollowUp.learner_id.in_(tagged.with_only_columns(LearnerTag.learner_id))


def _between(narrowed: Narrowed) -> Any:
    """A band says something of a diagnostic that ended, and of no other."""
    if narrowed.percents is None:
        return None
    return and_(
        Summary.ended_at.is_not(None),
        Summary.diagnostic_id == narrowed.percents_of,
        Summary.percent.between(*narrowed.percents),
    )


def _at_level(narrowed: Narrowed) -> Any:
    """The level as the list says it, of a diagnostic that ended."""
    if not narrowed.level:
        return None
    alone = len(narrowed.level) == 1
    same = Summary.level == narrowed.level[0] if alone else literal(True)
    low = Summary.between_from.is_not_distinct_from(None if alone else narrowed.level[0])
    of = Summary.diagnostic_id == narrowed.level_of
    return and_(Summary.ended_at.is_not(None), of, low, same)


def _followed(narrowed: Narrowed, follower: Any) -> Any:
    if narrowed.followed_by is not None:
        left = and_(follower.is_(None), FollowUp.followed_by == narrowed.followed_by)
        return or_(follower == narrowed.followed_by, left)
    return follower.is_(None) if narrowed.unfollowed else None


def of_last_workshop(actor: Visitor, column: Any) -> Any:
    """Of the workshop to which the person of a `FollowUp` row came last, in one of its columns."""
    return (
        visible(actor, Seat)
        .where(Seat.learner_id == FollowUp.learner_id)
        .with_only_columns(column)
        .order_by(Seat.created_at.desc(), Seat.id)
        .limit(1)
        .correlate(FollowUp)
        .scalar_subquery()
    )


def _holds(code_hash: str) -> Any:
    """Whether the card with this code is theirs, and still opens."""
    if not code_hash:
        return literal(False)
    cards = select(Card.learner_id).where(
        Card.code_hash == code_hash, Card.ended_at.is_(None), Card.learner_id.is_not(None)
    )
    return FollowUp.learner_id.in_(cards)


def _line(row: Sequence[Any]) -> ListedLearner:
    learner_id, first_name, level, to_confirm, together, ended_at, seen_at, *more = row
    follower_id, visio, proposal, between_from, diagnostic, workshop_id, since, _ = more
    return ListedLearner(
        id=learner_id,
        first_name=first_name,
        level=level,
        to_confirm=to_confirm,
        found_together=together,
        ended_at=ended_at,
        active_at=seen_at,
        follower_id=follower_id,
        visio=visio,
        proposal=State(proposal) if proposal else None,
        between_from=between_from,
        diagnostic=diagnostic,
        workshop_id=workshop_id,
        since=since,
    )
