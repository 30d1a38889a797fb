"""The structure's workshops, and opening a new one."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.first_hour import Step, note_steps
from pixlearn.db import now, transaction
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import workshops_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.paging import asked_page
from pixlearn.web.counsellor.workshop_form import TitledForm
from pixlearn.web.counsellor.workshop_titles import usual_title
from pixlearn.web.forms import form_page
from pixlearn.web.professional import myself, own_structure


@bp.get("/ateliers")
def workshops() -> ResponseReturnValue:
    """The workshops, the latest first, and the form that opens one."""
    return _page(TitledForm.filled(titre=usual_title(now())))


@bp.post("/ateliers")
def open_new_workshop() -> ResponseReturnValue:
    """Open a workshop and go to its page, where its code stands."""
    with transaction():
        form = TitledForm.sent()
        if form.faults:
            return _page(form)
        me, title, shared = myself(), form.titre.data, form.partages.data
        workshop = open_workshop(own_structure(), title, shared_computers=shared, led_by=me.id)
        workshop_id = workshop.id
        note_steps(me, [Step.WORKSHOP])
    return redirect(url_for(".workshop", workshop_id=workshop_id), 303)


def _page(form: TitledForm) -> ResponseReturnValue:
    found = workshops_of(own_structure())
    moment = now()
    return form_page(
        "counsellor/workshops.html",
        form,
        page=asked_page(found),
        states={workshop.id: workshop.state_at(moment).value for workshop in found},
    )
