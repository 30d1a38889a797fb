"""« Proposer la suite » : filled by the grid with its reasons, and changed at will."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.content.current import catalogue
from pixlearn.db import transaction
from pixlearn.orientation.partner_schema import SERVICES
from pixlearn.orientation.proposals import (
    LONGEST_WORD,
    MOST_AT_ONCE,
    Wanted,
    people_to_propose_to,
    propose_to,
)
from pixlearn.orientation.rules import GridAdvice, Kind, Modality
from pixlearn.orientation.service import proposals_of, proposed_by_grid
from pixlearn.privacy.service import record_look
from pixlearn.privacy.store import sharing_with
from pixlearn.progression.reading import reading_of
from pixlearn.progression.rules import Progression
from pixlearn.progression.service import progression_of
from pixlearn.progression.store import shared_learner
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.looks import looked
from pixlearn.web.counsellor.proposable import GRID, Proposable, asked_genre, by_grid, by_kind
from pixlearn.web.forms.days import WrongDay, asked_parts, read_day
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.whole import whole


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page: for whom, what can be proposed, and what stands in the fields."""

    people: tuple[tuple[UUID, str | None], ...]
    proposable: Proposable
    chosen: str = ""
    modality: str = ""
    word: str = ""
    parts: tuple[str, ...] = ("", "", "")
    progression: Progression | None = None
    grid: GridAdvice | None = None


@bp.get("/apprenants/<uuid:learner_id>/proposer")
def propose(learner_id: UUID) -> ResponseReturnValue:
    """The sheet of one person; the look at what the grid read is kept."""
    return looked(_page(_sheet_of(learner_id)), person=[learner_id])


@bp.post("/apprenants/<uuid:learner_id>/proposer")
def make_proposal(learner_id: UUID) -> ResponseReturnValue:
    """Propose it; sent twice, it is proposed once."""
    with transaction():
        sheet = _typed(_sheet_of(learner_id))
        wanted = _wanted(sheet)
        if not isinstance(wanted, Wanted):
            record_look(visitor(), [learner_id], "person")
            return _page(sheet, wanted)
        propose_to(visitor(), own_structure(), [learner_id], wanted)
    return redirect(url_for(".proposals", learner_id=learner_id, fait=1), 303)


@bp.get("/proposer")
def propose_to_several() -> ResponseReturnValue:
    """The same thing to several people, chosen in the list."""
    sheet = _sheet_of_several()
    return looked(_page(sheet), list=[one for one, _ in sheet.people])


@bp.post("/proposer")
def make_proposals() -> ResponseReturnValue:
    """Propose it to those of them who still share."""
    with transaction():
        sheet = _typed(_sheet_of_several())
        asked = [one for one, _ in sheet.people]
        wanted = _wanted(sheet)
        if not isinstance(wanted, Wanted):
            record_look(visitor(), asked, "list")
            return _page(sheet, wanted)
        count = propose_to(visitor(), own_structure(), asked, wanted)
    address = url_for(".propose_to_several", pour=request.args.getlist("pour"), fait=count)
    return redirect(address, 303)


def _sheet_of(learner_id: UUID) -> Sheet:
    """Nine statements at most, whatever the person's history."""
    actor = visitor()
    person = shared_learner(actor, learner_id)
    value = progression_of(actor, learner_id, catalogue(), whole=False)
    reading = reading_of(value, sharing_with(actor, learner_id), catalogue())
    made = proposals_of(actor, learner_id)
    advice = proposed_by_grid(own_structure(), reading)
    default = GRID if advice.advice or reading.percent is not None else Kind.DIAGNOSTIC
    genre = asked_genre(default, with_grid=True)
    by_the_grid = genre == GRID
    proposable = by_grid(advice, made) if by_the_grid else by_kind(genre, own_structure(), made)
    return Sheet(
        people=((learner_id, person.first_name),),
        proposable=proposable,
        chosen=_first(proposable),
        modality=advice.modality.value if advice.modality and by_the_grid else "",
        progression=value,
        grid=advice,
    )


def _sheet_of_several() -> Sheet:
    genre = asked_genre(Kind.TRACK, with_grid=False)
    people = people_to_propose_to(visitor(), _asked_people())
    proposable = by_kind(genre, own_structure(), ())
    return Sheet(people=tuple(people), proposable=proposable, chosen=_first(proposable))


def _first(proposable: Proposable) -> str:
    """What is chosen before anything is touched: by the grid, the first of its advice that is not
    proposed yet; else only what stands alone."""
    if proposable.genre == GRID:
        options = proposable.groups[0].options if proposable.groups else ()
        return next((one.value for one in options if one.made is None), "")
    return proposable.options[0].value if len(proposable.options) == 1 else ""


def _asked_people() -> list[UUID]:
    """« ?pour=id,id » or « ?pour=id&pour=id »; what is no id is left out."""
    found = []
    for one in ",".join(request.args.getlist("pour")).split(",")[:MOST_AT_ONCE]:
        try:
            found.append(UUID(one.strip()))
        except ValueError:
            continue
    return found


def _typed(sheet: Sheet) -> Sheet:
    """The sheet with what was written in it."""
    return replace(
        sheet,
        chosen=request.form.get("quoi", ""),
        modality=request.form.get("modalite", ""),
        word=request.form.get("mot", "").replace("\r\n", "\n").strip(),
        parts=asked_parts("date"),
    )


def _wanted(sheet: Sheet) -> Wanted | list[Fault]:
    """What is proposed, or what is wrong with the form."""
    faults = []
    option = sheet.proposable.find(sheet.chosen)
    if not sheet.people:
        faults.append(_fault("quoi", gettext("Choose people in the list first.")))
    elif option is None:
        faults.append(_fault("quoi", gettext("Choose what you propose.")))
    day = None
    try:
        day = _day(sheet.parts)
    except WrongDay as wrong:
        faults.append(_fault("date", f"{wrong}"))
    if len(sheet.word) > LONGEST_WORD:
        words = gettext("Your word is too long: %(num)s signs at most.", num=LONGEST_WORD)
        faults.append(_fault("mot", words))
    if faults or option is None:
        return faults
    chosen = sheet.modality if sheet.modality in set(Modality) else None
    return replace(
        option.wanted,
        on_date=day or option.wanted.on_date,
        modality=Modality(chosen) if chosen else option.wanted.modality,
        word=sheet.word or None,
    )


def _fault(field: str, words: str) -> Fault:
    return Fault(field, Problem.NOTHING_CHOSEN, words)


def _day(parts: tuple[str, ...]) -> date | None:
    """The day written in three fields, today or later; none where nothing is written."""
    if not any(parts):
        return None
    today = today_here()
    found = read_day(parts, today)
    if found < today:
        raise WrongDay(gettext("Write a day to come: day, month, year."))
    return found


def _page(sheet: Sheet, faults: list[Fault] | None = None) -> ResponseReturnValue:
    several = request.endpoint in {"counsellor.propose_to_several", "counsellor.make_proposals"}
    return render(
        "counsellor/propose.html",
        status=422 if faults else 200,
        sheet=sheet,
        several=several,
        faults=faults or [],
        errors={fault.field: fault.message for fault in faults or []},
        kinds=([] if several else [GRID]) + list(Kind),
        asked=request.args.getlist("pour"),
        done=request.args.get("fait", 0, type=whole) if request.method == "GET" else 0,
        longest=LONGEST_WORD,
        services=[("", gettext("Any service")), *((one, one) for one in SERVICES)],
    )
