"""Letting a learner in: the session, the phone's memory and where to go next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, current_app, redirect, request, session, url_for

from pixlearn.accounts import sessions
from pixlearn.accounts.limits import note_room
from pixlearn.accounts.whereabouts import seated_in
from pixlearn.content.current import catalogue
from pixlearn.db import now
from pixlearn.diagnostic import service as diagnostic
from pixlearn.diagnostic.store import has_attempt, situation_of
from pixlearn.orientation.proposals import to_show_first
from pixlearn.privacy.closing import closed_to_tell
from pixlearn.progression.under_way import current_step
from pixlearn.web.kept import page_waiting
from pixlearn.web.login import (
    SESSION_KEY,
    keep_signed_in,
    passport,
    phone_cookie,
    remember_phone,
    visitor_or_none,
)

COMES_BACK = "comes_back"  # in the signed cookie, until a page has greeted


@dataclass(frozen=True, slots=True)
class Opened:
    """What the transaction opened: the session's token, the phone's, and whether all is new."""

    session: str
    phone: str | None
    first_time: bool


def open_for(learner_id: UUID, *, shared_device: bool = False) -> Opened:
    """Inside the transaction: open a session, begin the diagnostic if it has not begun.

    In a workshop whose computers are shared, the session is a shared device's.
    """
    workshop = seated_in(learner_id, now())
    if workshop is not None:
        note_room(workshop.id, passport().address)
    shared = shared_device or bool(workshop and workshop.shared_computers)
    first_time = not has_attempt(learner_id)
    if first_time:
        diagnostic.begin(learner_id, catalogue())
    if SESSION_KEY in session:  # a new session each time; the one before in this browser ends
        sessions.end(session[SESSION_KEY])
    opened = sessions.begin(
        learner_id=learner_id,
        workshop_id=workshop.id if workshop else None,
        shared_device=shared,
    )
    phone = None
    if not shared:
        phone = sessions.remember_device(request.cookies.get(phone_cookie()), learner_id)
    return Opened(session=opened, phone=phone, first_time=first_time)


def go_in(opened: Opened) -> Response:
    """After the commit: keep the cookies and lead to the first question, or where one was.

    Somebody whose structure closed meanwhile is led to the door, which tells them.
    """
    keep_signed_in(opened.session, long=opened.phone is not None)
    first = "learner.voice" if opened.first_time else _where_one_comes_back()
    target = page_waiting(visitor_or_none()) or url_for(first)
    response = current_app.make_response(redirect(target, 303))
    if opened.phone:
        remember_phone(response, opened.phone)
    return response


def greeted() -> bool:
    """Whether the person has just come back: this page greets them, the next one does not."""
    return bool(session.pop(COMES_BACK, False))


def _where_one_comes_back() -> str:
    """Into the diagnostic where it stopped; else the door, which names what is open."""
    session[COMES_BACK] = True
    person = visitor_or_none()
    if person is None or closed_to_tell(person) or to_show_first(person):
        return "public.home"
    if current_step(situation_of(person)) is None:
        return "public.home"
    return "learner.diagnostic"
