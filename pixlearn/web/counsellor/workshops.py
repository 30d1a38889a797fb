"""The structure's workshops, and opening a new one."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pixlearn.accounts.first_hour import Step, note_steps
from pixlearn.activities.answer import Fault
from pixlearn.db import now, transaction
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import workshops_of
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.counsellor.paging import asked_page
from pixlearn.web.counsellor.workshop_form import title_fault
from pixlearn.web.counsellor.workshop_titles import usual_title
from pixlearn.web.htmx import render
from pixlearn.web.professional import myself, own_structure
from pixlearn.web.written import written


@bp.get("/ateliers")
def workshops() -> ResponseReturnValue:
    """The workshops, the latest first, and the form that opens one."""
    return _show(usual_title(now()), shared_computers=False)


@bp.post("/ateliers")
def open_new_workshop() -> ResponseReturnValue:
    """Open a workshop and go to its page, where its code stands."""
    with transaction():
        title = written("titre")
        shared_computers = request.form.get("partages") == "oui"
        fault = title_fault(title)
        if fault is not None:
            return _show(title, shared_computers=shared_computers, faults=(fault,))
        me = myself()
        workshop_id = open_workshop(
            own_structure(), title, shared_computers=shared_computers, led_by=me.id
        ).id
        note_steps(me, [Step.WORKSHOP])
    return redirect(url_for(".workshop", workshop_id=workshop_id), 303)


def _show(
    title: str, *, shared_computers: bool, faults: tuple[Fault, ...] = ()
) -> ResponseReturnValue:
    found = workshops_of(own_structure())
    moment = now()
    return render(
        "counsellor/workshops.html",
        status=422 if faults else 200,
        page=asked_page(found),
        states={workshop.id: workshop.state_at(moment).value for workshop in found},
        title=title,
        shared_computers=shared_computers,
        faults=faults,
    )
