"""A structure's tags: short labels for its lists, never about health; the learner reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from pixlearn.accounts.names import folded
from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Learner
from pixlearn.db import db
from pixlearn.orientation.store import LearnerTag, Tag
from pixlearn.privacy.store import FollowUp, visible

LONGEST = 24
MOST = 30
# What begins a word of health; written without accents.
REFUSED = (
    "handicap", "rqth", "malad", "dys", "sante", "medic", "depress", "autis", "sourd", "aveugle",
    "invalid", "psy", "illettr", "analphab", "addict", "alcool", "enceinte", "grossesse", "mdph",
    "aah", "trouble", "hospital", "fauteuil", "malentend", "malvoy",
)  # fmt: skip


class TagFault(Enum):
    """Why a label is refused."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    HEALTH = "health"
    TAKEN = "taken"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag and how many learners who share carry it."""

    id: UUID
    label: str
    people: int


def label_fault(label: str) -> TagFault | None:
    """What is wrong with a label by itself: a tag says nothing of health or reading."""
    if not label:
        return TagFault.EMPTY
    if len(label) > LONGEST:
        return TagFault.TOO_LONG
    return TagFault.HEALTH if about_health(label) else None


def about_health(text: str) -> bool:
    """Whether a word of the text begins like one of health or disability."""
    words = re.split(r"[^\w\u0300-\u036f]|[\d_]", text)
    return any(folded(word).startswith(REFUSED) for word in words)


def tags_of(structure_id: UUID) -> list[Tag]:
    """The structure's tags, in the order of the alphabet; one statement."""
    query = select(Tag).where(Tag.structure_id == structure_id).order_by(Tag.label, Tag.id)
    return sorted(db.session.execute(query).scalars(), key=lambda tag: folded(tag.label))


def tag_of(structure_id: UUID, tag_id: UUID) -> Tag:
    """One tag.

    Raises:
        NoResultFound: there is none with this id in this structure.
    """
    query = select(Tag).where(Tag.structure_id == structure_id, Tag.id == tag_id)
    return db.session.execute(query).scalar_one()


def tag_lines(actor: Visitor, structure_id: UUID) -> list[TagLine]:
    """The structure's tags with how many people carry each; two statements."""
    query = (
        visible(actor, LearnerTag)
        .with_only_columns(LearnerTag.tag_id, func.count())
        .group_by(LearnerTag.tag_id)
    )
    people = {row[0]: row[1] for row in db.session.execute(query)}
    return [TagLine(tag.id, tag.label, people.get(tag.id, 0)) for tag in tags_of(structure_id)]


def tags_of_learners(actor: Visitor, learner_ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
    """The labels that each of these people carries; a learner reads those of every structure, a
    professional their own structure's. One statement."""
    query = (
        visible(actor, LearnerTag)
        .join(Tag, Tag.id == LearnerTag.tag_id)
        .where(LearnerTag.learner_id.in_(learner_ids))
        .with_only_columns(LearnerTag.learner_id, Tag.label)
        .order_by(Tag.label, LearnerTag.learner_id)
    )
    if actor.learner_id is None:
        query = query.where(Tag.structure_id == actor.structure_id)
    found: dict[UUID, list[str]] = {one: [] for one in learner_ids}
    for learner_id, label in db.session.execute(query):
        found[learner_id].append(label)
    return found


def create_tag(structure_id: UUID, label: str) -> TagFault | None:
    """Add a tag; returns why it was refused."""
    known = tags_of(structure_id)
    fault = label_fault(label) or _fault_among(label, known)
    if fault is None and len(known) >= MOST:
        fault = TagFault.TOO_MANY
    if fault is None:
        db.session.add(Tag(id=uuid4(), structure_id=structure_id, label=label))
    return fault


def rename_tag(structure_id: UUID, tag_id: UUID, label: str) -> TagFault | None:
    """Give a tag other words, for everybody who carries it; returns why they were refused.

    Raises:
        NoResultFound: there is none with this id in this structure.
    """
    tag = tag_of(structure_id, tag_id)
    others = [one for one in tags_of(structure_id) if one.id != tag_id]
    fault = label_fault(label) or _fault_among(label, others)
    if fault is None:
        tag.label = label
    return fault


def remove_tag(structure_id: UUID, tag_id: UUID) -> None:
    """Remove a tag, from everybody who carries it too; one that is gone already stays so."""
    db.session.execute(delete(Tag).where(Tag.structure_id == structure_id, Tag.id == tag_id))


def put_tag(actor: Visitor, tag: Tag, learner_ids: Collection[UUID]) -> int:
    """Put a tag on those of these people who share; to how many it was new."""
    sharing = visible(actor, FollowUp).where(FollowUp.learner_id.in_(learner_ids))
    people = {row.learner_id for row in db.session.execute(sharing).scalars()}
    if db.engine.dialect.name != "sqlite":
        locked = visible(actor, Learner).where(Learner.id.in_(people)).order_by(Learner.id)
        db.session.execute(locked.with_for_update())
    carried = visible(actor, LearnerTag).where(LearnerTag.tag_id == tag.id)
    missing = people - {row.learner_id for row in db.session.execute(carried).scalars()}
    db.session.add_all(
        LearnerTag(id=uuid4(), tag_id=tag.id, learner_id=one) for one in sorted(missing)
    )
    return len(missing)


def take_tag_off(actor: Visitor, tag: Tag, learner_ids: Collection[UUID]) -> int:
    """Take a tag off those of these people who carry it; off how many."""
    query = visible(actor, LearnerTag).where(
        LearnerTag.tag_id == tag.id, LearnerTag.learner_id.in_(learner_ids)
    )
    rows = list(db.session.execute(query).scalars())
    for row in rows:
        db.session.delete(row)
    return len(rows)


def _fault_among(label: str, others: Collection[Tag]) -> TagFault | None:
    same = any(folded(one.label) == folded(label) for one in others)
    return TagFault.TAKEN if same else None
