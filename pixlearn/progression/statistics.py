"""What a structure's people come to, in figures that tell of nobody: small ones are hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Seat
from pixlearn.badges.store import AwardedBadge
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db
from pixlearn.diagnostic.store import Attempt
from pixlearn.mastery.rules import Mastery, SkillStatus, estimate
from pixlearn.mastery.service import evidence_of, model_of
from pixlearn.mastery.store import Answer
from pixlearn.orientation.rules import State, Why
from pixlearn.orientation.store import Proposal
from pixlearn.privacy.store import counted
from pixlearn.progression.store import Summary
from pixlearn.progression.suppression import FEWEST, alone, protected
from pixlearn.tracks.store import LessonVisit

LEVELS = ("niveau-1", "niveau-2", "niveau-3")
TOO_FEW, UNDER_WAY = "trop-peu", "en-cours"
STANDS = (*LEVELS, TOO_FEW, UNDER_WAY)
FACES = (1, 2, 3)
DONE, NOT_DONE = "fait", "pas-fait"
FOLLOWED = (DONE, NOT_DONE, *(one.value for one in State if one is not State.WITHDRAWN))
MOST_SKILLS = 10
MOST_LESSONS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom: those seated in a workshop, or everybody; what happened from when to before when."""

    since: datetime | None = None
    before: datetime | None = None
    workshop: UUID | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A group and its parts; the total is none when it is too small, a part when it is hidden."""

    total: int | None
    parts: Mapping[Any, int | None]


@dataclass(frozen=True, slots=True)
class Skilled:
    """People who come next to a skill; ``people`` is none when that is nearly everybody."""

    skill_id: str
    text: str
    people: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All the figures, already protected: nothing here needs to be hidden any more.

    ``stands``: where people who began a starting point are. ``domains``: the mean share of each
    domain, in percent. Lessons, badges and missing offers count people; those of few are left out.
    """

    stands: Parts
    domains: tuple[tuple[str, int], ...]
    skills: tuple[Skilled, ...]
    lessons: tuple[tuple[str, int], ...]
    badges: tuple[tuple[str, int], ...]
    proposals: Parts
    missing: tuple[tuple[str, int], ...]
    faces: Parts

    @property
    def finished(self) -> int | None:
        """How many finished, when the two that it follows from are shown."""
        under_way = self.stands.parts[UNDER_WAY]
        if self.stands.total is None or under_way is None:
            return None
        return self.stands.total - under_way

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show at all."""
        totals = (self.stands.total, self.proposals.total, self.faces.total)
        return not any((*totals, self.lessons, self.badges))


def figures_of(actor: Visitor, asked: Asked, catalogue: Catalogue) -> Figures:
    """The figures of the people who share with the actor's structure; five statements."""
    attempts = _latest_attempts(actor, asked)
    measured = [one.learner_id for one in attempts if one.ended_at and one.level]
    masteries = _masteries(actor, measured, catalogue)
    proposals = _proposals(actor, asked)
    return Figures(
        stands=_parts(STANDS, (_stand(one.ended_at, one.level) for one in attempts)),
        domains=_domains(masteries, catalogue),
        skills=_next_skills(masteries, catalogue),
        lessons=_lessons(actor, asked, catalogue),
        badges=_badges(actor, asked, catalogue),
        proposals=_parts(FOLLOWED, _outcomes(proposals)),
        missing=_missing(proposals),
        faces=_parts(FACES, (one.satisfaction for one in attempts if one.satisfaction)),
    )


def _parts(kinds: Sequence[Any], found: Iterable[Any]) -> Parts:
    counts = Counter(found)
    cells = protected([counts[kind] for kind in kinds])
    return Parts(alone(counts.total()), dict(zip(kinds, cells, strict=True)))


def _stand(ended_at: datetime | None, level: int | None) -> str:
    if ended_at is None:
        return UNDER_WAY
    return LEVELS[level - 1] if level else TOO_FEW


def _latest_attempts(actor: Visitor, asked: Asked) -> Sequence[Any]:
    """Each person's latest starting point, if it began then, with the level they have now."""
    newest = (Attempt.created_at.desc(), Attempt.id)
    place = func.row_number().over(partition_by=Attempt.learner_id, order_by=newest)
    numbered = _within(counted(actor, Attempt), Attempt.created_at, asked, Attempt.learner_id)
    latest = numbered.with_only_columns(
        Attempt.learner_id, Attempt.ended_at, Attempt.satisfaction, place.label("place")
    ).subquery()
    query = (
        select(latest.c.learner_id, latest.c.ended_at, latest.c.satisfaction, Summary.level)
        .select_from(latest)
        .outerjoin(Summary, Summary.learner_id == latest.c.learner_id)
        .where(latest.c.place == 1)
        .order_by(latest.c.learner_id)
    )
    return db.session.execute(query).all()


def answers_counted(actor: Visitor) -> Mapping[UUID, Sequence[Answer]]:
    """The answers that stand of everybody who shares with the actor's structure; one statement."""
    newer = aliased(Answer)
    query = (
        counted(actor, Answer)
        .outerjoin(
            newer, and_(newer.learner_id == Answer.learner_id, newer.supersedes_id == Answer.id)
        )
        .where(newer.id.is_(None))
        .order_by(Answer.learner_id, Answer.sequence, Answer.id)
    )
    answers: defaultdict[UUID, list[Answer]] = defaultdict(list)
    for answer in db.session.execute(query).scalars():
        answers[answer.learner_id].append(answer)
    return answers


