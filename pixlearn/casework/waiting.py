"""Who needs a counsellor today, and why: the raised hands first, one line a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, Seat, Staff
from pixlearn.badges.store import AwardedBadge
from pixlearn.casework.listing import of_last_workshop
from pixlearn.db import db
from pixlearn.diagnostic.store import Attempt
from pixlearn.mastery.rules import DIRECT_OUTCOME, Given
from pixlearn.mastery.store import Answer
from pixlearn.orientation.rules import ASKED_AFTER, State
from pixlearn.orientation.store import Proposal
from pixlearn.privacy.following import follower_on
from pixlearn.privacy.store import CARD_VIEWS, FollowUp, Look, visible
from pixlearn.progression.store import Summary
from pixlearn.structures.store import Workshop
from pixlearn.tracks.store import LessonVisit

NEWS = timedelta(days=14)  # how long what somebody did stays something to say well done for
AWAY = timedelta(days=14)
UNANSWERED = timedelta(days=7)
MISSES_OF_A_LESSON = 2
MISSES_IN_A_ROW = 3
WEIGHED = (Given.ALONE, Given.DONT_KNOW)


class Cause(StrEnum):
    """Why somebody needs the counsellor; the most urgent first."""

    HAND = "aide"
    TALK = "parler"
    STUCK = "difficulte"
    ENDED = "termine"
    BADGE = "badge"
    OUTCOME = "un-mois"
    UNANSWERED = "reponse"
    AWAY = "visite"


@dataclass(frozen=True, slots=True)
class Why:
    """One cause. ``about``: the title of a workshop or proposal, the id of a lesson or badge, or
    none; ``since``: when it began, as far as it is known."""

    cause: Cause
    about: str | None = None
    since: datetime | None = None
    workshop_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who needs the counsellor; ``shares``: their page may be opened."""

    learner_id: UUID
    first_name: str | None
    card_number: int | None
    shares: bool
    whys: tuple[Why, ...]
    begun: datetime | None = None  # their first visit
    workshop: str | None = None  # the title of the one where they sit, or came last

    @property
    def cause(self) -> Cause:
        """The first cause: where the person stands in the day."""
        return self.whys[0].cause


class Whose(StrEnum):
    """Of the people who share: those whom the actor follows, those whom nobody does, or all."""

    MINE = "moi"
    NOBODYS = "personne"
    ALL = "structure"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """An open workshop where nobody has said yet that these people are of the room."""

    workshop_id: UUID
    title: str
    starts_at: datetime
    count: int


def waiting_people(
    actor: Visitor, moment: datetime, today: date, whose: Whose
) -> tuple[list[Arrivals], list[Waiting]]:
    """The rooms where people are to be welcomed, and everybody else who needs the actor, each
    once; two statements. In a workshop, a raised hand is everybody's."""
    seats = _in_the_room(actor, moment)
    hands = [line for line in map(_hand, seats) if line is not None]
    others = _among_those_who_share(actor, moment, today, whose)
    return _arrivals(seats), one_line_each([*hands, *others])


def one_line_each(lines: Iterable[Waiting]) -> list[Waiting]:
    """Each person once with all their causes, the most urgent first; then by how long it lasts."""
    met: dict[UUID, Waiting] = {}
    for line in lines:
        former = met.get(line.learner_id, line)
        whys = dict.fromkeys((*former.whys, *line.whys))
        met[line.learner_id] = Waiting(
            learner_id=line.learner_id,
            first_name=former.first_name or line.first_name,
            card_number=former.card_number or line.card_number,
            shares=former.shares or line.shares,
            whys=tuple(sorted(whys, key=lambda why: _ORDER.index(why.cause))),
            begun=former.begun or line.begun,
            workshop=former.workshop or line.workshop,
        )
    return sorted(met.values(), key=_urgency)


_ORDER = tuple(Cause)


def _urgency(line: Waiting) -> tuple[int, float]:
    """Who raised a hand first is first; of those who are away, who left last."""
    since = line.whys[0].since
    seconds = since.timestamp() if since else 0.0
    return _ORDER.index(line.cause), -seconds if line.cause is Cause.AWAY else seconds


