"""Adding or changing one partner by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from pixlearn.db import transaction
from pixlearn.orientation.partner_import import LONGEST, LONGEST_WORD, Columns, clean
from pixlearn.orientation.partner_schema import KINDS, OTHER_KIND, WORDS
from pixlearn.orientation.partners import (
    AlreadyListed,
    add_partner,
    change_partner,
    partner_of,
)
from pixlearn.orientation.store import Partner
from pixlearn.structures.reaching import dialled, is_phone
from pixlearn.web.forms import Choice, Email, Form, Phone, Text, Ticks, form_page
from pixlearn.web.forms.texts import Read
from pixlearn.web.professional import own_structure
from pixlearn.web.referent import bp

SHORTER = lazy_gettext("Write a shorter text.")
POSTCODE = lazy_gettext("Write the 5 digits of the postcode.")
LINK = lazy_gettext("Write a web address, like https://example.fr.")
LONGEST_KIND = 30


def _cleaned(column: str, wrong: object) -> Callable[[str], str]:
    """A reader that keeps what a file would keep in this column."""

    def reader(text: str) -> str:
        value, problem = clean(column, text)
        if problem is not None:
            raise ValueError(f"{wrong}")
        if len(value) > LONGEST.get(column, LONGEST_WORD):
            raise ValueError(f"{SHORTER}")
        return value

    return reader


def _number(text: str) -> str | None:
    number = dialled(text)
    return number if is_phone(number) else None


def _kinds() -> list[tuple[str, str]]:
    return sorted(KINDS.items(), key=lambda pair: (pair[0] == OTHER_KIND, pair[1]))


class Kind(Choice):
    """A kind of place; the one that a file brought stays among them."""

    def read(self) -> str:
        """The kind, or « other » where none was sent."""
        return self.typed[:LONGEST_KIND] or OTHER_KIND

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The kinds to choose from."""
        known = super().lines
        brought = self.typed if self.typed not in KINDS else ""
        return [(brought, brought), *known] if brought else known


def _ticks(column: str) -> Ticks:
    return Ticks(WORDS[column], others=LONGEST_WORD)


def _line(column: str, **known: object) -> Text:
    return Text(longest=LONGEST[column], too_long=SHORTER, **known)


class PartnerForm(Form):
    """What is known of a place; `COLUMNS` says where each field is kept."""

    nom = _line("name", needed=lazy_gettext("Write the name of the place."))
    commune = _line("commune", needed=lazy_gettext("Write the town."))
    code_postal = Read(_cleaned("postcode", POSTCODE), kind="digits", longest=6, too_long=POSTCODE)
    adresse = _line("address")
    typologie = Kind(_kinds, unfolds=True, default=OTHER_KIND)
    telephone = Phone(_number, wrong=lazy_gettext("Write the phone number: 10 digits."))
    courriel = Email(wrong=lazy_gettext("Write an e-mail address, like name@example.fr."))
    site_web = Read(_cleaned("website", LINK), kind="address", longest=300, too_long=SHORTER)
    services = _ticks("services")
    horaires = _line("hours")
    presentation = _line("about")
    prise_rdv = Read(_cleaned("appointment", LINK), kind="address", longest=300, too_long=SHORTER)
    publics = _ticks("public")
    accueil = _ticks("care")
    modalites = _ticks("modalities")
    frais = _ticks("fees")


COLUMNS: Mapping[str, str] = {
    "nom": "name",
    "commune": "commune",
    "code_postal": "postcode",
    "adresse": "address",
    "typologie": "kind",
    "telephone": "phone",
    "courriel": "email",
    "site_web": "website",
    "services": "services",
    "horaires": "hours",
    "presentation": "about",
    "prise_rdv": "appointment",
    "publics": "public",
    "accueil": "care",
    "modalites": "modalities",
    "frais": "fees",
}


@bp.get("/partenaires/nouveau")
def new_partner() -> ResponseReturnValue:
    """An empty form."""
    return _page(PartnerForm.filled())


@bp.post("/partenaires/nouveau")
def add_new_partner() -> ResponseReturnValue:
    """Add the place, or say what is missing."""
    with transaction():
        form = PartnerForm.sent()
        if not form.faults:
            try:
                add_partner(own_structure(), _columns(form))
            except AlreadyListed:
                words = gettext("A place of this name in this town is in your list already.")
                form.nom.refuse(words)
        if form.faults:
            return _page(form)
    return redirect(url_for(".partners", fait="garde", q=form.nom.data), 303)


@bp.get("/partenaires/<uuid:partner_id>")
def partner(partner_id: UUID) -> ResponseReturnValue:
    """The form with what is known of a place."""
    found = partner_of(own_structure(), partner_id)
    known = {field: getattr(found, column) for field, column in COLUMNS.items()}
    return _page(PartnerForm.filled(**known), found)


@bp.post("/partenaires/<uuid:partner_id>")
def change_known_partner(partner_id: UUID) -> ResponseReturnValue:
    """Keep what was changed, or say what is wrong."""
    with transaction():
        found = partner_of(own_structure(), partner_id)
        form = PartnerForm.sent()
        if form.faults:
            return _page(form, found)
        columns = _columns(form)
        emptied = [column for column in COLUMNS.values() if column not in columns]
        change_partner(found, columns, emptied)
    return redirect(url_for(".partners", fait="garde", q=form.nom.data), 303)


def _columns(form: PartnerForm) -> Columns:
    """What is kept: each list, and the texts that are not empty."""
    values = {column: form[field].data for field, column in COLUMNS.items()}
    return {column: value for column, value in values.items() if value != ""}


def _page(form: PartnerForm, partner: Partner | None = None) -> Response:
    return form_page("referent/partner_form.html", form, partner=partner)
