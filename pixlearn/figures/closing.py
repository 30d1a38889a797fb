"""Close a month: what may be shown of it is counted, written and never changed (decision 26)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pixlearn.accounts.rules import Visitor
from pixlearn.badges.store import AwardedBadge
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.db import db
from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.store import READ_FIRST, Attempt
from pixlearn.figures.statistics import (
    BADGES,
    DOMAINS,
    DONE,
    ENDS,
    FACE_CELLS,
    FACES,
    LESSONS,
    MISSING,
    NEEDS,
    NOT_DONE,
    NOT_TO_THE_END,
    OUTCOMES,
    PEOPLE,
    PROPOSALS,
    TO_THE_END,
    ClosedMonth,
    CountedFact,
    as_json,
    beginning_of,
    closed_months,
    end_of,
    level_cells,
    month_before,
    stands_table,
)
from pixlearn.figures.suppression import Fact, cells_released, moves, parts_released
from pixlearn.mastery.kept import read_kept
from pixlearn.mastery.rules import Mastery, SkillStatus
from pixlearn.orientation.rules import State, Why
from pixlearn.orientation.store import Proposal
from pixlearn.privacy.store import FollowUp, counted
from pixlearn.progression.store import Summary
from pixlearn.structures.settings import House
from pixlearn.structures.store import Structure
from pixlearn.tracks.store import LessonVisit

SEVERAL = {LESSONS, BADGES, MISSING}
"""Tables in which a person may stand in several cells; in the others, in one."""
A_MONTH_LATER = {ENDS, PROPOSALS, MISSING}
"""Tables of what a person began, which is looked at a whole month later."""
PARTS: Mapping[str, Sequence[str]] = {
    ENDS: (TO_THE_END, NOT_TO_THE_END),
    FACES: FACE_CELLS,
    PROPOSALS: OUTCOMES,
}


@dataclass(frozen=True, slots=True)
class Closed:
    """The figures of a month, and the facts that they count."""

    tables: dict[str, Counter[str]]
    facts: list[Fact]


def month_due(house: House, closed: Iterable[ClosedMonth], moment: datetime) -> str | None:
    """The structure's last month that is over, while it is not closed.

    Earlier months that nobody closed are counted with it.
    """
    month = month_before(moment, house.zone)
    return None if month in {one.month for one in closed} else month


def close_month(actor: Visitor, catalogue: Catalogue, moment: datetime) -> bool:
    """Close the month that is due in the actor's structure; tells whether there was one.

    Two who close it at once wait for each other; closing it again changes nothing.
    """
    query = select(Structure).where(Structure.id == actor.structure_id).with_for_update()
    structure = db.session.execute(query).scalar_one()
    house = structure.as_house()
    month = month_before(moment, house.zone)
    known = select(ClosedMonth.id).where(
        ClosedMonth.structure_id == structure.id, ClosedMonth.month == month
    )
    if structure.created_at >= end_of(month, house.zone):
        return False
    if db.session.execute(known).first() is not None:
        return False
    closed = _figures(actor, house, month, catalogue)
    db.session.add(
        ClosedMonth(structure_id=structure.id, month=month, figures=as_json(closed.tables))
    )
    db.session.add_all(
        CountedFact(learner_id=one.person, structure_id=structure.id, fact=one.once)
        for one in closed.facts
    )
    return True


def _figures(actor: Visitor, house: House, month: str, catalogue: Catalogue) -> Closed:
    """The tables of what is shown from this month on, and the facts that they count.

    A table that is looked at has its place in the tables, even with nothing to show.
    """
    begins, ends = beginning_of(month, house.zone), end_of(month, house.zone)
    known, former = _known(actor), closed_months(house.id)
    attempts, proposals = _latest_attempts(actor, ends), _proposals(actor, begins)
    finished = [one for one in attempts if one.ended_at and one.level]
    masteries = _masteries(finished, catalogue)
    measured = [one for one in finished if one.learner_id in masteries]
    found: dict[str, list[Fact]] = {
        **{
            stands_table(diagnostic): list(_stands(finished, diagnostic, catalogue))
            for diagnostic in catalogue.diagnostics.values()
        },
        DOMAINS: [_once(one.learner_id, DOMAINS, PEOPLE, one.ended_at) for one in measured],
        NEEDS: list(_needs(measured, masteries, catalogue)),
        ENDS: list(_ends(attempts, begins)),
        FACES: list(_faces(attempts)),
        PROPOSALS: _outcomes(proposals),
        LESSONS: list(_lessons(actor, ends)),
        BADGES: list(_badges(actor, ends)),
        MISSING: list(_missing(proposals)),
    }
    everybody = _everybody(actor)
    closed = Closed({}, [])
    for table, facts in found.items():
        waiting = [one for one in facts if (one.person, one.once) not in known]
        if not moves(waiting, _looked_at(table, former, house)):
            continue
        if table in SEVERAL:
            ever = Counter(one.cell for one in facts)
            shown = cells_released(waiting, everybody, ever)
        elif table == DOMAINS:
            shown = waiting
        else:
            shown = _released_by_part(table, waiting, catalogue)
        closed.facts.extend(shown)
        closed.tables[table] = Counter(one.cell for one in shown if one.cell)
        if table == DOMAINS:
            closed.tables[table] = _sums([masteries[one.person] for one in shown], catalogue)
    return closed


def _looked_at(table: str, former: Iterable[ClosedMonth], house: House) -> datetime | None:
    """Since when what comes to a table is new: the end of the last month in which it was looked
    at; its beginning for what is counted a month later."""
    last = max((one.month for one in former if table in one.figures), default=None)
    if last is None:
        return None
    edge = beginning_of if table in A_MONTH_LATER else end_of
    return edge(last, house.zone)


def _released_by_part(table: str, waiting: Sequence[Fact], catalogue: Catalogue) -> list[Fact]:
    """The facts to show of a table in which each person stands once; of needs, once a subject."""
    levels = {stands_table(one): level_cells(one) for one in catalogue.diagnostics.values()}
    if table != NEEDS:
        return parts_released(waiting, {**PARTS, **levels}[table])
    by_subject: defaultdict[str, list[Fact]] = defaultdict(list)
    for one in waiting:
        by_subject[one.once].append(one)
    return [
        fact
        for competence in catalogue.framework.competences
        for fact in parts_released(
            by_subject[f"{NEEDS}:{competence.id}"], [*(one.id for one in competence.skills), ""]
        )
    ]


def _known(actor: Visitor) -> set[tuple[UUID, str]]:
    query = (
        counted(actor, CountedFact)
        .where(CountedFact.structure_id == actor.structure_id)
        .with_only_columns(CountedFact.learner_id, CountedFact.fact)
    )
    return {(person, fact) for person, fact in db.session.execute(query)}


def _once(person: UUID, table: str, cell: str, at: datetime) -> Fact:
    """A fact of a table in which a person is counted once for all."""
    return Fact(person, table, cell, table, at)


def _everybody(actor: Visitor) -> int:
    query = counted(actor, FollowUp).with_only_columns(func.count())
    return db.session.execute(query).scalar_one()


def _latest_attempts(actor: Visitor, ends: datetime) -> Sequence[Any]:
    """Each person's attempt that people read, of those that began by then, with the level they
    have now."""
    place = func.row_number().over(partition_by=Attempt.learner_id, order_by=READ_FIRST)
    latest = (
        counted(actor, Attempt)
        .where(Attempt.created_at < ends)
        .with_only_columns(
            Attempt.learner_id,
            Attempt.created_at,
            Attempt.ended_at,
            Attempt.satisfaction,
            Attempt.diagnostic_id,
            place.label("place"),
        )
        .subquery()
    )
    query = (
        select(latest, Summary.level, Summary.mastery)
        .select_from(latest)
        .outerjoin(Summary, Summary.learner_id == latest.c.learner_id)
        .where(latest.c.place == 1)
        .order_by(latest.c.learner_id)
    )
    return db.session.execute(query).all()


def _stands(
    finished: Iterable[Any], diagnostic: Diagnostic, catalogue: Catalogue
) -> Iterator[Fact]:
    """The level of whoever finished this diagnostic last and has one."""
    table, cells = stands_table(diagnostic), level_cells(diagnostic)
    for one in finished:
        if catalogue.diagnostic(one.diagnostic_id) is diagnostic and one.level <= len(cells):
            yield _once(one.learner_id, table, cells[one.level - 1], one.ended_at)


def _ends(attempts: Iterable[Any], before: datetime) -> Iterator[Fact]:
    """Whether those who began a month ago or more went to the end."""
    for one in attempts:
        if one.created_at < before:
            cell = TO_THE_END if one.ended_at else NOT_TO_THE_END
            yield _once(one.learner_id, ENDS, cell, one.created_at)


def _faces(attempts: Iterable[Any]) -> Iterator[Fact]:
    for one in attempts:
        if one.ended_at and one.satisfaction:
            yield _once(one.learner_id, FACES, f"{one.satisfaction}", one.ended_at)


def _masteries(finished: Iterable[Any], catalogue: Catalogue) -> dict[UUID, Mastery]:
    """What is kept of each person who finished the diagnostic with which one begins.

    Whoever has none kept, as the framework is now, is counted in a month after `flask rebuild`.
    """
    model = engine_of(catalogue).model
    found = (
        (one.learner_id, read_kept(model, one.mastery))
        for one in finished
        if catalogue.diagnostic(one.diagnostic_id).entry
    )
    return {person: kept.mastery for person, kept in found if kept is not None}


def _sums(masteries: Sequence[Mastery], catalogue: Catalogue) -> Counter[str]:
    sums = {
        domain.id: round(sum(one.domains[domain.id] for one in masteries))
        for domain in catalogue.framework.domains
    }
    return Counter({PEOPLE: len(masteries), **sums})


def _needs(
    measured: Iterable[Any], masteries: Mapping[UUID, Mastery], catalogue: Catalogue
) -> Iterator[Fact]:
    """For each competence, the first skill that each person misses; an empty cell: none."""
    for one in measured:
        for competence in catalogue.framework.competences:
            skills = [skill.id for skill in competence.skills]
            missing = _first_missing(skills, masteries[one.learner_id])
            once = f"{NEEDS}:{competence.id}"
            yield Fact(one.learner_id, NEEDS, missing, once, one.ended_at)


def _first_missing(skills: Sequence[str], mastery: Mastery) -> str:
    missing = (one for one in skills if mastery.status(one) is not SkillStatus.ACQUIRED)
    return next(missing, "")


def _lessons(actor: Visitor, ends: datetime) -> Iterator[Fact]:
    query = (
        counted(actor, LessonVisit)
        .where(LessonVisit.finished_at < ends)
        .with_only_columns(LessonVisit.learner_id, LessonVisit.lesson_id, LessonVisit.finished_at)
    )
    for person, lesson, at in db.session.execute(query):
        if at is not None:
            yield Fact(person, LESSONS, lesson, f"{LESSONS}:{lesson}", at)


def _badges(actor: Visitor, ends: datetime) -> Iterator[Fact]:
    """Badges that their owners show; those that they hide are counted nowhere."""
    query = (
        counted(actor, AwardedBadge)
        .where(AwardedBadge.created_at < ends, AwardedBadge.shown)
        .with_only_columns(AwardedBadge.learner_id, AwardedBadge.badge_id, AwardedBadge.created_at)
    )
    for person, badge, at in db.session.execute(query):
        yield Fact(person, BADGES, badge, f"{BADGES}:{badge}", at)


def _proposals(actor: Visitor, before: datetime) -> Sequence[Any]:
    """Those of this structure that stand and had a month to be answered, the latest first."""
    columns = (
        Proposal.id, Proposal.learner_id, Proposal.title, Proposal.state, Proposal.done_learner,
        Proposal.done_staff, Proposal.why_learner, Proposal.why_staff, Proposal.created_at,
    )  # fmt: skip
    query = (
        counted(actor, Proposal)
        .where(
            Proposal.created_at < before,
            Proposal.structure_id == actor.structure_id,
            Proposal.state != State.WITHDRAWN,
        )
        .with_only_columns(*columns)
        .order_by(Proposal.learner_id, Proposal.created_at.desc(), Proposal.id)
    )
    return db.session.execute(query).all()


def _outcomes(proposals: Iterable[Any]) -> list[Fact]:
    """What came of each person's latest proposal; the person's word holds (orientation)."""
    latest: dict[UUID, Fact] = {}
    for one in proposals:
        done = one.done_staff if one.done_learner is None else one.done_learner
        told = {True: DONE, False: NOT_DONE, None: one.state}[done]
        once = f"{PROPOSALS}:{one.id}"
        fact = Fact(one.learner_id, PROPOSALS, told, once, one.created_at)
        latest.setdefault(one.learner_id, fact)
    return list(latest.values())


def _missing(proposals: Iterable[Any]) -> Iterator[Fact]:
    """What people could not do because nothing is offered nearby."""
    lacked: dict[tuple[UUID, str], datetime] = {}
    for one in proposals:
        if Why.NO_OFFER in {one.why_learner, one.why_staff}:
            lacked.setdefault((one.learner_id, one.title), one.created_at)
    for (person, title), at in lacked.items():
        yield Fact(person, MISSING, title, f"{MISSING}:{title}", at)
