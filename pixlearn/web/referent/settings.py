"""What the structure chooses for itself, a page for each subject."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.structures.closing import NameTaken, rename
from pixlearn.structures.rules import MOST_PEOPLE
from pixlearn.structures.settings import (
    EXPORTERS,
    LENGTHS,
    LONGEST_CONTACT,
    LONGEST_DIAGNOSTIC,
    LONGEST_NAME,
    RETENTIONS,
    TIME_ZONES,
    House,
    StructureSettings,
    tidy_phone,
)
from pixlearn.structures.store import structure
from pixlearn.web.adapted import AdaptedForm
from pixlearn.web.forms import Choice, Whole, form_page
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp
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
    """Its name, that of the diagnostic, how to reach the structure, and where it is."""
    here = _here()
    kept = here.settings
    return _presentation_page(here.name, kept.diagnostic, kept.contact, kept.phone, here.zone.key)


@bp.post("/reglages/presentation")
def keep_presentation() -> ResponseReturnValue:
    """Keep what was written."""
    with transaction():
        here = structure(own_structure())
        name = " ".join(request.form.get("structure", "").split())
        diagnostic = " ".join(request.form.get("nom", "").split())
        contact = request.form.get("contact", "").replace("\r\n", "\n").strip()
        written = request.form.get("telephone", "").strip()[:30]
        phone = tidy_phone(written) if written else ""
        zone = request.form.get("fuseau", "")
        faults = []
        if not name:
            words = gettext("Write the name of your structure.")
            faults.append(Fault("structure", Problem.NOTHING_WRITTEN, words))
        for field, text, most in (
            ("structure", name, LONGEST_NAME),
            ("nom", diagnostic, LONGEST_DIAGNOSTIC),
            ("contact", contact, LONGEST_CONTACT),
        ):
            if len(text) > most:
                words = gettext("Write a shorter text: %(num)s signs at most.", num=most)
                faults.append(Fault(field, Problem.TOO_LONG, words))
        if phone is None:
            words = gettext("Write a phone number. For example, 01 23 45 67 89.")
            faults.append(Fault("telephone", Problem.WRONG_VALUE, words))
        if zone not in TIME_ZONES:
            faults.append(Fault("fuseau", Problem.NOTHING_CHOSEN, gettext("Choose a place.")))
        if not faults:
            try:
                rename(here, name)
            except NameTaken:
                words = gettext("Another structure has this name. Add your town, for example.")
                faults.append(Fault("structure", Problem.WRONG_VALUE, words))
        if faults:
            return _presentation_page(name, diagnostic, contact, written, zone, tuple(faults))
        here.time_zone = zone
        _keep(diagnostic=diagnostic, contact=contact, phone=phone)
    return _kept()


def _lengths() -> list[tuple[int, str]]:
    return [(one, ngettext("%(num)s minute", "%(num)s minutes", one)) for one in LENGTHS]


class WorkshopsForm(AdaptedForm):
    """What a new workshop begins with."""

    places = Whole(
        least=1,
        most=MOST_PEOPLE,
        needed=lazy_gettext("Write a number of people: from 1 to %(num)s.", num=MOST_PEOPLE),
    )
    duree = Choice(_lengths, unfolds=True, needed=lazy_gettext("Choose a length."))


@bp.get("/reglages/ateliers")
def workshop_settings() -> ResponseReturnValue:
    """What a new workshop begins with."""
    kept = _here().settings
    form = WorkshopsForm.adapted(
        kept.comfort, kept.break_every, helper=kept.helper, places=kept.places, duree=kept.minutes
    )
    return _workshops_page(form)


@bp.post("/reglages/ateliers")
def keep_workshop_settings() -> ResponseReturnValue:
    """Keep it for the workshops to come; those that exist stay as they are."""
    with transaction():
        form = WorkshopsForm.sent()
        if form.faults:
            return _workshops_page(form)
        _keep(
            places=form.places.data,
            minutes=form.duree.data,
            comfort=form.comfort,
            break_every=form.pauses.data,
            helper=form.aide.data,
        )
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
    name: str,
    diagnostic: str,
    contact: str,
    phone: str,
    zone: str,
    faults: tuple[Fault, ...] = (),
) -> ResponseReturnValue:
    return _page(
        "referent/settings_presentation.html",
        faults,
        name=name,
        longest_name=LONGEST_NAME,
        diagnostic=diagnostic,
        longest=LONGEST_DIAGNOSTIC,
        contact=contact,
        phone=phone,
        zone=zone,
        zones=zone_words().items(),
    )


def _workshops_page(form: WorkshopsForm) -> ResponseReturnValue:
    return form_page("referent/settings_workshops.html", form, most_people=MOST_PEOPLE)


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
