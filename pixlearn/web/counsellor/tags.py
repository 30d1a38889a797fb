"""The structure's tags: added, renamed, removed; never about health."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault, Problem
from pixlearn.db import transaction
from pixlearn.orientation.tags import (
    LONGEST,
    MOST,
    TagFault,
    create_tag,
    remove_tag,
    rename_tag,
    tag_lines,
)
from pixlearn.web.counsellor.blueprint import bp
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.professional import own_structure
from pixlearn.web.written import written

NEW = "etiquette"


@bp.get("/etiquettes")
def tags() -> ResponseReturnValue:
    """The tags and how many people carry each."""
    return _page()


@bp.post("/etiquettes")
def work_on_tags() -> ResponseReturnValue:
    """Add, rename or remove a tag: each button of the page says which."""
    with transaction():
        match request.form.get("action"):
            case "ajouter":
                field = NEW
                fault = create_tag(own_structure(), written(field))
            case "renommer":
                tag_id = _asked_tag()
                field = f"{NEW}-{tag_id}"
                fault = rename_tag(own_structure(), tag_id, written(field))
            case "retirer":
                field, fault = NEW, None
                remove_tag(own_structure(), _asked_tag())
            case _:
                abort(400)
        if fault is not None:
            return _page(Fault(field, Problem.NOTHING_WRITTEN, _words(fault)), written(field))
    return redirect(url_for(".tags", note=1), 303)


def _asked_tag() -> UUID:
    try:
        return UUID(request.form.get("tag_id", ""))
    except ValueError:
        abort(400)


def _words(fault: TagFault) -> str:
    words = {
        TagFault.EMPTY: gettext("Write the tag."),
        TagFault.TOO_LONG: gettext("Write a shorter tag: %(num)s signs at most.", num=LONGEST),
        TagFault.HEALTH: gettext(
            "Nothing about health, disability or reading. Choose other words."
        ),
        TagFault.TAKEN: gettext("This tag exists already."),
        TagFault.TOO_MANY: gettext(
            "You have %(num)s tags: remove one before you add another.", num=MOST
        ),
    }
    return str(words[fault])


def _page(fault: Fault | None = None, typed: str = "") -> Response:
    return render(
        "counsellor/tags.html",
        status=422 if fault else 200,
        lines=tag_lines(visitor(), own_structure()),
        faults=(fault,) if fault else (),
        typed=typed,
        new=NEW,
        longest=LONGEST,
        noted=request.method == "GET" and "note" in request.args,
    )
