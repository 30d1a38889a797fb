"""Glue between flask-login and our session rows: who is asking, signing in and out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import SQLAlchemyError

from pixlearn.accounts import sessions
from pixlearn.accounts.rules import OWN_PHONE, Visitor, network_of
from pixlearn.accounts.service import Passport
from pixlearn.config import Settings
from pixlearn.db import A_GLANCE, Busy, now, transaction
from pixlearn.web.htmx import leave_page

SESSION_KEY = "_user_id"  # where flask-login keeps the session's token in the signed cookie
ACCOUNT = "account"  # whose session it is, to know it when its row is gone
NO_VISIT = {None, "static", "public.alive", "public.ready"}  # asked for without the database

login_manager = LoginManager()
login_manager.session_protection = None  # phones change address all day; rows end sessions


class Person(UserMixin):  # type: ignore[misc]
    """The visitor as flask-login knows them; its id is the session's token."""

    def __init__(self, token: str, visitor: Visitor) -> None:
        self.token = token
        self.visitor = visitor

    def get_id(self) -> str:
        """What the signed cookie keeps."""
        return self.token


def init_login(app: Flask) -> None:
    """Load the person of each request and note, every five minutes at most, that they are here."""
    # Not by its init_app(), which adds two things: a remember cookie, by which static files would
    # vary with the session, and the user in every template, error pages without database included.
    app.login_manager = login_manager  # type: ignore[attr-defined]

    @login_manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> Person | None:
        visitor = sessions.visitor_of(token)
        return Person(token, visitor) if visitor else None

    @app.before_request
    def note_presence() -> None:
        if request.endpoint in NO_VISIT:
            return
        visitor = visitor_or_none()
        if visitor is not None and sessions.needs_touch(visitor):
            # Reading goes on when nothing can be written now: the next page notes it.
            with suppress(Busy, SQLAlchemyError), transaction(A_GLANCE):
                sessions.touch(visitor)
                g.touched = True


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.extensions["pixlearn_settings"]
    return found


def passport() -> Passport:
    """What the account rules need to know of this request."""
    return Passport(
        pepper=settings().pepper,
        address=network_of(request.remote_addr or "unknown"),
        limited=settings().limits,
    )


def visitor_or_none() -> Visitor | None:
    """Who is asking, or none when nobody is signed in."""
    if g.get("nobody", False):
        return None
    return current_user.visitor if current_user.is_authenticated else None


def visitor_if_known() -> Visitor | None:
    """Who is asking, if this request has looked already; the database is not asked."""
    person = g.get("_login_user")
    return person.visitor if isinstance(person, Person) else None


def visitor() -> Visitor:
    """Who is asking, on a page whose guard has already let them in."""
    found = visitor_or_none()
    if found is None:
        raise PermissionError("this page is not guarded")
    return found


def keep_signed_in(token: str, *, long: bool) -> None:
    """Let the browser keep a session that the transaction has just opened; the cookie is new.

    ``long`` keeps it when the browser closes: an own phone, never a shared computer.
    """
    session.clear()
    session.permanent = long
    found = sessions.visitor_of(token)
    if found is not None:
        login_user(Person(token, found))
        session[ACCOUNT] = sessions.account_of(found)


def sign_out(*, keep_phone: bool = False) -> Response:
    """End the session row and leave nothing of the person in this browser."""
    token = session.get(SESSION_KEY)
    person = visitor_or_none()
    phone = request.cookies.get(phone_cookie())
    with transaction():
        if token:
            sessions.end(token)
        if person and person.learner_id and not keep_phone and phone:
            sessions.forget_device(phone, person.learner_id)
        elif person and person.learner_id and not person.shared_device and not person.practice:
            phone = sessions.remember_device(phone, person.learner_id) if keep_phone else phone
    logout_user()
    session.clear()
    at_provider = provider_cookie() in request.cookies
    home = url_for("public.leave_provider" if at_provider else "public.home")
    response = leave_page(current_app.make_response(redirect(home, 303)), home)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    set_cookie(response, card_cookie(), "", seconds=0)
    set_cookie(response, kept_cookie(), "", seconds=0)
    if keep_phone and phone:
        remember_phone(response, phone)
    return response


def phone_cookie() -> str:
    """The cookie by which an own phone is known."""
    return "__Host-phone" if settings().secure else "phone"


def card_cookie() -> str:
    """The cookie that keeps a card's seed while the person may look at the card and print it."""
    return "__Host-card" if settings().secure else "card"


def kept_cookie() -> str:
    """The cookie that holds the keys of forms kept for whoever was signed in here."""
    return "__Host-kept" if settings().secure else "kept"


def provider_cookie() -> str:
    """The cookie that keeps what a provider asks for when the person signs out there too."""
    return "__Host-provider" if settings().secure else "provider"


def set_cookie(response: Response, name: str, value: str, *, seconds: int) -> None:
    """Set one of our own cookies, out of reach of scripts and other sites."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )


def remember_phone(response: Response, token: str) -> None:
    """Keep the phone's token as long as an own phone's session may last."""
    set_cookie(response, phone_cookie(), token, seconds=int(OWN_PHONE.total.total_seconds()))


def as_response(value: ResponseReturnValue) -> Response:
    """A view's value as a response, to add a cookie to it."""
    return current_app.make_response(value)


def context() -> dict[str, Any]:
    """What every template knows of the person."""
    who = visitor_or_none()
    return {"who": who, "time_left": time_left(who) if who else None}


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Seconds until a session ends by rest and at all, and the minutes that it may rest."""

    rest: int
    total: int
    minutes: int


def time_left(who: Visitor) -> TimeLeft | None:
    """How long this person stays signed in; none on an own phone, which keeps them for weeks."""
    if who.life is None or who.life == OWN_PHONE or who.began_at is None:
        return None
    moment = now()
    used = moment if g.get("touched", False) else who.last_used_at
    return TimeLeft(
        rest=int((used + who.life.idle - moment).total_seconds()),
        total=int((who.began_at + who.life.total - moment).total_seconds()),
        minutes=int(who.life.idle.total_seconds()) // 60,
    )