def _masteries(
    actor: Visitor, learners: Sequence[UUID], catalogue: Catalogue
) -> tuple[Mastery, ...]:
    """What the engine says of each of these people; nobody when they are too few to show."""
    if len(learners) < FEWEST:
        return ()
    answers = answers_counted(actor)
    model = model_of(catalogue)
    return tuple(estimate(model, evidence_of(answers.get(one, ()))) for one in learners)


def _domains(masteries: Sequence[Mastery], catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    if not masteries:
        return ()
    return tuple(
        (domain.title, round(sum(one.domains[domain.id] for one in masteries) / len(masteries)))
        for domain in catalogue.framework.domains
    )


def _next_skills(masteries: Sequence[Mastery], catalogue: Catalogue) -> tuple[Skilled, ...]:
    """The first skill that is missing in each competence, for the most people first."""
    total = len(masteries)
    found: list[tuple[int, Skilled]] = []
    for competence in catalogue.framework.competences:
        skills = [skill.id for skill in competence.skills]
        counts = Counter(_first_missing(skills, one) for one in masteries)
        kinds = [*skills, None]
        shown = dict(zip(kinds, protected([counts[kind] for kind in kinds]), strict=True))
        for skill in competence.skills:
            nearly_all = total >= 2 * FEWEST and total - counts[skill.id] < FEWEST
            if shown[skill.id] is not None or nearly_all:
                people = None if nearly_all else shown[skill.id]
                rank = total if people is None else people
                found.append((rank, Skilled(skill.id, skill.text, people)))
    found.sort(key=lambda one: (-one[0], one[1].skill_id))
    return tuple(skilled for _, skilled in found[:MOST_SKILLS])


def _first_missing(skills: Sequence[str], mastery: Mastery) -> str | None:
    missing = (one for one in skills if mastery.status(one) is not SkillStatus.ACQUIRED)
    return next(missing, None)


def _lessons(actor: Visitor, asked: Asked, catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    titles = {one.id: one.text.title for one in catalogue.teaching.lessons.values()}
    found = _counted_by(actor, LessonVisit, LessonVisit.lesson_id, LessonVisit.finished_at, asked)
    return _named(found, titles)[:MOST_LESSONS]


def _badges(actor: Visitor, asked: Asked, catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    """Badges that their owners show; those that they hide are counted nowhere."""
    names = {badge.id: badge.name for badge in catalogue.badges.values()}
    earned = AwardedBadge.created_at
    return _named(
        _counted_by(actor, AwardedBadge, AwardedBadge.badge_id, earned, asked, AwardedBadge.shown),
        names,
    )


def _counted_by(
    actor: Visitor, model: type[Any], column: Any, moment: Any, asked: Asked, *more: Any
) -> list[tuple[str, int]]:
    """How many people have each value of a column, which each has once at most."""
    query = (
        _within(counted(actor, model), moment, asked, model.learner_id)
        .where(moment.is_not(None), *more)
        .with_only_columns(column, func.count())
        .group_by(column)
        .having(func.count() >= FEWEST)
        .order_by(func.count().desc(), column)
    )
    return [(key, people) for key, people in db.session.execute(query)]


def _named(
    found: Iterable[tuple[str, int]], names: Mapping[str, str]
) -> tuple[tuple[str, int], ...]:
    return tuple((names[key], people) for key, people in found if key in names)


def _proposals(actor: Visitor, asked: Asked) -> Sequence[Any]:
    """Those of this structure that stand, the latest of each person first."""
    columns = (
        Proposal.learner_id, Proposal.title, Proposal.state, Proposal.done_learner,
        Proposal.done_staff, Proposal.why_learner, Proposal.why_staff,
    )  # fmt: skip
    query = (
        _within(counted(actor, Proposal), Proposal.created_at, asked, Proposal.learner_id)
        .where(Proposal.structure_id == actor.structure_id, Proposal.state != State.WITHDRAWN)
        .with_only_columns(*columns)
        .order_by(Proposal.learner_id, Proposal.created_at.desc(), Proposal.id)
    )
    return db.session.execute(query).all()


def _outcomes(proposals: Iterable[Any]) -> list[str]:
    """What came of each person's latest proposal; the person's word holds (orientation)."""
    latest: dict[UUID, str] = {}
    for one in proposals:
        done = one.done_staff if one.done_learner is None else one.done_learner
        told = {True: DONE, False: NOT_DONE, None: one.state}[done]
        latest.setdefault(one.learner_id, told)
    return list(latest.values())


def _missing(proposals: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    """What people could not do because nothing is offered nearby."""
    lacked = {
        (one.title, one.learner_id)
        for one in proposals
        if Why.NO_OFFER in {one.why_learner, one.why_staff}
    }
    counts = Counter(title for title, _ in lacked)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple((title, people) for title, people in ranked if people >= FEWEST)


def _within(query: Select[Any], moment: Any, asked: Asked, learner_id: Any) -> Select[Any]:
    """Only what happened then, to people seated in that workshop."""
    if asked.since is not None:
        query = query.where(moment >= asked.since)
    if asked.before is not None:
        query = query.where(moment < asked.before)
    if asked.workshop is not None:
        seated = select(Seat.learner_id).where(Seat.workshop_id == asked.workshop)
        query = query.where(learner_id.in_(seated))
    return query
