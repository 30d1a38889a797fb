"""Tables and queries of structures and workshops."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, select
from sqlalchemy.orm import Mapped, deferred, mapped_column

from pixlearn.db import Base, db, within
from pixlearn.structures.logos import fingerprint
from pixlearn.structures.rules import WorkshopState
from pixlearn.structures.settings import LONGEST_NAME, House, StructureSettings


class Structure(Base):
    """An organisation whose counsellors follow learners."""

    __tablename__ = "structure"

    name: Mapped[str] = mapped_column(String(LONGEST_NAME), unique=True)
    time_zone: Mapped[str] = mapped_column(String(40), default="Europe/Paris")
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    logo: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))  # a checked PNG
    closed_at: Mapped[datetime | None]

    def as_house(self) -> House:
        """The structure as its people meet it."""
        settings = StructureSettings.read(self.settings)
        return House(self.id, self.name, self.time_zone, settings, self.closed_at is not None)


class Workshop(Base):
    """A dated group with a 6-digit code; the code opens new learners only (docs/decisions/0013).

    ``purpose`` is "diagnostic" or the id of a track. ``comfort`` holds the reading choices that
    those who have made none start with, ``break_every`` after how many questions a break is
    offered, ``helper`` that « On a trouvé ensemble » is. Nothing kept on a person says so.
    ``arrivals`` counts the seats ever given: the number of whoever left is nobody else's.
    """

    __tablename__ = "workshop"
    __table_args__ = (
        within("capacity", ">= 1"),
        within("break_every", ">= 1"),
        within("arrivals", ">= 0"),
        within("next_meeting", ">= 0"),
        within("next_moves", ">= 0"),
    )

    structure_id: Mapped[UUID] = mapped_column(
        ForeignKey("structure.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(80))
    code: Mapped[str | None] = mapped_column(String(6), unique=True)  # none once it is closed
    closes_at: Mapped[datetime]
    shared_computers: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime]
    place: Mapped[str | None] = mapped_column(String(120))
    capacity: Mapped[int] = mapped_column(default=10)
    purpose: Mapped[str] = mapped_column(String(10), default="diagnostic")
    comfort: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    break_every: Mapped[int | None]
    helper: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    led_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    arrivals: Mapped[int] = mapped_column(default=0)
    next_meeting: Mapped[int] = mapped_column(default=0, server_default="0")  # which one it is
    next_moves: Mapped[int] = mapped_column(default=0, server_default="0")  # how often it moved

    def meet_again(self, at: datetime | None, moment: datetime) -> None:
        """Set the next meeting, or none: one that was still to come moves, else it is a new one."""
        moved = at is not None and self.next_at is not None and self.next_at > moment
        if moved and at != self.next_at:
            self.next_moves += 1
        elif not moved and at is not None:
            self.next_meeting, self.next_moves = self.next_meeting + 1, 0
        self.next_at = at

    def open_at(self, moment: datetime) -> bool:
        """Tell whether people may still enter by the code."""
        return self.code is not None and moment < self.closes_at

    def state_at(self, moment: datetime) -> WorkshopState:
        """Prepared for later, open, or over."""
        if self.open_at(moment):
            return WorkshopState.OPEN
        over = self.code is not None or self.ended_at is not None
        return WorkshopState.ENDED if over else WorkshopState.PREPARED


def structure(structure_id: UUID) -> Structure:
    """The structure with this id."""
    return db.session.execute(select(Structure).where(Structure.id == structure_id)).scalar_one()


def logo_of(structure_id: UUID, mark: str) -> bytes | None:
    """The structure's logo, if it is the one with this fingerprint."""
    query = select(Structure.logo).where(Structure.id == structure_id)
    found = db.session.execute(query).scalar_one_or_none()
    return found if found is not None and fingerprint(found) == mark else None


def open_workshop(code: str, moment: datetime) -> Workshop | None:
    """The workshop that this code opens at that moment, or none."""
    found = db.session.execute(select(Workshop).where(Workshop.code == code)).scalar_one_or_none()
    return found if found is not None and found.open_at(moment) else None


def workshop_under_way(structure_id: UUID, moment: datetime) -> Workshop | None:
    """The structure's workshop that opened last and is still open at that moment, or none."""
    return next((one for one in workshops_of(structure_id) if one.open_at(moment)), None)


def workshops_of(structure_id: UUID) -> list[Workshop]:
    """The structure's workshops, the latest first."""
    query = (
        select(Workshop)
        .where(Workshop.structure_id == structure_id)
        .order_by(Workshop.starts_at.desc(), Workshop.created_at.desc(), Workshop.id)
    )
    return list(db.session.execute(query).scalars())


def workshop_of(structure_id: UUID, workshop_id: UUID) -> Workshop:
    """One workshop of this structure.

    Raises:
        NoResultFound: there is none with this id in this structure.
    """
    query = select(Workshop).where(
        Workshop.id == workshop_id, Workshop.structure_id == structure_id
    )
    return db.session.execute(query).scalar_one()
