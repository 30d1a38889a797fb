"""« J'essaie comme un apprenant »: a professional's own learner profile, which nothing counts."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete

from pixlearn.accounts.service import start_learner
from pixlearn.accounts.store import Learner, Staff, hold_row
from pixlearn.db import db


def profile_of(staff: Staff, display: Mapping[str, str]) -> UUID:
    """The professional's own profile, made the first time."""
    hold_row(staff)
    if staff.practice_learner_id is None:
        learner = start_learner(dict(display))
        learner.practice = True
        staff.practice_learner_id = learner.id
        db.session.flush()
    return staff.practice_learner_id


def erase_profile(staff: Staff) -> None:
    """Delete all that the professional did there, and the sessions in which they did it."""
    hold_row(staff)
    former = staff.practice_learner_id
    staff.practice_learner_id = None
    db.session.flush()
    db.session.execute(delete(Learner).where(Learner.id == former, Learner.practice))
