"""Who looked at whom: written when a page is ready, before it leaves (docs/decisions/0037)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask.typing import ResponseReturnValue

from pixlearn.db import transaction
from pixlearn.privacy.service import record_look
from pixlearn.web.login import visitor


def looked(page: ResponseReturnValue, **looks: Iterable[UUID]) -> ResponseReturnValue:
    """Give back a page that has been read and rendered, once the looks at its people are kept.

    ``looks``: for each view, whom the page shows: ``looked(page, person=[learner_id])``. No record,
    no page: what is raised here stands in for the page. Nothing is read while others cannot write.

    Raises:
        Busy: the database stayed locked.
    """
    shown = {view: list(people) for view, people in looks.items()}
    if any(shown.values()):
        with transaction():
            for view, people in shown.items():
                record_look(visitor(), people, view)
    return page
