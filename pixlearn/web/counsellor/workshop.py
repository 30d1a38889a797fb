"""One workshop: its code, who is in the room, where they stand, who asks for help; no result."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pixlearn.accounts.limits import code_sleeps, note_failure, workshop_key
from pixlearn.accounts.store import Seat
from pixlearn.activities.answer import Fault
from pixlearn.db import now, transaction
from pixlearn.privacy.service import admit, attach_name, leave_room, lower_hand, send_away
from pixlearn.privacy.store import room
from pixlearn.progression.board import stages
from pixlearn.structures.rules import Stage
from pixlearn.structures.service import end_workshop, open_door
from pixlearn.structures.store import Workshop, workshop_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.qr import qr_svg
from pixlearn.web.written import first_name_fault, written


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in the room: their first name, or what to call them until it is written."""

    learner_id: UUID
    first_name: str | None
    called: str  # « Sonia », « Carte 12 », « Personne 3 »
    asks_for_help: bool
    admitted: bool
    stage: Stage
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
        match request.form.get("action"):
            case "nommer":
                learner_id = _asked_learner()
                field = f"prenom-{learner_id}"
                first_name = written(field)
                fault = first_name_fault(field, first_name)
                if fault is not None:
                    return _show(found, learner_id, first_name, fault)
                attach_name(visitor(), workshop_id, learner_id, first_name)
            case "aider":
                lower_hand(visitor(), workshop_id, _asked_learner())
            case "confirmer":
                admit(visitor(), workshop_id, _asked_learners())
            case "pas_ici":
                send_away(visitor(), workshop_id, _asked_learner())
                if found.code is not None:
                    note_failure(workshop_key(found.code))
            case "nouveau_code":
                open_door(found)
            case "terminer":
                end_workshop(found)
                leave_room(visitor(), workshop_id)
                return redirect(url_for(".workshop_end", workshop_id=workshop_id), 303)
            case _:
                abort(400)
    return redirect(url_for(".workshop", workshop_id=workshop_id, note=1), 303)


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
    return [_learner(text) for text in request.form.getlist("learner_id")]


def _learner(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(400)


def _show(
    found: Workshop,
    learner_id: UUID | None = None,
    typed: str = "",
    fault: Fault | None = None,
) -> ResponseReturnValue:
    """The page; after an error, what was written stays in that person's field."""
    seats = room(visitor(), found.id)
    stage_of = stages(found, [seat for seat, _ in seats])
    places = []
    for number, (seat, first_name) in enumerate(seats, start=1):
        here = fault is not None and seat.learner_id == learner_id
        places.append(
            Place(
                learner_id=seat.learner_id,
                first_name=first_name,
                called=first_name or called(seat, number),
                asks_for_help=seat.help_asked_at is not None,
                admitted=seat.admitted_at is not None,
                stage=stage_of[seat.learner_id],
                typed=typed if here else first_name or "",
                fault=fault if here else None,
            )
        )
    state = found.state_at(now()).value
    return render(
        "counsellor/workshop.html",
        status=422 if fault else 200,
        workshop=found,
        state=state,
        asleep=state == "ouvert" and settings().limits and code_sleeps(found.code or ""),
        places=places,
        summary=_summary(places),
        renamed=request.args.get("nommer", ""),
        refreshed_at=now(),
        refreshes=state == "ouvert" and fault is None and request.args.get("direct") != "non",
        faults=(fault,) if fault else (),
        noted=request.method == "GET" and "note" in request.args,
    )


def _summary(places: list[Place]) -> str:
    """« 8 personnes, 5 ont fini, 1 demande de l'aide »: the numbers only."""
    stages = [place.stage for place in places]
    done, paused = stages.count(Stage.DONE), stages.count(Stage.PAUSES)
    asking = sum(place.asks_for_help for place in places)
    said = [ngettext("%(num)s person", "%(num)s people", len(places))]
    said += [ngettext("%(num)s has finished", "%(num)s have finished", done)] if done else []
    said += [ngettext("%(num)s is on a break", "%(num)s are on a break", paused)] if paused else []
    said += [ngettext("%(num)s asks for help", "%(num)s ask for help", asking)] if asking else []
    return ", ".join(str(words) for words in said)


def called(seat: Seat, number: int) -> str:
    """What to call somebody without a first name: by their card, or in the order they came."""
    if seat.card_number is not None:
        return str(gettext("Card %(number)s", number=seat.card_number))
    return str(gettext("Person %(number)s", number=number))
