"""Open and close workshops."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from pixlearn.db import db, now
from pixlearn.structures import store
from pixlearn.structures.store import Workshop

SECOND_PRESS = timedelta(minutes=1)
LIFE_OF_CODE = timedelta(hours=12)  # codes end with the session, a day at most (security 2.4)


def open_workshop(structure_id: UUID, title: str, *, shared_computers: bool) -> Workshop:
    """Open a workshop now, with a fresh 6-digit code that no open workshop has.

    A second press on the button gives the workshop that the first one opened.
    """
    last = store.workshop_under_way(structure_id, now())
    if last is not None and last.title == title and now() - last.created_at < SECOND_PRESS:
        return last
    workshop = Workshop(
        structure_id=structure_id,
        title=title,
        code=_fresh_code(),
        closes_at=now() + LIFE_OF_CODE,
        shared_computers=shared_computers,
        starts_at=now(),
        place=None,
        break_every=None,
        ended_at=None,
        next_at=None,
    )
    db.session.add(workshop)
    db.session.flush()
    return workshop


def renew_code(workshop: Workshop) -> None:
    """Give a new code, which ends the former one, and open the door for another 12 hours."""
    workshop.code = _fresh_code()
    workshop.closes_at = now() + LIFE_OF_CODE


def close_workshop(workshop: Workshop) -> None:
    """End the code; the people who came stay listed."""
    workshop.code = None
    workshop.closes_at = min(workshop.closes_at, now())


def _fresh_code() -> str:
    while True:
        code = f"{secrets.randbelow(900_000) + 100_000}"
        if db.session.execute(select(Workshop.id).where(Workshop.code == code)).first() is None:
            return code
