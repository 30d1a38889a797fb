"""Prepare, open and end workshops."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from pixlearn.db import db, now
from pixlearn.structures import store
from pixlearn.structures.rules import Plan, WorkshopState
from pixlearn.structures.settings import StructureSettings
from pixlearn.structures.store import Workshop

SECOND_PRESS = timedelta(minutes=1)
LIFE_OF_CODE = timedelta(hours=12)  # codes end with the session, a day at most


def open_workshop(
    structure_id: UUID, title: str, *, shared_computers: bool, led_by: UUID | None = None
) -> Workshop:
    """Open a workshop now, as `open_planned` does, with what most workshops want."""
    usual = StructureSettings.read(store.structure(structure_id).settings)
    plan = Plan(
        title,
        now(),
        shared_computers=shared_computers,
        capacity=usual.places,
        comfort=usual.comfort,
        break_every=usual.break_every,
        helper=usual.helper,
    )
    return open_planned(structure_id, plan, led_by)


def open_planned(structure_id: UUID, plan: Plan, led_by: UUID | None = None) -> Workshop:
    """Open a workshop now, with a fresh 6-digit code that no open workshop has.

    A second press on the button gives the workshop that the first one opened.
    """
    last = store.workshop_under_way(structure_id, now())
    if last is not None and last.title == plan.title and now() - last.created_at < SECOND_PRESS:
        return last
    workshop = prepare(structure_id, plan, led_by)
    open_door(workshop)
    return workshop


def prepare(structure_id: UUID, plan: Plan, led_by: UUID | None = None) -> Workshop:
    """Keep a workshop for later: it has no code until it is opened."""
    workshop = Workshop(
        structure_id=structure_id,
        code=None,
        closes_at=now(),
        ended_at=None,
        next_at=None,
        led_by=led_by,
    )
    change(workshop, plan)
    db.session.add(workshop)
    db.session.flush()
    return workshop


def change(workshop: Workshop, plan: Plan) -> None:
    """Do as the counsellor decided; whoever is in the room keeps what they have."""
    workshop.title = plan.title
    workshop.starts_at = plan.starts_at
    workshop.place = plan.place
    workshop.capacity = plan.capacity
    workshop.purpose = plan.purpose
    workshop.shared_computers = plan.shared_computers
    workshop.comfort = dict(plan.comfort)
    workshop.break_every = plan.break_every
    workshop.helper = plan.helper


def open_door(workshop: Workshop, led_by: UUID | None = None) -> None:
    """Give a fresh code, which ends any former one, and open the door for 12 hours.

    Who opens it leads it. Opened again within those hours, it began when it first did.
    """
    state = workshop.state_at(now())
    again = state is WorkshopState.ENDED and now() - workshop.starts_at < LIFE_OF_CODE
    if state is not WorkshopState.OPEN:
        workshop.led_by = led_by or workshop.led_by
        workshop.starts_at = workshop.starts_at if again else now()
    workshop.code = _fresh_code()
    workshop.closes_at = now() + LIFE_OF_CODE
    workshop.ended_at = None
    db.session.flush()


def end_workshop(workshop: Workshop) -> None:
    """End the code; the people who came stay listed."""
    workshop.code = None
    workshop.closes_at = min(workshop.closes_at, now())
    workshop.ended_at = workshop.ended_at or now()


def _fresh_code() -> str:
    while True:
        code = f"{secrets.randbelow(900_000) + 100_000}"
        if db.session.execute(select(Workshop.id).where(Workshop.code == code)).first() is None:
            return code
