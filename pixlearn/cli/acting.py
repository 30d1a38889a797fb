"""For whom a command acts on a learner's rows."""

from __future__ import annotations

from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.db import now


def as_learner(learner_id: UUID) -> Visitor:
    """The learner as an actor: a command sees and writes this learner's own rows, no others."""
    return Visitor(
        session_id=learner_id,
        learner_id=learner_id,
        staff_id=None,
        structure_id=None,
        is_counsellor=False,
        is_referent=False,
        first_name=None,
        shared_device=False,
        workshop_id=None,
        display={},
        last_used_at=now(),
    )
