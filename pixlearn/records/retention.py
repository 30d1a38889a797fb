"""What is kept no longer: the work of people who no longer come, empty starts, old notes of looks.

Dates alone decide. Who shares with a structure is kept as long as it chose; everybody else as long
as is usual. One month more passes before anything is deleted, and it is deleted, not hidden.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from pixlearn.accounts.kept import forget_expired
from pixlearn.accounts.store import Card, FailedTry, Learner, RoomAddress, Seat, SignedIn
from pixlearn.db import db
from pixlearn.mastery.store import Answer
from pixlearn.privacy.store import FollowUp, Look
from pixlearn.structures.settings import StructureSettings
from pixlearn.structures.store import Structure

GRACE = 1
LOOKS = 12
"""Months."""
EMPTY_START = timedelta(days=7)
SESSIONS = timedelta(days=90)
WRONG_TRIES = timedelta(days=2)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months before, or the last day of that month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(
        year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1])
    )


def long_gone(moment: datetime) -> list[UUID]:
    """Who has not come for longer than is kept."""
    shares = select(FollowUp.id).where(FollowUp.learner_id == Learner.id)
    alone = _not_seen(moment, StructureSettings().retention) & ~shares.exists()
    gone = _ids(alone)
    query = select(Structure.id, Structure.settings).order_by(Structure.id)
    for structure_id, kept in db.session.execute(query).all():
        theirs = shares.where(FollowUp.structure_id == structure_id).exists()
        gone += _ids(_not_seen(moment, StructureSettings.read(kept).retention) & theirs)
    return gone


def empty_starts(moment: datetime) -> list[UUID]:
    """Who pressed « Je commence » a week ago, answered nothing and left nothing behind."""
    traces = [
        select(model.id).where(model.learner_id == Learner.id).exists()
        for model in (Answer, Card, Seat, FollowUp)
    ]
    left = Learner.first_name.is_(None) & (Learner.last_seen_at < moment - EMPTY_START)
    for trace in traces:
        left &= ~trace
    return _ids(left)


def erase(learner_ids: Collection[UUID]) -> None:
    """Delete people and all that is theirs; the database deletes what points at them."""
    db.session.execute(delete(Learner).where(Learner.id.in_(learner_ids)))


def clear_traces(moment: datetime) -> int:
    """Delete old notes of looks, ended sessions, wrong tries, unfetched forms; tells how many."""
    looks = delete(Look).where(Look.created_at < months_before(moment, LOOKS))
    sessions = delete(SignedIn).where(SignedIn.created_at < moment - SESSIONS)
    tries = delete(FailedTry).where(FailedTry.created_at < moment - WRONG_TRIES)
    rooms = delete(RoomAddress).where(RoomAddress.created_at < moment - WRONG_TRIES)
    gone = sum(db.session.execute(one).rowcount for one in (looks, sessions, tries, rooms))  # type: ignore[attr-defined]
    return gone + forget_expired()


def _not_seen(moment: datetime, months: int) -> ColumnElement[bool]:
    return Learner.last_seen_at < months_before(moment, months + GRACE)


def _ids(condition: ColumnElement[bool]) -> list[UUID]:
    query = select(Learner.id).where(condition).order_by(Learner.id)
    return list(db.session.execute(query).scalars())
