"""What a structure can offer now: its workshops to come, and where a proposal happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from pixlearn.db import db
from pixlearn.orientation.store import Partner
from pixlearn.structures.store import Workshop

STILL_NEXT = timedelta(hours=12)
"""A workshop that began this morning may still be joined."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a proposal happens, as far as it is known now."""

    at: datetime | None = None
    place: str | None = None
    phone: str | None = None
    website: str | None = None
    hours: str | None = None


def next_workshops(structure_id: UUID, moment: datetime) -> list[Workshop]:
    """The structure's workshops to come, the nearest first."""
    query = (
        select(Workshop)
        .where(
            Workshop.structure_id == structure_id,
            Workshop.ended_at.is_(None),
            Workshop.starts_at >= moment - STILL_NEXT,
        )
        .order_by(Workshop.starts_at, Workshop.id)
    )
    return list(db.session.execute(query).scalars())


def place_of(target: str | None) -> Place | None:
    """Where the workshop or partner that a proposal names is; none when it names neither, or when
    it is gone."""
    try:
        known = UUID(target or "")
    except ValueError:
        return None
    workshop = db.session.execute(select(Workshop).where(Workshop.id == known)).scalar_one_or_none()
    if workshop is not None:
        return Place(at=workshop.starts_at, place=workshop.place)
    query = select(Partner).where(Partner.id == known, ~Partner.gone)
    partner = db.session.execute(query).scalar_one_or_none()
    if partner is None:
        return None
    return Place(
        place=_address(partner),
        phone=partner.phone,
        website=partner.website,
        hours=partner.hours,
    )


def _address(partner: Partner) -> str | None:
    town: Sequence[str] = [one for one in (partner.postcode, partner.commune) if one]
    lines = [one for one in (partner.address, " ".join(town)) if one]
    return ", ".join(lines) or None
