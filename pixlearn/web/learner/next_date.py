"""The date of the learner's next workshop, for their calendar."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts.whereabouts import next_workshop_of
from pixlearn.db import now
from pixlearn.web.calendars import next_meeting_file
from pixlearn.web.learner.blueprint import bp
from pixlearn.web.login import visitor


@bp.get("/prochain-atelier.ics")
def next_date_file() -> ResponseReturnValue:
    """The title says nothing of the structure nor of the workshop: others read one's calendar."""
    learner_id = visitor().learner_id
    found = next_workshop_of(learner_id, now()) if learner_id else None
    if found is None or found.next_at is None:
        abort(404)
    title = gettext("Workshop")
    return next_meeting_file(found, found.next_at, title)
