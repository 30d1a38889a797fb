"""Partners as pages show and look for them; the same for counsellors and référents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import request
from flask_babel import gettext

from pixlearn.orientation.partner_schema import (
    CARE,
    KINDS,
    MOVING,
    NOBODY_RECEIVED,
    PUBLICS,
    SERVICES,
    SOUGHT,
)
from pixlearn.orientation.partners import State, Wanted, found_partners, partners_named
from pixlearn.orientation.store import Partner
from pixlearn.web.counsellor.paging import Page, asked_page
from pixlearn.web.house import today_here
from pixlearn.web.opening_hours import hours_in_words

LONGEST = 60
A_YEAR = timedelta(days=365)
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from; ``name`` stands in the address."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Search:
    """What the address asks for."""

    wanted: Wanted
    lists: tuple[Choice, ...]

    @property
    def address(self) -> dict[str, str]:
        """What the address says."""
        parts = {"q": self.wanted.name, "commune": self.wanted.commune}
        parts |= {one.name: one.chosen for one in self.lists}
        parts["prescription"] = self.wanted.prescription
        return {name: value for name, value in parts.items() if value}

    @property
    def narrowed(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.address)


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner in words."""

    id: UUID
    name: str
    kind: str
    about: str | None
    address: str
    town: str
    hours: Sequence[str]
    phone: str | None
    phone_words: str
    email: str | None
    website: str | None
    appointment: str | None
    access_sheet: str | None
    services: Sequence[str]
    public: Sequence[str]
    care: Sequence[str]
    fees: Sequence[str]
    modalities: Sequence[str]
    ways_in: Sequence[str]
    moves: bool
    receives: bool
    checked_on: date | None
    to_check: bool
    gone: bool
    archived: bool


def asked_search(*, states: bool = False) -> Search:
    """What the address asks, among what can be; with ``states``, archived places too."""
    lists = [
        _choice("service", gettext("Service"), [(one, one) for one in SERVICES]),
        _choice("public", gettext("For whom"), [(one, one) for one in PUBLICS]),
        _choice("accueil", gettext("Can welcome"), [(one, one) for one in CARE]),
    ]
    if states:
        lists.append(_choice("etat", gettext("Which list"), _states()))
    chosen = {one.name: one.chosen for one in lists}
    prescription = request.args.get("prescription", "")
    return Search(
        Wanted(
            name=_text("q"),
            commune=_text("commune"),
            service=chosen["service"],
            public=chosen["public"],
            care=chosen["accueil"],
            prescription=prescription if prescription in SOUGHT else "",
            state=State(chosen.get("etat", "")),
            receiving=not states,
        ),
        tuple(lists),
    )


def found_page(structure_id: UUID, search: Search) -> Page[PartnerView]:
    """The page of the partners found that the address asks for; two statements."""
    page = asked_page(found_partners(structure_id, search.wanted))
    partners = partners_named(structure_id, page.rows)
    return Page(tuple(map(view_of, partners)), page.number, page.last, page.total)


def view_of(partner: Partner) -> PartnerView:
    """The partner in words."""
    town = " ".join(part for part in (partner.postcode, partner.commune) if part)
    return PartnerView(
        id=partner.id,
        name=partner.name,
        kind=KINDS.get(partner.kind, partner.kind),
        about=partner.about,
        address=", ".join(part for part in (partner.address, town) if part),
        town=town,
        hours=hours_in_words(partner.hours) if partner.hours else (),
        phone=partner.phone,
        phone_words=phone_in_words(partner.phone or ""),
        email=partner.email,
        website=partner.website,
        appointment=partner.appointment,
        access_sheet=partner.access_sheet,
        services=partner.services,
        public=partner.public,
        care=partner.care,
        fees=partner.fees,
        modalities=partner.modalities,
        ways_in=[way for way in partner.ways_in if way != NOBODY_RECEIVED],
        moves=MOVING in partner.stands,
        receives=NOBODY_RECEIVED not in partner.ways_in,
        checked_on=partner.checked_on,
        to_check=partner.checked_on is None or today_here() - partner.checked_on > A_YEAR,
        gone=partner.gone,
        archived=partner.archived,
    )


def phone_in_words(number: str) -> str:
    """A number of France two digits at a time: « 01 80 05 98 80 »."""
    if len(number) != 10 or not number.isdigit():
        return number
    return " ".join(_pairs(number))


def _pairs(number: str) -> Iterator[str]:
    yield from (number[at : at + 2] for at in range(0, len(number), 2))


def _choice(name: str, label: str, options: Sequence[Option]) -> Choice:
    asked = request.args.get(name, "")
    return Choice(name, label, tuple(options), asked if asked in dict(options) else "")


def _states() -> list[Option]:
    return [
        (State.GONE.value, gettext("places that no longer exist")),
        (State.ARCHIVED.value, gettext("archived places")),
    ]


def _text(name: str) -> str:
    return " ".join(request.args.get(name, "").split())[:LONGEST]
