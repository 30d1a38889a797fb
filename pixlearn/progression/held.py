"""Hold a learner while an answer is kept: what is read before the write lock is looked at again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from pixlearn.accounts.store import hold
from pixlearn.db import LATE, Overtaken, db, lock_now

HELD = "pixlearn_held"  # of a session: who is held, and what stood there
# All that an answer is decided on, in one row: a new answer, another tab, a pause changes it.
STATE = text(
    "SELECT (SELECT count(*) FROM answer WHERE learner_id = :who),"
    " (SELECT group_concat(id || coalesce(answered_at, '-') || coalesce(change_id, '-')"
    " || coalesce(draft, '-')) FROM step WHERE learner_id = :who),"
    " (SELECT group_concat(id || coalesce(ended_at, '-') || with_someone)"
    " FROM attempt WHERE learner_id = :who)"
)


def hold_first(learner_id: UUID) -> None:
    """Before anything else in a transaction: the learner's other tabs wait, or, where the write
    lock is taken late, what stands there is remembered."""
    hold(learner_id)
    if db.session().info.get(LATE):
        db.session().info[HELD] = learner_id, _state(learner_id)


def lock_held() -> None:
    """Before the first write: nothing happens where the lock is held already.

    Raises:
        Overtaken: another request of this learner has written since `hold_first`.
    """
    if lock_now():
        learner_id, state = db.session().info.pop(HELD)
        if _state(learner_id) != state:
            raise Overtaken


def _state(learner_id: UUID) -> tuple[object, ...]:
    return tuple(db.session.execute(STATE, {"who": learner_id.hex}).one())
