"""A meeting as an iCalendar file, which every calendar opens (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Response

LONGEST_LINE = 75  # octets, without the line's end


def calendar_file(uid: str, title: str, starts_at: datetime, minutes: int, place: str) -> Response:
    """One meeting, to keep in a calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//pixlearn//workshops//FR",
        "BEGIN:VEVENT",
        f"UID:{uid}@pixlearn",
        f"DTSTAMP:{_moment(starts_at)}",
        f"DTSTART:{_moment(starts_at)}",
        f"DTEND:{_moment(starts_at + timedelta(minutes=minutes))}",
        f"SUMMARY:{_text(title)}",
        *([f"LOCATION:{_text(place)}"] if place else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    response = Response("".join(f"{folded(line)}\r\n" for line in lines), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="atelier.ics"'
    return response


def folded(line: str) -> str:
    """A line of 75 octets at most; what is longer goes on after a line's end and a space."""
    parts, part, size = [], "", 0
    for sign in line:
        weight = len(sign.encode())
        if size + weight > LONGEST_LINE:
            parts.append(part)
            part, size = " ", 1
        part, size = part + sign, size + weight
    return "\r\n".join([*parts, part])


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
