"""One workshop: its code, who is in the room, who asks for help; never any result."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts.store import Seat
from pixlearn.activities.answer import Fault
from pixlearn.db import now, transaction
from pixlearn.privacy.service import attach_name, lower_hand
from pixlearn.privacy.store import room
from pixlearn.structures.service import close_workshop, renew_code
from pixlearn.structures.store import Workshop, workshop_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.written import first_name_fault, written
from pixlearn.web.htmx import render
from pixlearn.web.login import settings, visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in the room: their first name, or what to call them until it is written."""

    learner_id: UUID
    first_name: str | None
    called: str  # « Sonia », « Carte 12 », « Personne 3 »
    asks_for_help: bool
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
            case "nouveau_code":
                renew_code(found)
            case "fermer":
                close_workshop(found)
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
        open=found.open_at(now()),
        site=address.partition("://")[2],
        qr=qr_svg(f"{address}/atelier/{found.code}", gettext("QR code of the workshop")),
    )


def _asked_learner() -> UUID:
    """The person named by the form; `attach_name` and `lower_hand` refuse whoever is not here."""
    try:
        return UUID(request.form.get("learner_id", ""))
    except ValueError:
        abort(400)


def _show(
    found: Workshop,
    learner_id: UUID | None = None,
    typed: str = "",
    fault: Fault | None = None,
) -> ResponseReturnValue:
    """The page; after an error, what was written stays in that person's field."""
    places = []
    for number, (seat, first_name) in enumerate(room(visitor(), found.id), start=1):
        here = fault is not None and seat.learner_id == learner_id
        places.append(
            Place(
                learner_id=seat.learner_id,
                first_name=first_name,
                called=first_name or called(seat, number),
                asks_for_help=seat.help_asked_at is not None,
                typed=typed if here else first_name or "",
                fault=fault if here else None,
            )
        )
    return render(
        "counsellor/workshop.html",
        status=422 if fault else 200,
        workshop=found,
        open=found.open_at(now()),
        places=places,
        faults=(fault,) if fault else (),
        noted=request.method == "GET" and "note" in request.args,
    )


def called(seat: Seat, number: int) -> str:
    """What to call somebody without a first name: by their card, or in the order they came."""
    if seat.card_number is not None:
        return str(gettext("Card %(number)s", number=seat.card_number))
    return str(gettext("Person %(number)s", number=number))
