"""What the structure chooses for itself, a page for each subject."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.structures.rules import MOST_PEOPLE
from pixlearn.structures.settings import (
    EXPORTERS,
    LENGTHS,
    LONGEST_CONTACT,
    LONGEST_DIAGNOSTIC,
    RETENTIONS,
    TIME_ZONES,
    House,
    StructureSettings,
)
from pixlearn.structures.store import structure
from pixlearn.web.adapted import asked_comfort, asked_helper, break_of
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp
from pixlearn.web.whole import whole, whole_or
from pixlearn.web.zones import zone_words


@bp.get("/reglages")
def settings() -> ResponseReturnValue:
    """The subjects, and what stands now."""
    return render(
        "referent/settings.html",
        here=_here(),
        zone=zone_words()[_here().zone.key],
        kept="note" in request.args,
    )


@bp.get("/reglages/presentation")
def presentation() -> ResponseReturnValue:
    """The name of the diagnostic, how to reach the structure, and where it is."""
    kept = _here().settings
    return _presentation_page(kept.diagnostic, kept.contact, _here().zone.key)


@bp.post("/reglages/presentation")
def keep_presentation() -> ResponseReturnValue:
    """Keep what was written."""
    with transaction():
        diagnostic = " ".join(request.form.get("nom", "").split())
        contact = request.form.get("contact", "").replace("\r\n", "\n").strip()
        zone = request.form.get("fuseau", "")
        faults = []
        for name, text, most in (
            ("nom", diagnostic, LONGEST_DIAGNOSTIC),
            ("contact", contact, LONGEST_CONTACT),
        ):
            if len(text) > most:
                words = gettext("Write a shorter text: %(num)s signs at most.", num=most)
                faults.append(Fault(name, Problem.TOO_LONG, words))
        if zone not in TIME_ZONES:
            faults.append(Fault("fuseau", Problem.NOTHING_CHOSEN, gettext("Choose a place.")))
        if faults:
            return _presentation_page(diagnostic, contact, zone, tuple(faults))
        structure(own_structure()).time_zone = zone
        _keep(diagnostic=diagnostic, contact=contact)
    return _kept()


@bp.get("/reglages/ateliers")
def workshop_settings() -> ResponseReturnValue:
    """What a new workshop begins with."""
    kept = _here().settings
    return _workshops_page(kept, f"{kept.places}")


@bp.post("/reglages/ateliers")
def keep_workshop_settings() -> ResponseReturnValue:
    """Keep it for the workshops to come; those that exist stay as they are."""
    with transaction():
        places = request.form.get("places", "").strip()[:4]
        minutes = request.form.get("duree", "")
        chosen: dict[str, Any] = {
            "comfort": asked_comfort(),
            "break_every": break_of(request.form.get("pauses", "")),
            "helper": asked_helper(),
            "minutes": next((one for one in LENGTHS if f"{one}" == minutes), None),
        }
        faults = []
        if not 1 <= whole_or(places, 0) <= MOST_PEOPLE:
            words = gettext("Write a number of people: from 1 to %(num)s.", num=MOST_PEOPLE)
            faults.append(Fault("places", Problem.WRONG_VALUE, words))
        if chosen["minutes"] is None:
            faults.append(Fault("duree", Problem.NOTHING_CHOSEN, gettext("Choose a length.")))
            chosen["minutes"] = _here().settings.minutes
        if faults:
            return _workshops_page(replace(_here().settings, **chosen), places, tuple(faults))
        _keep(places=whole(places), **chosen)
    return _kept()


@bp.get("/reglages/donnees")
def data_settings() -> ResponseReturnValue:
    """How long the work of somebody who no longer comes is kept, and who may keep files."""
    return _data_page()


@bp.post("/reglages/donnees")
def keep_data_settings() -> ResponseReturnValue:
    """Keep both; they hold at the next request."""
    with transaction():
        months = next((n for n in RETENTIONS if f"{n}" == request.form.get("garder")), None)
        exporters = request.form.get("exports")
        if months is None or exporters not in EXPORTERS:
            field = "garder" if months is None else "exports"
            words = gettext("Choose one line of the list.")
            return _data_page((Fault(field, Problem.NOTHING_CHOSEN, words),))
        _keep(retention=months, exporters=exporters)
    return _kept()


def _here() -> House:
    return structure(own_structure()).as_house()


def _keep(**changed: Any) -> None:
    row = structure(own_structure())
    row.settings = replace(StructureSettings.read(row.settings), **changed).to_keep()


def _kept() -> ResponseReturnValue:
    return redirect(url_for(".settings", note=1), 303)


def _presentation_page(
    diagnostic: str, contact: str, zone: str, faults: tuple[Fault, ...] = ()
) -> ResponseReturnValue:
    return _page(
        "referent/settings_presentation.html",
        faults,
        diagnostic=diagnostic,
        longest=LONGEST_DIAGNOSTIC,
        contact=contact,
        zone=zone,
        zones=zone_words().items(),
    )


def _workshops_page(
    chosen: StructureSettings, places: str, faults: tuple[Fault, ...] = ()
) -> ResponseReturnValue:
    return _page(
        "referent/settings_workshops.html",
        faults,
        places=places,
        most_people=MOST_PEOPLE,
        minutes=f"{chosen.minutes}",
        lengths=LENGTHS,
        chosen={
            "comfort": chosen.comfort,
            "break_every": f"{chosen.break_every or ''}",
            "helper": chosen.helper,
        },
    )


def _data_page(faults: tuple[Fault, ...] = ()) -> ResponseReturnValue:
    return _page("referent/settings_data.html", faults, kept=_here().settings, months=RETENTIONS)


def _page(template: str, faults: tuple[Fault, ...], **context: Any) -> ResponseReturnValue:
    return render(
        template,
        status=422 if faults else 200,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
        **context,
    )
