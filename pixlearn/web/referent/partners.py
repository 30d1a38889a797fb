"""The structure's partners: the list, and what is said of a place in one touch."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from pixlearn.db import transaction
from pixlearn.orientation.partners import check_partner, partner_of
from pixlearn.orientation.store import Partner
from pixlearn.web.htmx import render
from pixlearn.web.partner_search import asked_search, found_page
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp
from pixlearn.web.whole import whole

DONE = ("fait", "lieu", "nouveaux", "changes")
OPPOSITE = {
    "ferme": "rouvert",
    "rouvert": "ferme",
    "archive": "desarchive",
    "desarchive": "archive",
}


@bp.get("/partenaires")
def partners() -> ResponseReturnValue:
    """The places that match, when each was last checked, and what was just done."""
    search = asked_search(states=True)
    act = request.args.get("fait", "")
    return render(
        "referent/partners.html",
        page=found_page(own_structure(), search),
        search=search,
        done=_done_words(act),
        undo=(OPPOSITE[act], request.args.get("lieu", "")) if act in OPPOSITE else None,
    )


@bp.post("/partenaires")
def act_on_partner() -> ResponseReturnValue:
    """Check, close, open again or archive one place: each button says which."""
    with transaction():
        act = next((one for one in (*OPPOSITE, "verifie") if one in request.form), "")
        partner = partner_of(own_structure(), _asked_id(request.form.get(act, "")))
        _act(partner, act)
    kept = {name: value for name, value in request.args.items() if name not in DONE}
    said = {**kept, "fait": act, "lieu": str(partner.id)}
    return redirect(f"{url_for('.partners')}?{urlencode(said)}", 303)


def _act(partner: Partner, act: str) -> None:
    match act:
        case "verifie":
            check_partner(partner)
        case "ferme":
            partner.gone = True
        case "rouvert":
            partner.gone = False
        case "archive":
            partner.archived = True
        case _:
            partner.archived = False


def _asked_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(400)


def _done_words(act: str) -> str:
    """What was just done, or nothing."""
    new, changed = (request.args.get(name, 0, type=whole) for name in DONE[2:])
    words = {
        "verifie": gettext("Noted: checked today."),
        "ferme": gettext("Noted: this place is no longer proposed."),
        "rouvert": gettext("Noted: this place is back in the list."),
        "archive": gettext("Noted: this place is archived."),
        "desarchive": gettext("Noted: this place is back in the list."),
        "garde": gettext("Noted."),
        "importe": ngettext("%(num)s place added", "%(num)s places added", new)
        + ngettext(", %(num)s changed.", ", %(num)s changed.", changed),
    }
    return str(words.get(act, ""))
