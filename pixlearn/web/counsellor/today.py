"""« Aujourd'hui » : who needs the counsellor, why, and what to do first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pixlearn.accounts.first_hour import FirstHour, first_hour_of
from pixlearn.casework.homonyms import told_apart
from pixlearn.casework.waiting import (
    MISSES_IN_A_ROW,
    Arrivals,
    Cause,
    Waiting,
    Whose,
    Why,
    waiting_people,
)
from pixlearn.content.current import catalogue
from pixlearn.db import now
from pixlearn.privacy.caseload import Caseload, caseload_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.called import place_among
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.counsellor.paging import Page, asked_page
from pixlearn.web.house import local
from pixlearn.web.htmx import render
from pixlearn.web.i18n import day, elapsed, hour
from pixlearn.web.login import visitor
from pixlearn.web.professional import myself

SHOWN_FIRST = 5
ALL_SHOWN = (Cause.HAND,)  # of a room, nobody is left out


@dataclass(frozen=True, slots=True)
class Line:
    """One person: what to call them, why they wait, what to do; their page, if they share.

    ``beside`` tells them from others of the same first name.
    """

    called: str
    beside: str
    page: str | None
    why: str
    also: tuple[str, ...]
    act: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """The people of one cause; ``more``: how many are not on this page."""

    cause: Cause
    title: str
    lines: tuple[Line, ...]
    total: int
    more: int


@dataclass(frozen=True, slots=True)
class Welcome:
    """One open workshop where people are to be welcomed."""

    words: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Day:
    """The page: the rooms, the people, and how many of whose there are."""

    rooms: tuple[Welcome, ...]
    sections: tuple[Section, ...]
    page: Page[Waiting] | None
    whose: Whose
    caseload: Caseload
    first_hour: FirstHour


@bp.get("/")
def home() -> ResponseReturnValue:
    """The day; each person shown is one look."""
    asked = request.args.get("qui", "")
    whose = Whose(asked) if asked in list(Whose) else Whose.MINE
    cause = request.args.get("voir")
    moment = now()
    today = local(moment).date()
    rooms, people = waiting_people(visitor(), moment, today, whose)
    groups = [(one, list(some)) for one, some in groupby(people, lambda line: line.cause)]
    page = None
    if cause in list(Cause):
        page = asked_page([one for one in people if one.cause == cause])
        shown = [(Cause(cause), list(page.rows), page.total)] if page.rows else []
    else:
        shown = [(one, _first(one, some), len(some)) for one, some in groups]
    apart = _apart([one for _, some, _ in shown for one in some])
    met = [one for _, some, _ in shown for one in some]
    day_page = Day(
        rooms=() if page else tuple(_welcome(one) for one in rooms),
        sections=tuple(_section(*one, apart, paged=page is not None) for one in shown),
        page=page,
        whose=whose,
        caseload=caseload_of(visitor(), today),
        first_hour=first_hour_of(myself()),
    )
    html = render(
        "counsellor/today.html",
        day=day_page,
        scope={} if whose is Whose.MINE else {"qui": whose.value},
    )
    return looked(html, list=[one.learner_id for one in met if one.shares])


def _first(cause: Cause, people: list[Waiting]) -> list[Waiting]:
    return people if cause in ALL_SHOWN else people[:SHOWN_FIRST]


def _apart(people: Sequence[Waiting]) -> Mapping[UUID, Sequence[str]]:
    """What tells those of one first name apart."""
    found = (
        (
            one.learner_id,
            one.first_name,
            (
                str(gettext("Card %(number)s", number=one.card_number)) if one.card_number else "",
                one.workshop or "",
                str(gettext("here since %(day)s", day=day(local(one.begun)))) if one.begun else "",
            ),
        )
        for one in people
    )
    return told_apart(found, place_among)


def _welcome(room: Arrivals) -> Welcome:
    at = hour(local(room.starts_at)).removesuffix("\u00a000").removesuffix(" 00")
    return Welcome(
        words=str(
            ngettext(
                "Workshop of %(hour)s: %(num)s person to welcome",
                "Workshop of %(hour)s: %(num)s people to welcome",
                room.count,
                hour=at,
            )
        ),
        title=room.title,
        address=url_for(".workshop", workshop_id=room.workshop_id),
    )


def _section(
    cause: Cause,
    people: Sequence[Waiting],
    total: int,
    apart: Mapping[UUID, Sequence[str]],
    *,
    paged: bool,
) -> Section:
    return Section(
        cause=cause,
        title=_title(cause),
        lines=tuple(_line(one, ", ".join(apart.get(one.learner_id, ()))) for one in people),
        total=total,
        more=0 if paged else total - len(people),
    )


def _line(person: Waiting, beside: str) -> Line:
    first, *others = person.whys
    act, address = _act(person, first)
    return Line(
        called=person.first_name or _nameless(person),
        beside=beside,
        page=url_for(".learner", learner_id=person.learner_id) if person.shares else None,
        why=_sentence(first),
        also=tuple(_sentence(one) for one in others),
        act=act,
        address=address,
    )


def _nameless(person: Waiting) -> str:
    if person.card_number is not None:
        return str(gettext("Card %(number)s", number=person.card_number))
    return str(gettext("No first name"))


def _act(person: Waiting, why: Why) -> tuple[str, str]:
    """What to do first, and where."""
    if why.workshop_id is not None:
        address = url_for(".workshop", workshop_id=why.workshop_id)
        return gettext("Go to the workshop"), address
    their_page = url_for(".learner", learner_id=person.learner_id)
    if why.cause is Cause.AWAY:
        address = url_for(".propose", learner_id=person.learner_id)
        return gettext("Offer a helping hand"), address
    if why.cause is Cause.STUCK:
        return gettext("See where"), their_page
    if why.cause is Cause.ENDED:
        return gettext("Read the result"), their_page
    if why.cause is Cause.OUTCOME:
        return gettext("Say what came of it"), their_page
    if why.cause is Cause.BADGE:
        return gettext("Say well done"), their_page
    return gettext("Open their page"), their_page


def _title(cause: Cause) -> str:
    words = {
        Cause.HAND: gettext("They ask for help"),
        Cause.TALK: gettext("They want to talk about it"),
        Cause.STUCK: gettext("A hint would help"),
        Cause.ENDED: gettext("Starting point finished"),
        Cause.BADGE: gettext("Badges to celebrate"),
        Cause.OUTCOME: gettext("One month later: is it done?"),
        Cause.UNANSWERED: gettext("Proposals without an answer"),
        Cause.AWAY: gettext("Offer a helping hand"),
    }
    return str(words[cause])


def _sentence(why: Why) -> str:
    since = day(local(why.since)) if why.since else ""
    match why.cause:
        case Cause.HAND:
            words = gettext("Asks for help in “%(title)s”.", title=why.about)
        case Cause.TALK:
            words = gettext("Wants to talk about it first: “%(title)s”.", title=why.about)
        case Cause.OUTCOME:
            words = gettext("“%(title)s”: agreed on %(day)s.", title=why.about, day=since)
        case Cause.STUCK:
            words = _stuck_at(why.about)
        case Cause.ENDED:
            words = gettext("Finished the starting point on %(day)s.", day=since)
        case Cause.BADGE:
            words = gettext("Shows you a badge: “%(badge)s”.", badge=_badge_name(why.about))
        case Cause.UNANSWERED:
            words = gettext("“%(title)s”: proposed on %(day)s.", title=why.about, day=since)
        case Cause.AWAY:
            when = elapsed(why.since) if why.since else ""
            words = gettext("Last visit: %(when)s. A word may help.", when=when)
    return str(words)


def _stuck_at(lesson_id: str | None) -> str:
    lesson = catalogue().teaching.lessons.get(lesson_id or "")
    if lesson_id is None or lesson is None:
        return str(
            ngettext(
                "Looked for %(num)s question without finding it.",
                "Looked for %(num)s questions in a row without finding them.",
                MISSES_IN_A_ROW,
            )
        )
    return str(gettext("Tried several times in the lesson “%(title)s”.", title=lesson.text.title))


def _badge_name(badge_id: str | None) -> str:
    badge = catalogue().badges.get(badge_id or "")
    return badge.name if badge else ""
