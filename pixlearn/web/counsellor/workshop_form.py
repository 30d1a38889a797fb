"""A workshop decided: for now or for later, with what the room and the people need."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from pixlearn.content.current import catalogue
from pixlearn.db import now, transaction
from pixlearn.structures.rules import (
    DIAGNOSTIC,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_PEOPLE,
    Plan,
)
from pixlearn.structures.service import change, open_planned, prepare
from pixlearn.structures.settings import StructureSettings
from pixlearn.structures.store import Workshop, structure, workshop_of
from pixlearn.web.adapted import AdaptedForm
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.workshop_titles import usual_title
from pixlearn.web.forms import Choice, Clock, Day, Form, Text, Tick, Whole, form_page, pressed
from pixlearn.web.house import diagnostic_called, local, zone
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure

HALF_HOUR = timedelta(minutes=30)


def _purposes() -> list[tuple[str, str]]:
    called = diagnostic_called(gettext("Starting point"))
    first = gettext("%(diagnostic)s: what each person can do", diagnostic=called)
    tracks = catalogue().teaching.tracks.values()
    named = [(one.id, gettext("Track “%(title)s”", title=one.text.title)) for one in tracks]
    return [(DIAGNOSTIC, first), *named]


class TitledForm(Form):
    """What every workshop has."""

    titre = Text(
        needed=lazy_gettext("Write a title for the workshop."),
        longest=LONGEST_TITLE,
        too_long=lazy_gettext("Write a shorter title: %(num)s signs at most.", num=LONGEST_TITLE),
    )
    partages = Tick()


class MeetingForm(Form):
    """When people meet."""

    date = Day()
    heure = Clock()

    @property
    def moment(self) -> datetime:
        """The moment, on the clocks of the structure."""
        return datetime.combine(self.date.data, self.heure.data, tzinfo=zone())


class WorkshopForm(AdaptedForm, MeetingForm, TitledForm):
    """The whole form."""

    lieu = Text(
        longest=LONGEST_PLACE,
        too_long=lazy_gettext("Write a shorter place: %(num)s signs at most.", num=LONGEST_PLACE),
    )
    places = Whole(
        least=1,
        most=MOST_PEOPLE,
        needed=lazy_gettext("Write a number of people: from 1 to %(num)s.", num=MOST_PEOPLE),
    )
    but = Choice(_purposes, needed=lazy_gettext("Choose what the workshop is about."))

    @property
    def plan(self) -> Plan:
        """What was decided."""
        title, starts_at = self.titre.data, self.moment
        return Plan(
            title=usual_title(starts_at) if title == usual_title(now()) else title,
            starts_at=starts_at,
            shared_computers=self.partages.data,
            place=self.lieu.data or None,
            capacity=self.places.data,
            purpose=self.but.data,
            comfort=self.comfort,
            break_every=self.pauses.data,
            helper=self.aide.data,
        )


@bp.get("/ateliers/nouveau")
def new_workshop() -> ResponseReturnValue:
    """The whole form: date, place, purpose, and an adapted session."""
    usual = StructureSettings.read(structure(own_structure()).settings)
    moment = next_half_hour(now())
    form = WorkshopForm.adapted(
        usual.comfort,
        usual.break_every,
        helper=usual.helper,
        titre=usual_title(moment),
        places=usual.places,
        but=DIAGNOSTIC,
        **moment_parts(moment),
    )
    return _page(form)


@bp.post("/ateliers/nouveau")
def make_workshop() -> ResponseReturnValue:
    """Open it now, or keep it for later."""
    with transaction():
        form = WorkshopForm.sent()
        if form.faults:
            return _page(form)
        make = prepare if pressed() == "garder" else open_planned
        workshop_id = make(own_structure(), form.plan, visitor().staff_id).id
    return redirect(url_for(".workshop", workshop_id=workshop_id), 303)


@bp.get("/ateliers/<uuid:workshop_id>/modifier")
def change_workshop(workshop_id: UUID) -> ResponseReturnValue:
    """The same form, as it was filled."""
    return _page(_known(workshop_of(own_structure(), workshop_id)), workshop_id)


@bp.post("/ateliers/<uuid:workshop_id>/modifier")
def keep_workshop(workshop_id: UUID) -> ResponseReturnValue:
    """Keep what was changed."""
    with transaction():
        found = workshop_of(own_structure(), workshop_id)
        form = WorkshopForm.sent()
        if form.faults:
            return _page(form, workshop_id)
        change(found, form.plan)
    return redirect(url_for(".workshop", workshop_id=workshop_id, note=1), 303)


def moment_parts(moment: datetime) -> dict[str, object]:
    """A moment as the values of a `MeetingForm`."""
    here = local(moment)
    return {"date": here.date(), "heure": here.time()}


def on_the_half_hour(moment: datetime) -> datetime:
    """The half hour before: nobody meets at 9 h 53."""
    return moment.replace(minute=moment.minute // 30 * 30)


def next_half_hour(moment: datetime) -> datetime:
    """The half hour that comes: nothing is proposed in the past."""
    before = on_the_half_hour(moment).replace(second=0, microsecond=0)
    return before if before >= moment else before + HALF_HOUR


def _known(workshop: Workshop) -> WorkshopForm:
    return WorkshopForm.adapted(
        workshop.comfort,
        workshop.break_every,
        helper=workshop.helper,
        titre=workshop.title,
        partages=workshop.shared_computers,
        lieu=workshop.place,
        places=workshop.capacity,
        but=workshop.purpose,
        **moment_parts(workshop.starts_at),
    )


def _page(form: WorkshopForm, workshop_id: UUID | None = None) -> ResponseReturnValue:
    return form_page(
        "counsellor/workshop_form.html", form, workshop_id=workshop_id, most_people=MOST_PEOPLE
    )
