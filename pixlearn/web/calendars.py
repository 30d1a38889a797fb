"""A meeting as an iCalendar file, which every calendar opens (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Response
from icalendar import Calendar, Event

from pixlearn.db import now
from pixlearn.structures.store import Workshop
from pixlearn.web.house import usual_length


def next_meeting_file(workshop: Workshop, starts_at: datetime, title: str) -> Response:
    """The workshop's next meeting, to keep in a calendar.

    Each meeting has its own UID, so that a calendar keeps the one before; one that was moved keeps
    its UID with a higher SEQUENCE, so that a calendar moves it (RFC 5545, 3.8.7.4).
    """
    meeting = Event()
    meeting.add("uid", f"{workshop.id}-{workshop.next_meeting}@pixlearn")
    meeting.add("dtstamp", now())
    meeting.add("sequence", workshop.next_moves)
    meeting.add("dtstart", starts_at.astimezone(UTC))
    meeting.add("dtend", _end(starts_at, usual_length()))
    meeting.add("summary", title)
    if workshop.place:
        meeting.add("location", workshop.place)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//pixlearn//workshops//FR")
    calendar.add_component(meeting)
    response = Response(calendar.to_ical(), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="atelier.ics"'
    return response


def _end(starts_at: datetime, minutes: int) -> datetime:
    """When the meeting ends; of one kept before years were looked at, the last year has no end."""
    try:
        return starts_at.astimezone(UTC) + timedelta(minutes=minutes)
    except OverflowError:
        return starts_at.astimezone(UTC)