def _in_the_room(actor: Visitor, moment: datetime) -> Sequence[Any]:
    """Who raises a hand, and whom nobody has admitted, in the workshops that are open."""
    shares = visible(actor, FollowUp).with_only_columns(FollowUp.learner_id).subquery()
    query = (
        visible(actor, Seat)
        .join(Learner, Learner.id == Seat.learner_id)
        .outerjoin(shares, shares.c.learner_id == Seat.learner_id)
        .where(
            ~Learner.practice,
            Workshop.code.is_not(None),
            Workshop.closes_at > moment,
            or_(Seat.help_asked_at.is_not(None), Seat.admitted_at.is_(None)),
        )
        .add_columns(Learner.first_name, Workshop.title, Workshop.starts_at, shares.c.learner_id)
        .order_by(Seat.created_at, Seat.id)
    )
    return db.session.execute(query).all()


def _arrivals(seats: Sequence[Any]) -> list[Arrivals]:
    """One line a workshop, the first one to start first."""
    rooms = {seat.workshop_id: (starts_at, title) for seat, _, title, starts_at, _ in seats}
    counts = Counter(seat.workshop_id for seat, *_ in seats if seat.admitted_at is None)
    lines = [Arrivals(one, rooms[one][1], rooms[one][0], count) for one, count in counts.items()]
    return sorted(lines, key=lambda one: (one.starts_at, one.workshop_id))


def _hand(row: Sequence[Any]) -> Waiting | None:
    seat, first_name, title, _, sharing = row
    if seat.help_asked_at is None:
        return None
    why = Why(Cause.HAND, title, seat.help_asked_at, seat.workshop_id)
    return Waiting(
        seat.learner_id, first_name, seat.card_number, sharing is not None, (why,), workshop=title
    )


def _among_those_who_share(
    actor: Visitor, moment: datetime, today: date, whose: Whose
) -> Iterator[Waiting]:
    looks, stuck, missed = _looks(actor), _stuck(actor), _missed(actor)
    badges = _badges(actor, moment)
    unanswered = _oldest_proposal(
        actor,
        Proposal.created_at,
        Proposal.state == State.PROPOSED,
        Proposal.created_at <= moment - UNANSWERED,
    )
    to_talk = _oldest_proposal(
        actor,
        Proposal.answered_at,
        Proposal.state == State.TO_TALK,
        Proposal.talked_at.is_(None),
    )
    outcome = _oldest_proposal(
        actor,
        Proposal.answered_at,
        Proposal.state == State.AGREED,
        Proposal.answered_at <= moment - ASKED_AFTER,
        Proposal.done_staff.is_(None),
        Proposal.why_staff.is_(None),
    )
    news, away = moment - NEWS, moment - AWAY
    unseen = or_(looks.c.at.is_(None), looks.c.at < Summary.ended_at)
    ended = and_(Summary.ended_at >= news, unseen)
    unseen = or_(looks.c.at.is_(None), looks.c.at < badges.c.at)
    told = and_(badges.c.at.is_not(None), unseen)
    query: Select[Any] = visible(actor, FollowUp).join(Learner, Learner.id == FollowUp.learner_id)
    query = query.outerjoin(Summary, Summary.learner_id == FollowUp.learner_id)
    for part in (looks, stuck, missed, badges, unanswered, to_talk, outcome):
        query = query.outerjoin(part, part.c.learner_id == FollowUp.learner_id)
    follower = follower_on(today)
    if whose is Whose.MINE:
        query = query.where(follower == actor.staff_id)
    elif whose is Whose.NOBODYS:
        query = query.where(follower.is_(None))
    query = query.where(
        or_(
            stuck.c.lesson.is_not(None),
            missed.c.learner_id.is_not(None),
            ended,
            told,
            unanswered.c.at.is_not(None),
            to_talk.c.at.is_not(None),
            outcome.c.at.is_not(None),
            Learner.last_seen_at < away,
        )
    ).with_only_columns(
        Learner.id,
        Learner.first_name,
        Learner.created_at,
        of_last_workshop(actor, Workshop.title),
        Learner.last_seen_at,
        stuck.c.lesson,
        missed.c.learner_id.is_not(None),
        Summary.ended_at,
        func.coalesce(ended, False),
        badges.c.badge,
        badges.c.at,
        func.coalesce(told, False),
        unanswered.c.title,
        unanswered.c.at,
        to_talk.c.title,
        to_talk.c.at,
        outcome.c.title,
        outcome.c.at,
    )
    for row in db.session.execute(query.order_by(Learner.id)):
        learner_id, first_name, begun, workshop, *facts = row
        whys = tuple(_whys(away, facts))
        yield Waiting(learner_id, first_name, None, True, whys, begun, workshop)


