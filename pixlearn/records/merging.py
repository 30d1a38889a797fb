"""« Rapprocher deux dossiers »: two files of one person made one, and separated again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import undefer

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.service import HashedCard, renew_card
from pixlearn.accounts.store import Staff, hold
from pixlearn.badges.store import badges_of
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import Base, db, now
from pixlearn.privacy.service import WORDING, record_look
from pixlearn.privacy.store import Consent, Merger, visible
from pixlearn.progression.service import rebuild
from pixlearn.records.files import File
from pixlearn.records.merging_rows import Ledger, join, rows_of
from pixlearn.records.parting import part

UNDO_DAYS = 30
JOINED, SEPARATED = "merge", "split"  # as the log of looks calls it


@dataclass(frozen=True, slots=True)
class Joined:
    """A merger that can be undone until a day; ``by`` is none when the person did it."""

    learner_id: UUID
    at: datetime
    until: datetime
    by: str | None
    told: bool


def merge(
    actor: Visitor,
    kept: File,
    former: File,
    catalogue: Catalogue,
    card: HashedCard,
    *,
    share_on: bool = False,
) -> None:
    """All of the former file goes to the kept one, with one new card; nothing is lost.

    Whoever calls has read both files inside this transaction: both are visible, or proved.
    ``share_on``: a file that is shared with nobody is shared from now on as the other one was.
    """
    for learner_id in sorted((kept.id, former.id)):
        hold(learner_id)
    ledger = Ledger()
    _settle_sharing(kept, former, ledger, share_on=share_on)
    own = actor.learner_id == kept.id
    join(kept.id, former.id, ledger, session=actor.session_id if own else None)
    db.session.expire_all()
    ledger.add("card", renew_card(kept.id, card, actor.structure_id).id)
    person = _as_learner(actor, kept.id)
    held = {badge.id for badge in badges_of(person, kept.id)}
    rebuild(person, kept.id, catalogue)
    db.session.flush()
    for badge in badges_of(person, kept.id):
        if badge.id not in held:
            ledger.add("awarded_badge", badge.id)
    db.session.add(
        Merger(
            id=uuid4(),
            learner_id=kept.id,
            former_id=former.id,
            structure_id=actor.structure_id,
            by_staff=actor.staff_id,
            moved=ledger.as_json(),
            undone_at=None,
            told_at=now() if own else None,
        )
    )
    record_look(actor, [kept.id], JOINED)


def separate(actor: Visitor, learner_id: UUID, catalogue: Catalogue) -> UUID:
    """Undo the learner's latest merger; returns whose file it is that stands alone again.

    Raises:
        NoResultFound: there is none that can be undone.
    """
    hold(learner_id)
    query = _undoable(actor, learner_id).options(undefer(Merger.moved))
    merger: Merger = db.session.execute(query).scalar_one()
    former = merger.former_id
    if former is None:
        raise NoResultFound
    own = actor.learner_id == learner_id
    part(merger.moved, learner_id, merger.created_at, actor.session_id if own else None)
    merger.undone_at, merger.former_id, merger.moved = now(), None, {}
    db.session.flush()
    db.session.expire_all()
    rebuild(_as_learner(actor, learner_id), learner_id, catalogue)
    record_look(actor, [learner_id, former], SEPARATED)
    return former


def joined(actor: Visitor, learner_id: UUID) -> Joined | None:
    """The learner's latest merger, while it can be undone; one statement."""
    query = (
        _undoable(actor, learner_id)
        .outerjoin(Staff, Staff.id == Merger.by_staff)
        .add_columns(Staff.name)
    )
    row = db.session.execute(query).first()
    if row is None:
        return None
    merger, by = row
    until = merger.created_at + timedelta(days=UNDO_DAYS)
    return Joined(learner_id, merger.created_at, until, by, told=merger.told_at is not None)


def to_tell(actor: Visitor) -> bool:
    """Whether the learner has not read yet that their files are one; one statement."""
    if actor.learner_id is None:
        return False
    query = _undoable(actor, actor.learner_id)
    merger = db.session.execute(query).scalar_one_or_none()
    return merger is not None and merger.told_at is None


def note_told(actor: Visitor, learner_id: UUID) -> None:
    """The learner has read that their files are one."""
    for merger in db.session.execute(_undoable(actor, learner_id)).scalars():
        merger.told_at = now()


def forget_what_is_past(moment: datetime) -> int:
    """After 30 days nothing of how it was before is kept; tells how many rows were emptied."""
    past = moment - timedelta(days=UNDO_DAYS)
    emptied = (
        update(Merger)
        .where(Merger.created_at <= past, Merger.former_id.is_not(None))
        .values(moved={}, former_id=None)
    )
    return db.session.execute(emptied).rowcount  # type: ignore[attr-defined,no-any-return]


def _undoable(actor: Visitor, learner_id: UUID) -> Select[Any]:
    """The latest merger that is not undone nor too old; the ones before wait for it."""
    return (
        visible(actor, Merger)
        .where(
            Merger.learner_id == learner_id,
            Merger.undone_at.is_(None),
            Merger.former_id.is_not(None),
            Merger.created_at > now() - timedelta(days=UNDO_DAYS),
        )
        .order_by(Merger.created_at.desc(), Merger.id)
        .limit(1)
    )


def _settle_sharing(kept: File, former: File, ledger: Ledger, *, share_on: bool) -> None:
    """One file, one sharing: that of the kept file; without one, as the person says."""
    structure = former.structure_id
    if structure is None or structure == kept.structure_id:
        return
    moves = kept.structure_id is None and share_on
    if not moves:
        table = Base.metadata.tables["follow_up"]
        for row in rows_of(table, former.id):
            ledger.remove(table, row)
    if kept.structure_id is None:
        choice = Consent(
            id=uuid4(),
            learner_id=kept.id,
            structure_id=structure,
            agreed=share_on,
            wording=WORDING,
        )
        db.session.add(choice)
        db.session.flush()
        ledger.add("consent", choice.id)


def _as_learner(actor: Visitor, learner_id: UUID) -> Visitor:
    """What follows from the answers is computed on all of them, whoever joins the files."""
    return replace(
        actor,
        learner_id=learner_id,
        staff_id=None,
        structure_id=None,
        is_counsellor=False,
        is_referent=False,
    )
