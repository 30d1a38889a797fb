"""Adding or changing one partner by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.activities.answer import Fault
from pixlearn.activities.answer import Problem as Wrong
from pixlearn.db import transaction
from pixlearn.orientation.partner_import import LONGEST, Columns, Problem, clean
from pixlearn.orientation.partner_schema import KINDS, OTHER_KIND, WORDS
from pixlearn.orientation.partners import (
    AlreadyListed,
    add_partner,
    change_partner,
    partner_of,
)
from pixlearn.orientation.store import Partner
from pixlearn.web.htmx import render
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp
from pixlearn.web.written import one_line

# Field of the form → column, in the order of the page.
TEXTS: Mapping[str, str] = {
    "nom": "name",
    "commune": "commune",
    "code_postal": "postcode",
    "adresse": "address",
    "telephone": "phone",
    "courriel": "email",
    "site_web": "website",
    "prise_rdv": "appointment",
    "horaires": "hours",
    "presentation": "about",
}
NEEDED = ("nom", "commune")
LISTS: Mapping[str, str] = {
    "services": "services",
    "publics": "public",
    "accueil": "care",
    "modalites": "modalities",
    "frais": "fees",
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A box of a list; `ui.choices` draws it."""

    value: str
    chosen: bool
    pictogram: None = None
    speech: None = None

    @property
    def word(self) -> str:
        """What stands beside the box."""
        return self.value


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    texts: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    kind: str

    def ticks(self, field: str) -> list[Tick]:
        """The boxes of a list: the schema's words, then those that a file brought."""
        known = WORDS[LISTS[field]]
        others = [one for one in self.lists[field] if one not in known]
        return [Tick(one, one in self.lists[field]) for one in (*known, *others)]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of place to choose from; a file may bring another one."""
        named = sorted(KINDS.items(), key=lambda pair: (pair[0] == OTHER_KIND, pair[1]))
        return named if self.kind in KINDS else [(self.kind, self.kind), *named]


@bp.get("/partenaires/nouveau")
def new_partner() -> ResponseReturnValue:
    """An empty form."""
    return _page(Typed(dict.fromkeys(TEXTS, ""), dict.fromkeys(LISTS, ()), OTHER_KIND))


@bp.post("/partenaires/nouveau")
def add_new_partner() -> ResponseReturnValue:
    """Add the place, or say what is missing."""
    with transaction():
        typed = _typed()
        columns, faults = _read(typed)
        if not faults:
            try:
                add_partner(own_structure(), columns)
            except AlreadyListed:
                words = gettext("A place of this name in this town is in your list already.")
                faults = [Fault("nom", Wrong.NOTHING_WRITTEN, words)]
        if faults:
            return _page(typed, faults)
    return redirect(url_for(".partners", fait="garde", q=typed.texts["nom"]), 303)


@bp.get("/partenaires/<uuid:partner_id>")
def partner(partner_id: UUID) -> ResponseReturnValue:
    """The form with what is known of a place."""
    found = partner_of(own_structure(), partner_id)
    return _page(_known(found), partner=found)


@bp.post("/partenaires/<uuid:partner_id>")
def change_known_partner(partner_id: UUID) -> ResponseReturnValue:
    """Keep what was changed, or say what is wrong."""
    with transaction():
        found = partner_of(own_structure(), partner_id)
        typed = _typed()
        columns, faults = _read(typed)
        if faults:
            return _page(typed, faults, found)
        emptied = [column for column in TEXTS.values() if column not in columns]
        change_partner(found, columns, emptied)
    return redirect(url_for(".partners", fait="garde", q=typed.texts["nom"]), 303)


def _typed() -> Typed:
    return Typed(
        {name: one_line(request.form.get(name, "")) for name in TEXTS},
        {name: [one_line(one)[:120] for one in request.form.getlist(name)] for name in LISTS},
        one_line(request.form.get("typologie", ""))[:30] or OTHER_KIND,
    )


def _known(partner: Partner) -> Typed:
    texts = {name: getattr(partner, column) or "" for name, column in TEXTS.items()}
    lists = {name: getattr(partner, column) for name, column in LISTS.items()}
    return Typed(texts, lists, partner.kind)


def _read(typed: Typed) -> tuple[Columns, list[Fault]]:
    """The columns to keep, and what is wrong with a field."""
    columns: Columns = {"kind": typed.kind}
    faults = []
    for field, column in TEXTS.items():
        text = typed.texts[field]
        if not text:
            if field in NEEDED:
                faults.append(Fault(field, Wrong.NOTHING_WRITTEN, _words(field, Problem.MISSING)))
            continue
        value, problem = clean(column, text)
        if len(value) > LONGEST.get(column, len(value)):
            problem = Problem.TOO_LONG
        if problem is None:
            columns[column] = value
        else:
            faults.append(Fault(field, Wrong.NOTHING_WRITTEN, _words(field, problem)))
    for field, column in LISTS.items():
        columns[column] = list(typed.lists[field])[:20]
    return columns, faults


def _words(field: str, problem: Problem) -> str:
    """What to do, in words."""
    words = {
        Problem.POSTCODE: gettext("Write the 5 digits of the postcode."),
        Problem.PHONE: gettext("Write the phone number: 10 digits."),
        Problem.EMAIL: gettext("Write an e-mail address, like name@example.fr."),
        Problem.LINK: gettext("Write a web address, like https://example.fr."),
        Problem.TOO_LONG: gettext("Write a shorter text."),
    }
    if problem is Problem.MISSING:
        missing = {"nom": gettext("Write the name of the place.")}
        return str(missing.get(field, gettext("Write the town.")))
    return str(words[problem])


def _page(typed: Typed, faults: Sequence[Fault] = (), partner: Partner | None = None) -> Response:
    return render(
        "referent/partner_form.html",
        status=422 if faults else 200,
        typed=typed,
        faults=faults,
        partner=partner,
        wrong={fault.field: fault.message for fault in faults},
    )
