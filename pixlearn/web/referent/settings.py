"""What the structure chooses for itself."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.structures.rules import MOST_PEOPLE
from pixlearn.structures.settings import LONGEST_CONTACT, StructureSettings
from pixlearn.structures.store import structure
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp


@bp.get("/reglages")
def settings() -> ResponseReturnValue:
    """The form, as it stands."""
    kept = StructureSettings.read(structure(own_structure()).settings)
    return _show(kept.contact, f"{kept.places}")


@bp.post("/reglages")
def keep_settings() -> ResponseReturnValue:
    """Keep what was chosen."""
    with transaction():
        here = structure(own_structure())
        contact = request.form.get("contact", "").replace("\r\n", "\n").strip()
        places = request.form.get("places", "").strip()[:4]
        faults = tuple(_faults(contact, places))
        if faults:
            return _show(contact, places, faults)
        here.settings = StructureSettings(contact, int(places)).to_keep()
    return redirect(url_for(".settings", note=1), 303)


def _faults(contact: str, places: str) -> list[Fault]:
    faults = []
    if len(contact) > LONGEST_CONTACT:
        words = gettext("Write a shorter text: %(num)s signs at most.", num=LONGEST_CONTACT)
        faults.append(Fault("contact", Problem.TOO_LONG, words))
    if not (places.isascii() and places.isdecimal() and 1 <= int(places) <= MOST_PEOPLE):
        words = gettext("Write a number of people: from 1 to %(num)s.", num=MOST_PEOPLE)
        faults.append(Fault("places", Problem.WRONG_VALUE, words))
    return faults


def _show(contact: str, places: str, faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    return render(
        "referent/settings.html",
        status=422 if faults else 200,
        contact=contact,
        places=places,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
        kept="note" in request.args and not faults,
    )
