"""The learners who share with the structure, and what is done for several of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts.store import Staff
from pixlearn.activities.answer import Fault, Problem
from pixlearn.casework.homonyms import told_apart
from pixlearn.casework.listing import ListedLearner, listed_learners
from pixlearn.db import now, transaction
from pixlearn.orientation.service import grid_of
from pixlearn.orientation.store import Tag
from pixlearn.orientation.tags import put_tag, tag_of, tags_of, tags_of_learners, take_tag_off
from pixlearn.privacy.caseload import Caseload, hand_all_over, hand_back, team_and_caseload
from pixlearn.privacy.following import NotOfTheTeam
from pixlearn.privacy.seating import NoPlaceLeft, seat_people
from pixlearn.privacy.service import record_look
from pixlearn.privacy.store import room
from pixlearn.structures.rules import WorkshopState
from pixlearn.structures.store import Workshop, workshop_of, workshops_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.called import place_among
from pixlearn.web.counsellor.filters import (
    ME,
    NOBODY,
    Filters,
    asked_filters,
    narrowed,
    state_words,
)
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.counsellor.paging import Page, asked_page
from pixlearn.web.house import local, today_here
from pixlearn.web.htmx import render
from pixlearn.web.i18n import day
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.whole import whole

PROPOSE, CARDS = "proposer", "cartes"
FOLLOW, UNDO, PASS_ON = "suivre", "annuler", "passer:"
WORKSHOP, PUT, TAKE_OFF = "atelier:", "mettre:", "retirer:"
BY_ADDRESS = 50  # people named in the address of the next page


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done for the people ticked: alone, and in groups under a title."""

    alone: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Done:
    """For how many people something was done; ``lot`` is what undoes it."""

    count: int
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The page: one page of the list, and what stands around it.

    ``apart``: what tells people of the same first name apart; ``found``: all whom the filter keeps.
    """

    page: Page[ListedLearner]
    filters: Filters
    tags: Mapping[UUID, Sequence[str]]
    acts: Acts
    caseload: Caseload
    apart: Mapping[UUID, Sequence[str]]
    found: tuple[UUID, ...]

    @property
    def shown(self) -> list[UUID]:
        """Whose lines stand on the page."""
        return [line.id for line in self.page.rows]


@bp.get("/apprenants")
def learners() -> ResponseReturnValue:
    """The list; the look at each line is kept."""
    listed = _listed()
    return looked(_page(listed), list=listed.shown)


@bp.post("/apprenants")
def act_on_learners() -> ResponseReturnValue:
    """Do one thing for the people ticked, or all those of the filter; back to the same list."""
    with transaction():
        act = request.form.get("action", "")
        everybody = request.form.get("tous") == "oui"
        people = list(_listed().found) if everybody else _ticked()
        if act == UNDO:
            done: Done | str | Fault = Done(hand_back(visitor(), _moment()))
        else:
            done = _act(act, people) if people else _nobody_ticked()
        if isinstance(done, Fault):
            listed = _listed()
            record_look(visitor(), listed.shown, "list")
            return _page(listed, done, people, act, everybody=everybody)
    if isinstance(done, str):
        return redirect(done, 303)
    gone = ("fait", "lot", "cocher", "rendu")
    kept = {name: value for name, value in request.args.items() if name not in gone}
    kept |= {"rendu" if act == UNDO else "fait": str(done.count)}
    kept |= {"lot": done.lot} if done.lot and done.count else {}
    return redirect(f"{url_for('.learners')}?{urlencode(kept)}", 303)


@bp.post("/ateliers/<uuid:workshop_id>/suivre")
def follow_the_room(workshop_id: UUID) -> ResponseReturnValue:
    """Follow everybody who came to this workshop and shares; the list says who they are."""
    with transaction():
        workshop_of(own_structure(), workshop_id)
        people = [seat.learner_id for seat, _ in room(visitor(), workshop_id)]
        done = hand_all_over(visitor(), people, visitor().staff_id, today_here())
    lot = _lot(done.at) if done.count else None
    address = url_for(".learners", atelier=workshop_id, suivi=ME, fait=done.count, lot=lot)
    return redirect(address, 303)


def _act(act: str, people: Sequence[UUID]) -> Done | str | Fault:
    """How many people it was done for, where to go on, or what is missing."""
    if act in (PROPOSE, CARDS):
        if len(people) > BY_ADDRESS:
            words = gettext(
                "These are %(found)s people, and this is done for %(num)s at most at once."
                " Untick “all people”, and tick one page after another.",
                found=len(people),
                num=BY_ADDRESS,
            )
            return Fault("action", Problem.NOTHING_CHOSEN, words)
        page = ".propose_to_several" if act == PROPOSE else ".renew_cards"
        return url_for(page, pour=",".join(str(one) for one in people))
    if act == FOLLOW:
        return _passed(people, visitor().staff_id)
    kind, _, value = act.partition(":")
    if act == f"{PASS_ON}{NOBODY}":
        return _passed(people, None)
    target = _id(value)
    if target is None or f"{kind}:" not in (PASS_ON, WORKSHOP, PUT, TAKE_OFF):
        words = gettext("Choose what you want to do with the people ticked.")
        return Fault("action", Problem.NOTHING_CHOSEN, words)
    if f"{kind}:" == PASS_ON:
        return _passed(people, target)
    if f"{kind}:" == WORKSHOP:
        try:
            return Done(seat_people(visitor(), workshop_of(own_structure(), target), people))
        except NoPlaceLeft:
            words = gettext("This workshop has too few places left. Tick fewer people.")
            return Fault("action", Problem.NOTHING_CHOSEN, words)
    change = put_tag if f"{kind}:" == PUT else take_tag_off
    return Done(change(visitor(), tag_of(own_structure(), target), people))


def _passed(people: Sequence[UUID], to_staff: UUID | None) -> Done:
    """Follow these people, or pass them on; each is told at the next visit."""
    try:
        done = hand_all_over(visitor(), people, to_staff, today_here())
    except NotOfTheTeam:
        abort(404)
    return Done(done.count, _lot(done.at))


def _lot(at: datetime) -> str:
    """The moment of an act, to undo it."""
    return at.isoformat()


def _moment() -> datetime:
    try:
        at = datetime.fromisoformat(request.form.get("lot", ""))
    except ValueError:
        abort(400)
    if at.tzinfo is None:
        abort(400)
    return at


def _nobody_ticked() -> Fault:
    words = gettext("Tick at least one person in the list.")
    return Fault("personne", Problem.NOTHING_CHOSEN, words)


def _listed() -> Listed:
    """What the address asks, read in a fixed number of statements."""
    structure_id = own_structure()
    workshops, tags, grid = workshops_of(structure_id), tags_of(structure_id), grid_of(structure_id)
    today = today_here()
    staff, caseload = team_and_caseload(visitor(), today)
    filters = asked_filters(workshops, tags, grid, staff, follows=caseload.mine > 0)
    found = listed_learners(visitor(), today, narrowed(filters, grid), filters.order.chosen)
    page = asked_page(found)
    shown = [line.id for line in page.rows]
    labels = tags_of_learners(visitor(), shown) if tags and shown else {}
    names = {one.id: one.name for one in staff}
    titles = {one.id: one.title for one in workshops}
    return Listed(
        page=page,
        filters=filters,
        tags=labels,
        acts=_acts(workshops, tags, staff, limited=len(found) > BY_ADDRESS),
        caseload=caseload,
        apart=told_apart(
            (
                (one.id, one.first_name, _facts(one, labels.get(one.id, ()), titles, names))
                for one in found
            ),
            place_among,
        ),
        found=tuple(one.id for one in found),
    )


def _facts(
    line: ListedLearner,
    labels: Sequence[str],
    titles: Mapping[UUID, str],
    names: Mapping[UUID, str],
) -> tuple[str, ...]:
    """What may tell somebody from others of the same first name."""
    workshop = titles.get(line.workshop_id, "") if line.workshop_id else ""
    follower = names.get(line.follower_id, "") if line.follower_id else ""
    return (
        workshop,
        ", ".join(labels),
        str(gettext("followed by %(name)s", name=follower)) if follower else "",
        str(gettext("here since %(day)s", day=day(local(line.since)))) if line.since else "",
    )


def _acts(
    workshops: Sequence[Workshop], tags: Sequence[Tag], staff: Sequence[Staff], *, limited: bool
) -> Acts:
    """``limited``: the list is longer than what a single address may name, which is said."""
    moment, me = now(), visitor().staff_id
    others = [one for one in staff if one.active and one.is_counsellor and one.id != me]
    open_ones = [one for one in workshops if one.state_at(moment) is not WorkshopState.ENDED]
    return Acts(
        alone=(
            (FOLLOW, gettext("I follow these people")),
            (PROPOSE, _up_to(gettext("Propose what comes next"), limited=limited)),
            (CARDS, _up_to(gettext("Print new cards"), limited=limited)),
        ),
        groups=(
            (
                gettext("Hand over to"),
                (
                    *((f"{PASS_ON}{one.id}", one.name) for one in others),
                    (f"{PASS_ON}{NOBODY}", gettext("Nobody in particular")),
                ),
            ),
            (
                gettext("Add to a workshop"),
                tuple((f"{WORKSHOP}{one.id}", one.title) for one in open_ones),
            ),
            (gettext("Put a tag"), tuple((f"{PUT}{one.id}", one.label) for one in tags)),
            (gettext("Take a tag off"), tuple((f"{TAKE_OFF}{one.id}", one.label) for one in tags)),
        ),
    )


def _up_to(words: str, *, limited: bool) -> str:
    if not limited:
        return words
    return str(gettext("%(act)s (%(num)s people at most)", act=words, num=BY_ADDRESS))


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
    listed: Listed,
    fault: Fault | None = None,
    ticked: Sequence[UUID] = (),
    act: str = "",
    *,
    everybody: bool = False,
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
        caseload=listed.caseload,
        apart=listed.apart,
        everybody=everybody,
        faults=(fault,) if fault else (),
        ticked=frozenset(ticked),
        act=act,
        state_words=state_words,
        done=request.args.get("fait", type=whole),
        lot=request.args.get("lot", ""),
        undone=request.args.get("rendu", type=whole),
    )
