"""Proposals: made, answered, taken back, and what came of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, and_

from pixlearn.accounts.names import folded
from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner, Staff, hold
from pixlearn.db import db, now
from pixlearn.orientation.rules import Kind, Modality, Proposed, State, Why
from pixlearn.orientation.store import Proposal
from pixlearn.privacy.store import FollowUp, visible

MOST_AT_ONCE = 100
LONGEST_WORD = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a counsellor proposes, before it is anybody's."""

    kind: Kind
    target: str | None
    title: str
    on_date: date | None = None
    modality: Modality | None = None
    word: str | None = None
    reasons: tuple[str, ...] = ()
    grid_version: int | None = None


def proposals_of(actor: Visitor, learner_id: UUID) -> list[Proposed]:
    """Everything proposed to this person, the latest first; one statement.

    A counsellor reads what their own structure proposed, while the person shares with it, and not
    why the person did not do it: that only counts, among many.
    """
    rows = db.session.execute(_own(actor).where(Proposal.learner_id == learner_id))
    return [_proposed(actor, row) for row in rows]


def proposal_of(actor: Visitor, proposal_id: UUID) -> Proposed:
    """One proposal.

    Raises:
        NoResultFound: not visible, which is the same as not existing.
    """
    return _proposed(actor, db.session.execute(_own(actor).where(Proposal.id == proposal_id)).one())


def to_show_first(actor: Visitor) -> Proposed | None:
    """What the learner's door shows: the latest proposal without an answer, from whom they share
    with; else one agreed a month ago, to say what came of it. One statement."""
    query = (
        _own(actor)
        .join(
            FollowUp,
            and_(
                FollowUp.learner_id == Proposal.learner_id,
                FollowUp.structure_id == Proposal.structure_id,
            ),
        )
        .where(Proposal.state.in_((State.PROPOSED, State.AGREED)))
    )
    found = [_proposed(actor, row) for row in db.session.execute(query)]
    moment = now()
    return next(
        (one for one in found if one.open),
        next((one for one in reversed(found) if one.to_ask_learner(moment)), None),
    )


def people_to_propose_to(
    actor: Visitor, learner_ids: Collection[UUID]
) -> list[tuple[UUID, str | None]]:
    """Those of these people who share with the actor's structure, with their first names."""
    query = (
        visible(actor, Learner)
        .where(Learner.id.in_(list(learner_ids)[:MOST_AT_ONCE]))
        .with_only_columns(Learner.id, Learner.first_name)
        .order_by(Learner.id)
    )
    found = [(learner_id, name) for learner_id, name in db.session.execute(query)]
    return sorted(found, key=lambda one: (folded(one[1] or ""), one[0]))


def propose_to(
    actor: Visitor, structure_id: UUID, learner_ids: Iterable[UUID], wanted: Wanted
) -> int:
    """Propose the same thing to each of these people; to how many it is proposed now.

    People who do not share are left out. Somebody who has the very same proposal without an answer
    keeps it; one that differs in its date, modality or word takes its place.
    """
    asked = sorted(learner_ids)
    query = visible(actor, FollowUp).where(FollowUp.learner_id.in_(asked))
    sharing = {row.learner_id for row in db.session.execute(query).scalars()}
    people = [one for one in asked if one in sharing]
    for learner_id in people:
        hold(learner_id)
    waiting = _waiting_like(actor, people, wanted)
    for learner_id in people:
        same = [one for one in waiting if one.learner_id == learner_id]
        if any(_same_details(one, wanted) for one in same):
            continue
        for one in same:
            one.state = State.WITHDRAWN
        db.session.add(_row(actor, structure_id, learner_id, wanted))
    return len(people)


def answer(actor: Visitor, proposal_id: UUID, state: State) -> None:
    """The person's answer, or another one: no reason, no effect on anything else.

    Raises:
        NoResultFound: not one of theirs.
    """
    row = _row_of(actor, proposal_id)
    if row.state not in (state, State.WITHDRAWN):
        row.state = state
        row.answered_at = now()
        row.talked_at = None


def take_back(actor: Visitor, proposal_id: UUID) -> None:
    """The counsellor no longer proposes this; what the person agreed to stays."""
    row = _row_of(actor, proposal_id)
    if row.state != State.AGREED:
        row.state = State.WITHDRAWN


