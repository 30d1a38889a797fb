"""One workshop: its code, who is in the room, where they stand, who asks for help; no result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pixlearn.accounts.limits import code_sleeps, note_failure, workshop_key
from pixlearn.activities.answer import Fault
from pixlearn.casework.board import stages
from pixlearn.db import now, transaction
from pixlearn.privacy.service import admit, attach_name, leave_room, lower_hand, send_away
from pixlearn.privacy.store import room
from pixlearn.structures.rules import Stage, WorkshopState
from pixlearn.structures.service import end_workshop, open_door
from pixlearn.structures.store import Workshop, workshop_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.called import called, namesakes, said
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.qr import qr_svg
from pixlearn.web.written import first_name_fault, written


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in the room. After the end, only those who share have a name, and nobody a stage."""

    learner_id: UUID
    first_name: str | None
    called: str  # « 6 · Sonia », « 6 · Carte 12 », « Personne 6 »
    said: str  # « Sonia, personne 6 »
    asks_for_help: bool
    admitted: bool
    stage: Stage | None
    typed: str  # what stands in the field of the first name
    fault: Fault | None


@bp.get("/ateliers/<uuid:workshop_id>")
def workshop(workshop_id: UUID) -> ResponseReturnValue:
    """The workshop's page."""
    return _show(workshop_of(own_structure(), workshop_id))


@bp.post("/ateliers/<uuid:workshop_id>")
def lead_workshop(workshop_id: UUID) -> ResponseReturnValue:
    """What the counsellor does there: each button of the page says which act it is."""
    with transaction():
        found = workshop_of(own_structure(), workshop_id)
        action = request.form.get("action")
        match action:
            case "nommer" | "aider" | "confirmer" | "pas_ici" if not found.open_at(now()):
                return redirect(url_for(".workshop", workshop_id=workshop_id), 303)
            case "nommer":
                refused = _name_people(found)
                if refused is not None:
                    return refused
            case "aider":
                lower_hand(visitor(), workshop_id, _asked_learner())
            case "confirmer":
                admit(visitor(), workshop_id, _asked_learners())
            case "pas_ici":
                send_away(visitor(), workshop_id, _asked_learner())
                note_failure(workshop_key(found.code or ""))
            case "nouveau_code":
                open_door(found, visitor().staff_id)
            case "terminer":
                end_workshop(found)
                leave_room(visitor(), workshop_id)
                return redirect(url_for(".workshop_end", workshop_id=workshop_id), 303)
            case _:
                abort(400)
    return redirect(url_for(".workshop", workshop_id=workshop_id, note=1), 303)


def _name_people(found: Workshop) -> ResponseReturnValue | None:
    """Keep the first names written; the page again when one of them cannot be kept."""
    names = {one: written(_field(one)) for one in _asked_learners()}
    faults = _faults_of(names)
    if faults:
        return _show(found, names, faults)
    for learner_id, first_name in names.items():
        if first_name:
            attach_name(visitor(), found.id, learner_id, first_name)
    return None


@bp.get("/ateliers/<uuid:workshop_id>/ecran")
def workshop_screen(workshop_id: UUID) -> ResponseReturnValue:
    """The page to project: how to come in, and nobody's name."""
    found = workshop_of(own_structure(), workshop_id)
    address = settings().public_url
    return render(
        "counsellor/workshop_screen.html",
        workshop=found,
        state=found.state_at(now()).value,
        site=address.partition("://")[2],
        qr=qr_svg(f"{address}/atelier/{found.code}", gettext("QR code of the workshop")),
    )


def _asked_learner() -> UUID:
    """The person named by the form; `attach_name` and `lower_hand` refuse whoever is not here."""
    return _learner(request.form.get("learner_id", ""))


def _asked_learners() -> list[UUID]:
    """The people named by the form: one, or all those whom the page showed."""
    return [_learner(text) for text in request.form.getlist("learner_id")] or [_asked_learner()]


def _learner(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(400)


def _field(learner_id: UUID) -> str:
    return f"prenom-{learner_id}"


def _faults_of(names: Mapping[UUID, str]) -> list[Fault]:
    """What is wrong: nobody was named, or something is no first name. An empty field may stay."""
    written_ones = {one: name for one, name in names.items() if name} or dict(
        islice(names.items(), 1)
    )
    found = [first_name_fault(_field(one), name) for one, name in written_ones.items()]
    return [fault for fault in found if fault is not None]


def _show(
    found: Workshop, typed: Mapping[UUID, str] = MappingProxyType({}), faults: Sequence[Fault] = ()
) -> ResponseReturnValue:
    """The page; after an error, what was written stays in its field."""
    seats = room(visitor(), found.id)
    state = found.state_at(now())
    live = state is WorkshopState.OPEN
    stage_of = stages(found, [seat for seat, _ in seats]) if live else {}
    wrong = {fault.field: fault for fault in faults}
    places = [
        Place(
            learner_id=seat.learner_id,
            first_name=first_name,
            called=called(seat.number, first_name, seat.card_number),
            said=said(seat.number, first_name, seat.card_number),
            asks_for_help=live and seat.help_asked_at is not None,
            admitted=seat.admitted_at is not None,
            stage=stage_of.get(seat.learner_id),
            typed=typed.get(seat.learner_id, first_name or ""),
            fault=wrong.get(_field(seat.learner_id)),
        )
        for seat, first_name in seats
    ]
    renamed = request.args.get("nommer", "")
    return render(
        "counsellor/workshop.html",
        status=422 if faults else 200,
        workshop=found,
        state=state.value,
        asleep=live and settings().limits and code_sleeps(found.code or ""),
        places=places,
        summary=_summary(places),
        unnamed=[one for one in places if live and (not one.first_name or one.learner_id in typed)],
        renaming=next((one for one in places if f"{one.learner_id}" == renamed and live), None),
        namesakes=namesakes(place.first_name for place in places) if live else [],
        refreshed_at=now(),
        refreshes=live and not faults and request.args.get("direct") != "non",
        faults=faults,
        noted=request.method == "GET" and "note" in request.args,
    )


def _summary(places: list[Place]) -> str:
    """« 8 personnes, 5 ont fini, 1 demande de l'aide »: the numbers only."""
    stages = [place.stage for place in places]
    done, paused = stages.count(Stage.DONE), stages.count(Stage.PAUSES)
    asking = sum(place.asks_for_help for place in places)
    words = [ngettext("%(num)s person", "%(num)s people", len(places))]
    words += [ngettext("%(num)s has finished", "%(num)s have finished", done)] if done else []
    words += [ngettext("%(num)s is on a break", "%(num)s are on a break", paused)] if paused else []
    words += [ngettext("%(num)s asks for help", "%(num)s ask for help", asking)] if asking else []
    return ", ".join(str(one) for one in words)
