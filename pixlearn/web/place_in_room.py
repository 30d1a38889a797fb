"""Where whoever asks sits now: their number in the room, and what became of a raised hand."""

from __future__ import annotations

from flask import Flask, g

from pixlearn.accounts.store import Seat
from pixlearn.accounts.whereabouts import seat_now
from pixlearn.db import now
from pixlearn.structures.rules import Hand, hand
from pixlearn.web.login import visitor_or_none


def init_place_in_room(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals["own_seat"] = own_seat
    app.jinja_env.globals["own_hand"] = own_hand


def own_seat() -> Seat | None:
    """The learner's seat in the open workshop where they came last; asked for once a request."""
    if "own_seat" not in g:
        person = visitor_or_none()
        here = person.learner_id if person is not None and not person.practice else None
        g.own_seat = seat_now(here, now()) if here else None
    found: Seat | None = g.own_seat
    return found


def own_hand() -> str:
    """Down, up, or seen by the counsellor."""
    seat = own_seat()
    found = hand(seat.help_asked_at, seat.help_met_at, now()) if seat else Hand.DOWN
    return found.value
