"""Tables of what counsellors propose and note, of a structure's grid, tags and partners."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pixlearn.db import Base, one_of, within
from pixlearn.orientation.rules import Kind, Modality, State, Why


class GridVersion(Base):
    """One version of a structure's reading grid; a draft until it is published."""

    __tablename__ = "grid_version"
    __table_args__ = (UniqueConstraint("structure_id", "version"), within("version", ">= 1"))

    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]


class Proposal(Base):
    """A next step proposed to a learner, their answer, and what came of it.

    The outcome is asked once to both, 30 days later: ``done_*`` (true, false or not said) and
    ``why_*`` when it was not done.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("modality", Modality),
        one_of("state", State),
        one_of("why_learner", Why),
        one_of("why_staff", Why),
    )

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(12))
    target: Mapped[str | None] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(160))
    on_date: Mapped[date | None]
    modality: Mapped[str | None] = mapped_column(String(20))
    word: Mapped[str | None] = mapped_column(String(300))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    grid_version: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12), default="proposee")
    answered_at: Mapped[datetime | None]
    talked_at: Mapped[datetime | None]  # the professional and the person talked it over
    done_learner: Mapped[bool | None]
    why_learner: Mapped[str | None] = mapped_column(String(20))
    done_staff: Mapped[bool | None]
    why_staff: Mapped[str | None] = mapped_column(String(20))


class Note(Base):
    """A shared note: the learner reads it too; no hidden note exists."""

    __tablename__ = "note"

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    structure_id: Mapped[UUID] = mapped_column(ForeignKey("structure.id", ondelete="CASCADE"))
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(String(500))


class Tag(Base):
    """A short label of a structure, for its own lists; never about health."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("structure_id", "label"),)

    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[str] = mapped_column(String(24))


class LearnerTag(Base):
    """A tag put on a learner; the learner reads it too."""

    __tablename__ = "learner_tag"
    __table_args__ = (UniqueConstraint("tag_id", "learner_id"),)

    tag_id: Mapped[UUID] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), index=True)
    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )


class Partner(Base):
    """A place of digital mediation near the structure (national schema of mediation places)."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("structure_id", "source_id"),)

    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    source_id: Mapped[str | None] = mapped_column(String(120))  # id of the national file
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(30))
    services: Mapped[list[str]] = mapped_column(JSON)
    modalities: Mapped[list[str]] = mapped_column(JSON)
    public: Mapped[list[str]] = mapped_column(JSON)
    accessibility: Mapped[str | None] = mapped_column(String(500))
    address: Mapped[str | None] = mapped_column(String(200))
    postcode: Mapped[str | None] = mapped_column(String(5))
    commune: Mapped[str | None] = mapped_column(String(100), index=True)
    hours: Mapped[str | None] = mapped_column(String(300))
    phone: Mapped[str | None] = mapped_column(String(30))
    email: Mapped[str | None] = mapped_column(String(254))
    website: Mapped[str | None] = mapped_column(String(300))
    care: Mapped[list[str]] = mapped_column(JSON, default=list)  # « prise en charge spécifique »
    fees: Mapped[list[str]] = mapped_column(JSON, default=list)
    ways_in: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    stands: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    about: Mapped[str | None] = mapped_column(String(500))
    access_sheet: Mapped[str | None] = mapped_column(String(300))  # « fiche Acceslibre »
    appointment: Mapped[str | None] = mapped_column(String(300))
    checked_on: Mapped[date | None]
    gone: Mapped[bool] = mapped_column(default=False)
    archived: Mapped[bool] = mapped_column(default=False)


class PartnerDraft(Base):
    """A file of partners that was read but not imported yet; one a structure, replaced by the next.

    ``places`` are the places as they would be kept, ``faults`` what was wrong and on which line.
    """

    __tablename__ = "partner_draft"
    __table_args__ = (UniqueConstraint("structure_id"),)

    structure_id: Mapped[UUID] = mapped_column(ForeignKey("structure.id", ondelete="CASCADE"))
    places: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
