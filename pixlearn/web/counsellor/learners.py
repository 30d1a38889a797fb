"""The learners who share with the structure, and what is done for several of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import A_LOOK, now, transaction
from pixlearn.orientation.service import grid_of
from pixlearn.orientation.store import Tag
from pixlearn.orientation.tags import put_tag, tag_of, tags_of, tags_of_learners, take_tag_off
from pixlearn.privacy.seating import NoPlaceLeft, seat_people
from pixlearn.privacy.service import record_look
from pixlearn.progression.listing import ListedLearner, listed_learners
from pixlearn.structures.rules import WorkshopState
from pixlearn.structures.store import Workshop, workshop_of, workshops_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.filters import Filters, asked_filters, narrowed, state_words
from pixlearn.web.counsellor.paging import Page, asked_page
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.whole import whole

PROPOSE, CARDS = "proposer", "cartes"
WORKSHOP, PUT, TAKE_OFF = "atelier:", "mettre:", "retirer:"


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done for the people ticked: alone, and in groups under a title."""

    alone: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The page: one page of the list, and what stands around it."""

    page: Page[ListedLearner]
    filters: Filters
    tags: Mapping[UUID, Sequence[str]]
    acts: Acts

    @property
    def shown(self) -> list[UUID]:
        """Whose lines stand on the page."""
        return [line.id for line in self.page.rows]


@bp.get("/apprenants")
def learners() -> ResponseReturnValue:
    """The list; the look at each line is kept with the reading itself (security 7)."""
    with transaction(A_LOOK):
        listed = _listed()
        record_look(visitor(), listed.shown, "list")
    return _page(listed)


@bp.post("/apprenants")
def act_on_learners() -> ResponseReturnValue:
    """Do one thing for all the people ticked, and come back to the same list."""
    with transaction():
        people = _ticked()
        act = request.form.get("action", "")
        done = _act(act, people) if people else _nobody_ticked()
        if isinstance(done, Fault):
            listed = _listed()
            record_look(visitor(), listed.shown, "list")
            return _page(listed, done, people, act)
    if isinstance(done, str):
        return redirect(done, 303)
    kept = {name: value for name, value in request.args.items() if name not in ("fait", "cocher")}
    return redirect(f"{url_for('.learners')}?{urlencode({**kept, 'fait': done})}", 303)


def _act(act: str, people: Sequence[UUID]) -> int | str | Fault:
    """How many people it was done for, where to go on, or what is missing."""
    if act == PROPOSE:
        return url_for(".propose_to_several", pour=",".join(str(one) for one in people))
    if act == CARDS:
        return url_for(".renew_cards", pour=",".join(str(one) for one in people))
    kind, _, value = act.partition(":")
    target = _id(value)
    if target is None or f"{kind}:" not in (WORKSHOP, PUT, TAKE_OFF):
        words = gettext("Choose what you want to do with the people ticked.")
        return Fault("action", Problem.NOTHING_CHOSEN, words)
    if f"{kind}:" == WORKSHOP:
        try:
            return seat_people(visitor(), workshop_of(own_structure(), target), people)
        except NoPlaceLeft:
            words = gettext("This workshop has too few places left. Tick fewer people.")
            return Fault("action", Problem.NOTHING_CHOSEN, words)
    change = put_tag if f"{kind}:" == PUT else take_tag_off
    return change(visitor(), tag_of(own_structure(), target), people)


def _nobody_ticked() -> Fault:
    words = gettext("Tick at least one person in the list.")
    return Fault("personne", Problem.NOTHING_CHOSEN, words)


def _listed() -> Listed:
    """What the address asks, read in a fixed number of statements."""
    structure_id = own_structure()
    workshops, tags, grid = workshops_of(structure_id), tags_of(structure_id), grid_of(structure_id)
    filters = asked_filters(workshops, tags, grid)
    today = today_here()
    found = listed_learners(visitor(), today, narrowed(filters, grid), filters.order.chosen)
    page = asked_page(found)
    shown = [line.id for line in page.rows]
    labels = tags_of_learners(visitor(), shown) if tags and shown else {}
    return Listed(page, filters, labels, _acts(workshops, tags))


def _acts(workshops: Sequence[Workshop], tags: Sequence[Tag]) -> Acts:
    moment = now()
    open_ones = [one for one in workshops if one.state_at(moment) is not WorkshopState.ENDED]
    return Acts(
        alone=(
            (PROPOSE, gettext("Propose what comes next")),
            (CARDS, gettext("Print new cards")),
        ),
        groups=(
            (
                gettext("Add to a workshop"),
                tuple((f"{WORKSHOP}{one.id}", one.title) for one in open_ones),
            ),
            (gettext("Put a tag"), tuple((f"{PUT}{one.id}", one.label) for one in tags)),
            (gettext("Take a tag off"), tuple((f"{TAKE_OFF}{one.id}", one.label) for one in tags)),
        ),
    )


def _ticked() -> list[UUID]:
    """Whom the form names; each act leaves out whoever does not share."""
    asked = (_id(text) for text in request.form.getlist("personne"))
    return list(dict.fromkeys(one for one in asked if one is not None))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _page(
    listed: Listed, fault: Fault | None = None, ticked: Sequence[UUID] = (), act: str = ""
) -> Response:
    """The page; after an error, what was ticked and chosen stays."""
    if request.args.get("cocher") == "tout":
        ticked = listed.shown
    return render(
        "counsellor/learners.html",
        status=422 if fault else 200,
        page=listed.page,
        filters=listed.filters,
        tags=listed.tags,
        acts=listed.acts,
        faults=(fault,) if fault else (),
        ticked=frozenset(ticked),
        act=act,
        state_words=state_words,
        done=request.args.get("fait", type=whole),
    )