def note_talk(actor: Visitor, proposal_id: UUID) -> None:
    """The person and their counsellor talked about it; the answer stays the person's own.

    Raises:
        NoResultFound: not visible, which is the same as not existing.
    """
    row = _row_of(actor, proposal_id)
    if row.state == State.TO_TALK and row.talked_at is None:
        row.talked_at = now()


def tell_outcome(actor: Visitor, proposal_id: UUID, *, done: bool | None, why: Why | None) -> None:
    """What came of it, said once by each side: done, not done and perhaps why, or not asked again.

    The reason may follow a « not done » that came without one.
    """
    row = _row_of(actor, proposal_id)
    line = _line(row, None)
    if not line.due(now()):
        return
    if actor.learner_id is not None:
        if line.why_learner is None and row.done_learner in (None, done):
            row.done_learner, row.why_learner = done, why
    elif line.why_staff is None and row.done_staff in (None, done):
        row.done_staff, row.why_staff = done, why


def _own(actor: Visitor) -> Select[Any]:
    """Proposals with the name of who made them, the latest first."""
    query = (
        visible(actor, Proposal)
        .outerjoin(Staff, Staff.id == Proposal.staff_id)
        .add_columns(Staff.name)
        .order_by(Proposal.created_at.desc(), Proposal.id)
    )
    if actor.learner_id is None:
        query = query.where(Proposal.structure_id == actor.structure_id)
    return query


def _row_of(actor: Visitor, proposal_id: UUID) -> Proposal:
    found: Proposal = db.session.execute(_own(actor).where(Proposal.id == proposal_id)).one()[0]
    if db.engine.dialect.name != "sqlite":
        db.session.refresh(found, with_for_update=True)
    return found


def _waiting_like(actor: Visitor, people: Sequence[UUID], wanted: Wanted) -> list[Proposal]:
    """What waits for an answer and proposes the same thing."""
    query = _own(actor).where(
        Proposal.learner_id.in_(people),
        Proposal.state == State.PROPOSED,
        Proposal.kind == wanted.kind,
        Proposal.title == wanted.title,
    )
    rows = [row[0] for row in db.session.execute(query)]
    return [row for row in rows if row.target == wanted.target]


def _same_details(row: Proposal, wanted: Wanted) -> bool:
    return (row.on_date, row.modality, row.word) == (wanted.on_date, wanted.modality, wanted.word)


def _row(actor: Visitor, structure_id: UUID, learner_id: UUID, wanted: Wanted) -> Proposal:
    return Proposal(
        id=uuid4(),
        learner_id=learner_id,
        structure_id=structure_id,
        staff_id=actor.staff_id,
        kind=wanted.kind.value,
        target=wanted.target,
        title=wanted.title,
        on_date=wanted.on_date,
        modality=wanted.modality.value if wanted.modality else None,
        word=wanted.word,
        reasons=list(wanted.reasons),
        grid_version=wanted.grid_version,
        state=State.PROPOSED.value,
        answered_at=None,
        talked_at=None,
        done_learner=None,
        why_learner=None,
        done_staff=None,
        why_staff=None,
    )


def _proposed(actor: Visitor, row: Sequence[Any]) -> Proposed:
    proposal, name = row
    return _line(proposal, name, whole=actor.learner_id is not None)


def _line(row: Proposal, name: str | None, *, whole: bool = True) -> Proposed:
    """The row as a value; « why » of the learner only when ``whole``."""
    return Proposed(
        id=row.id,
        kind=Kind(row.kind),
        target=row.target,
        title=row.title,
        on_date=row.on_date,
        modality=Modality(row.modality) if row.modality else None,
        word=row.word,
        reasons=tuple(row.reasons),
        grid_version=row.grid_version,
        by=name,
        state=State(row.state),
        made_at=row.created_at,
        answered_at=row.answered_at,
        done_learner=row.done_learner,
        why_learner=Why(row.why_learner) if row.why_learner and whole else None,
        done_staff=row.done_staff,
        why_staff=Why(row.why_staff) if row.why_staff else None,
        talked_at=row.talked_at,
    )
