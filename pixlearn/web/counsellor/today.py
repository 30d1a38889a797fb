"""« Aujourd'hui » : who needs the counsellor, why, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pixlearn.content.current import catalogue
from pixlearn.db import A_LOOK, now, transaction
from pixlearn.privacy.service import record_look
from pixlearn.progression.listing import has_learners
from pixlearn.progression.waiting import MISSES_IN_A_ROW, Cause, Waiting, Why, waiting_people
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.paging import Page, asked_page
from pixlearn.web.house import local
from pixlearn.web.htmx import render
from pixlearn.web.i18n import day, elapsed
from pixlearn.web.login import visitor

SHOWN_FIRST = 5
ALL_SHOWN = (Cause.HAND, Cause.ADMISSION)  # of a room, nobody is left out
WHOLE = "structure"


@dataclass(frozen=True, slots=True)
class Line:
    """One person: what to call them, why they wait, what to do."""

    called: str
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


@bp.get("/")
def home() -> ResponseReturnValue:
    """The day; each person shown is one look (security 7)."""
    whole = request.args.get("qui") == WHOLE
    asked = request.args.get("voir")
    with transaction(A_LOOK):
        moment = now()
        today = local(moment).date()
        people = waiting_people(visitor(), moment, today, whole_structure=whole)
        groups = [(cause, list(some)) for cause, some in groupby(people, lambda one: one.cause)]
        page = None
        if asked in list(Cause):
            page = asked_page([one for one in people if one.cause == asked])
            shown = [(Cause(asked), list(page.rows), page.total)] if page.rows else []
        else:
            shown = [(cause, _first(cause, some), len(some)) for cause, some in groups]
        sections = [_section(*one, paged=page is not None) for one in shown]
        met = [one for _, some, _ in shown for one in some]
        record_look(visitor(), [one.learner_id for one in met if one.shares], "list")
        anybody = bool(people) or has_learners(visitor())
    return _page(sections, page, whole=whole, anybody=anybody)


def _first(cause: Cause, people: list[Waiting]) -> list[Waiting]:
    return people if cause in ALL_SHOWN else people[:SHOWN_FIRST]


def _page(
    sections: Sequence[Section], page: Page[Waiting] | None, *, whole: bool, anybody: bool
) -> ResponseReturnValue:
    return render(
        "counsellor/today.html",
        sections=sections,
        page=page,
        scope={"qui": WHOLE} if whole else {},
        whole=whole,
        anybody=anybody,
    )


def _section(cause: Cause, people: Sequence[Waiting], total: int, *, paged: bool) -> Section:
    return Section(
        cause=cause,
        title=_title(cause),
        lines=tuple(_line(one) for one in people),
        total=total,
        more=0 if paged else total - len(people),
    )


def _line(person: Waiting) -> Line:
    first, *others = person.whys
    name = person.first_name or _nameless(person)
    act, address = _act(person, first)
    return Line(name, _sentence(first), tuple(_sentence(one) for one in others), act, address)


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
    if why.cause is Cause.BADGE:
        return gettext("Say well done"), their_page
    return gettext("Open their page"), their_page


def _title(cause: Cause) -> str:
    words = {
        Cause.HAND: gettext("They ask for help"),
        Cause.ADMISSION: gettext("To welcome in the workshop"),
        Cause.STUCK: gettext("A hint would help"),
        Cause.ENDED: gettext("Starting point finished"),
        Cause.BADGE: gettext("Badges to celebrate"),
        Cause.UNANSWERED: gettext("Proposals without an answer"),
        Cause.AWAY: gettext("Offer a helping hand"),
    }
    return str(words[cause])


def _sentence(why: Why) -> str:
    since = day(local(why.since)) if why.since else ""
    match why.cause:
        case Cause.HAND:
            words = gettext("Asks for help in “%(title)s”.", title=why.about)
        case Cause.ADMISSION:
            words = gettext("Came into “%(title)s”.", title=why.about)
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
