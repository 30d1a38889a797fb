"""« Cette question a un problème »: what was reported, for a structure and for the authors.

A report names nobody. Its ``mark`` lets a second press count once; it is made with the pepper, and
`forget_marks` empties it after a week: nothing leads to a person any more.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import hold
from pixlearn.accounts.whereabouts import known_structure
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import Base, db, now, one_of
from pixlearn.privacy.store import FollowUp, visible

DIAGNOSTIC, LESSON = "diagnostic", "lecon"
NOT_UNDERSTOOD, BUTTON, MISTAKE, OTHER = "comprendre", "bouton", "faute", "autre"
KINDS = (NOT_UNDERSTOOD, BUTTON, MISTAKE, OTHER)
LIFE_OF_MARK = timedelta(days=7)
LIFE_OF_REPORT = timedelta(days=730)


class ProblemReport(Base):
    """One person met a problem with an item: which, in which version, where, of what kind.

    ``structure_id``: the structure that the person came from. ``handled_at``: it is done with it.
    """

    __tablename__ = "problem_report"
    __table_args__ = (one_of("place", (DIAGNOSTIC, LESSON)), one_of("kind", KINDS))

    item_id: Mapped[str] = mapped_column(String(80))
    content_hash: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str | None] = mapped_column(String(12))
    structure_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("structure.id", ondelete="SET NULL"), index=True
    )
    mark: Mapped[str | None] = mapped_column(String(64), unique=True)
    handled_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported of one version of an item: how often, when, as what."""

    item_id: str
    version: str
    count: int
    first: datetime
    last: datetime
    kinds: dict[str, int]
    places: tuple[str, ...]


def report(
    actor: Visitor, item_id: str, kind: str | None, catalogue: Catalogue, pepper: str
) -> None:
    """Keep that an item has a problem, once a person and version; a kind said later is added."""
    if actor.learner_id is None:
        return
    hold(actor.learner_id)
    version = catalogue.content_hash(item_id)
    mark = _mark(pepper, actor.learner_id, item_id, version)
    query = select(ProblemReport).where(ProblemReport.mark == mark)
    row = db.session.execute(query).scalar_one_or_none()
    if row is None:
        row = ProblemReport(
            item_id=item_id,
            content_hash=version,
            place=DIAGNOSTIC if item_id in catalogue.items else LESSON,
            structure_id=_structure_of(actor),
            mark=mark,
        )
        db.session.add(row)
    row.kind = kind if kind in KINDS else row.kind


def open_problems(structure_id: UUID) -> list[Reported]:
    """What this structure's people reported and nobody there is done with, the most first."""
    query = select(ProblemReport).where(
        ProblemReport.structure_id == structure_id, ProblemReport.handled_at.is_(None)
    )
    return _put_together(db.session.execute(query).scalars())


def all_problems() -> list[Reported]:
    """Everything that was reported, whoever is done with it, the most first."""
    return _put_together(db.session.execute(select(ProblemReport)).scalars())


def open_count(structure_id: UUID) -> int:
    """How many reports of this structure's people nobody there is done with."""
    query = select(func.count()).where(
        ProblemReport.structure_id == structure_id, ProblemReport.handled_at.is_(None)
    )
    return db.session.execute(query).scalar_one()


def handle(structure_id: UUID, item_id: str, version: str) -> None:
    """The structure is done with what was reported of this version; the authors still read it."""
    db.session.execute(
        update(ProblemReport)
        .where(
            ProblemReport.structure_id == structure_id,
            ProblemReport.item_id == item_id,
            ProblemReport.content_hash == version,
            ProblemReport.handled_at.is_(None),
        )
        .values(handled_at=now())
    )


def forget_marks(moment: datetime) -> int:
    """Empty the marks of a week ago, and delete the reports of two years ago."""
    marks = (
        update(ProblemReport)
        .where(ProblemReport.created_at < moment - LIFE_OF_MARK, ProblemReport.mark.is_not(None))
        .values(mark=None)
    )
    db.session.execute(marks)
    old = delete(ProblemReport).where(ProblemReport.created_at < moment - LIFE_OF_REPORT)
    return db.session.execute(old).rowcount  # type: ignore[attr-defined, no-any-return]


def _mark(pepper: str, learner_id: UUID, item_id: str, version: str) -> str:
    said = f"problem {learner_id} {item_id} {version}".encode()
    return hmac.new(pepper.encode(), said, hashlib.sha256).hexdigest()


def _structure_of(actor: Visitor) -> UUID | None:
    """The structure that the person shares with, else the one that they come from."""
    assert actor.learner_id is not None  # noqa: S101 - `report` asked
    shared = visible(actor, FollowUp).with_only_columns(FollowUp.structure_id).scalar_subquery()
    query = select(func.coalesce(shared, known_structure(actor.learner_id)))
    found: UUID | None = db.session.execute(query).scalar_one()
    return found


def _put_together(rows: Iterable[ProblemReport]) -> list[Reported]:
    by_version: dict[tuple[str, str], list[ProblemReport]] = {}
    for row in rows:
        by_version.setdefault((row.item_id, row.content_hash), []).append(row)
    found = [
        Reported(
            item_id=item_id,
            version=version,
            count=len(group),
            first=min(one.created_at for one in group),
            last=max(one.created_at for one in group),
            kinds={kind: n for kind in KINDS if (n := sum(one.kind == kind for one in group))},
            places=tuple(sorted({one.place for one in group})),
        )
        for (item_id, version), group in by_version.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.item_id, one.version))