def _whys(away: datetime, facts: Sequence[Any]) -> Iterator[Why]:
    seen_at, lesson, missed, ended_at, ended, badge, told_at, told, title, asked_at, *more = facts
    to_talk, answered_at, agreed, agreed_at = more
    if answered_at is not None:
        yield Why(Cause.TALK, to_talk, answered_at)
    if agreed_at is not None:
        yield Why(Cause.OUTCOME, agreed, agreed_at)
    if lesson is not None:
        yield Why(Cause.STUCK, lesson, seen_at)
    elif missed:
        yield Why(Cause.STUCK, None, seen_at)
    if ended:
        yield Why(Cause.ENDED, None, ended_at)
    if told:
        yield Why(Cause.BADGE, badge, told_at)
    if asked_at is not None:
        yield Why(Cause.UNANSWERED, title, asked_at)
    if seen_at < away:
        yield Why(Cause.AWAY, None, seen_at)


def _looks(actor: Visitor) -> Any:
    """When somebody of the team last opened each learner's page."""
    return (
        select(Look.learner_id, func.max(Look.created_at).label("at"))
        .join(Staff, Staff.id == Look.staff_id)
        .where(Staff.structure_id == actor.structure_id, Look.view.not_in(("list", *CARD_VIEWS)))
        .group_by(Look.learner_id)
        .subquery()
    )


def _stuck(actor: Visitor) -> Any:
    """A lesson whose item on screen was missed twice or more, of each learner."""
    return (
        visible(actor, LessonVisit)
        .where(
            LessonVisit.misses >= MISSES_OF_A_LESSON,
            ~LessonVisit.solved,
            LessonVisit.finished_at.is_(None),
        )
        .with_only_columns(LessonVisit.learner_id, func.min(LessonVisit.lesson_id).label("lesson"))
        .group_by(LessonVisit.learner_id)
        .subquery()
    )


def _missed(actor: Visitor) -> Any:
    """Whose last three weighed answers, in a diagnostic under way, are all less than half right."""
    under_way = visible(actor, Attempt).where(Attempt.ended_at.is_(None))
    replaced = visible(actor, Answer).where(Answer.supersedes_id.is_not(None))
    last = (
        visible(actor, Answer)
        .where(
            Answer.source_id.in_(under_way.with_only_columns(Attempt.id)),
            Answer.id.not_in(replaced.with_only_columns(Answer.supersedes_id)),
            Answer.how.in_(WEIGHED),
        )
        .with_only_columns(
            Answer.learner_id,
            Answer.outcome,
            func.row_number()
            .over(partition_by=Answer.learner_id, order_by=Answer.sequence.desc())
            .label("place"),
        )
        .subquery()
    )
    return (
        select(last.c.learner_id)
        .where(last.c.place <= MISSES_IN_A_ROW)
        .group_by(last.c.learner_id)
        .having(func.count() == MISSES_IN_A_ROW, func.max(last.c.outcome) < DIRECT_OUTCOME)
        .subquery()
    )


def _badges(actor: Visitor, moment: datetime) -> Any:
    """The badge that each learner showed their counsellor last."""
    newest = (AwardedBadge.told_at.desc(), AwardedBadge.badge_id)
    told = (
        visible(actor, AwardedBadge)
        .where(AwardedBadge.told_at >= moment - NEWS, AwardedBadge.shown)
        .with_only_columns(
            AwardedBadge.learner_id,
            AwardedBadge.badge_id.label("badge"),
            AwardedBadge.told_at.label("at"),
            func.row_number()
            .over(partition_by=AwardedBadge.learner_id, order_by=newest)
            .label("place"),
        )
        .subquery()
    )
    return select(told).where(told.c.place == 1).subquery()


def _oldest_proposal(actor: Visitor, since: Any, *conditions: Any) -> Any:
    """Of each learner's proposals of this structure that are so, the one for the longest time."""
    asked = (
        visible(actor, Proposal)
        .where(Proposal.structure_id == actor.structure_id, *conditions)
        .with_only_columns(
            Proposal.learner_id,
            Proposal.title,
            since.label("at"),
            func.row_number()
            .over(partition_by=Proposal.learner_id, order_by=(since, Proposal.id))
            .label("place"),
        )
        .subquery()
    )
    return select(asked).where(asked.c.place == 1).subquery()
