"""For whom a command acts on personal rows."""

from __future__ import annotations

from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Staff
from pixlearn.accounts.whereabouts import house_known_to
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
        house=house_known_to(learner_id),
    )


def as_counsellor(staff: Staff) -> Visitor:
    """A professional as an actor: a command does what they may do, and no more."""
    return Visitor(
        session_id=staff.id,
        learner_id=None,
        staff_id=staff.id,
        structure_id=staff.structure_id,
        is_counsellor=staff.is_counsellor,
        is_referent=staff.is_referent,
        first_name=None,
        shared_device=False,
        workshop_id=None,
        display={},
        last_used_at=now(),
    )


def as_structure(structure_id: UUID) -> Visitor:
    """A structure as an actor: a command counts what its référent may read in figures."""
    return Visitor(
        session_id=structure_id,
        learner_id=None,
        staff_id=None,
        structure_id=structure_id,
        is_counsellor=False,
        is_referent=True,
        first_name=None,
        shared_device=False,
        workshop_id=None,
        display={},
        last_used_at=now(),
    )
