"""A structure's partners: found by what they offer, looked after by the référent, imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.exc import NoResultFound

from pixlearn.accounts.names import folded
from pixlearn.db import db, now
from pixlearn.orientation.partner_import import Columns, LineFault, Problem, Reading
from pixlearn.orientation.partner_schema import NOBODY_RECEIVED, OTHER_KIND, SOUGHT
from pixlearn.orientation.store import Partner, PartnerDraft
from pixlearn.structures.days import day_of
from pixlearn.structures.store import Structure, structure

SECOND_PRESS = timedelta(minutes=1)
LIFE_OF_DRAFT = timedelta(days=1)


class State(Enum):
    """Where a partner is looked for."""

    OPEN = ""
    GONE = "fermes"
    ARCHIVED = "archives"


class AlreadyListed(Exception):
    """A place of this name in this town is in the list."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words of the name, a town or postcode, and what the place does.

    ``prescription`` is one of the grid: any of its services will do. ``receiving``: only places
    that receive people.
    """

    name: str = ""
    commune: str = ""
    service: str = ""
    public: str = ""
    care: str = ""
    prescription: str = ""
    state: State = State.OPEN
    receiving: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does: how many places of each kind, by their names in the file's order."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    kept: tuple[str, ...]  # checked here after the file was written: ours stay


def found_partners(structure_id: UUID, wanted: Wanted) -> list[UUID]:
    """The ids of the partners that match, by name; one statement whatever their number."""
    query = select(
        Partner.id,
        Partner.name,
        Partner.commune,
        Partner.postcode,
        Partner.services,
        Partner.public,
        Partner.care,
        Partner.ways_in,
    ).where(Partner.structure_id == structure_id, Partner.archived == _archived(wanted))
    if wanted.state is not State.ARCHIVED:
        query = query.where(Partner.gone == (wanted.state is State.GONE))
    rows = [row for row in db.session.execute(query) if _matches(row, wanted)]
    return [row.id for row in sorted(rows, key=lambda row: (folded(row.name), row.id))]


def partners_named(structure_id: UUID, ids: Sequence[UUID]) -> list[Partner]:
    """The structure's partners with these ids, in that order."""
    query = select(Partner).where(Partner.structure_id == structure_id, Partner.id.in_(ids))
    rows = {row.id: row for row in db.session.execute(query).scalars()}
    return [rows[one] for one in ids if one in rows]


def partner_of(structure_id: UUID, partner_id: UUID) -> Partner:
    """One partner.

    Raises:
        NoResultFound: there is none with this id in this structure.
    """
    query = select(Partner).where(Partner.structure_id == structure_id, Partner.id == partner_id)
    return db.session.execute(query).scalar_one()


def add_partner(structure_id: UUID, columns: Columns) -> Partner:
    """Add a place by hand, checked today. A second press on the button gives the first one.

    Raises:
        AlreadyListed: a place of this name in this town is there.
    """
    name, commune = folded(str(columns["name"])), folded(str(columns["commune"]))
    query = select(Partner).where(Partner.structure_id == structure_id, ~Partner.archived)
    for one in db.session.execute(query).scalars():
        if (folded(one.name), folded(one.commune or "")) == (name, commune):
            if now() - one.created_at < SECOND_PRESS:
                return one
            raise AlreadyListed
    partner = _new(structure_id, columns)
    check_partner(partner)
    db.session.add(partner)
    db.session.flush()
    return partner


def change_partner(partner: Partner, columns: Columns, emptied: Iterable[str]) -> None:
    """Keep what a form says; whoever fills it in has checked the place today."""
    for column in emptied:
        setattr(partner, column, None)
    _write(partner, columns)
    check_partner(partner)


def check_partner(partner: Partner) -> None:
    """Note that what is kept of a place holds on this day, as its structure counts days."""
    house = structure(partner.structure_id).as_house()
    partner.checked_on = day_of(now(), house.zone)


def plan_import(structure_id: UUID, places: Sequence[Columns]) -> Change:
    """What importing these places would do."""
    known = _by_source(structure_id)
    new: list[str] = []
    changed: list[str] = []
    kept: list[str] = []
    unchanged = 0
    for place in places:
        name, partner = str(place["name"]), known.get(str(place["source_id"]))
        if partner is None:
            new.append(name)
        elif not _differences(partner, place):
            unchanged += 1
        elif _is_older(place, partner):
            kept.append(name)
        else:
            changed.append(name)
    return Change(tuple(new), tuple(changed), unchanged, tuple(kept))


def import_places(structure_id: UUID, places: Sequence[Columns]) -> Change:
    """Add and change what a file says. An empty cell changes nothing; what the structure checked
    after the file was written stays; nothing is ever removed. A second time changes nothing."""
    db.session.execute(select(Structure.id).where(Structure.id == structure_id).with_for_update())
    planned = plan_import(structure_id, places)
    known = _by_source(structure_id)
    for place in places:
        partner = known.get(str(place["source_id"]))
        if partner is None:
            db.session.add(_new(structure_id, place))
        elif not _is_older(place, partner):
            _write(partner, _differences(partner, place))
    db.session.flush()
    return planned


def keep_draft(structure_id: UUID, reading: Reading) -> None:
    """Keep what a file holds until it is imported or another one is read."""
    drop_draft(structure_id)
    db.session.add(
        PartnerDraft(
            structure_id=structure_id,
            places=[dict(place) for place in reading.places],
            faults=[
                {
                    "line": fault.line,
                    "field": fault.field,
                    "problem": fault.problem.value,
                    "value": fault.value,
                    "left_out": fault.left_out,
                }
                for fault in reading.faults
            ],
        )
    )


def draft_of(structure_id: UUID) -> tuple[UUID, Reading] | None:
    """The file read last, not imported yet, and what identifies it; none after a day."""
    query = select(PartnerDraft).where(
        PartnerDraft.structure_id == structure_id, PartnerDraft.created_at > now() - LIFE_OF_DRAFT
    )
    draft = db.session.execute(query).scalar_one_or_none()
    if draft is None:
        return None
    faults = (LineFault(**{**one, "problem": Problem(one["problem"])}) for one in draft.faults)
    return draft.id, Reading(tuple(draft.places), tuple(faults))


def import_draft(structure_id: UUID, draft_id: UUID) -> Change:
    """Import the file that was read.

    Raises:
        NoResultFound: it was imported already, dropped, or replaced by another one.
    """
    draft = draft_of(structure_id)
    if draft is None or draft[0] != draft_id:
        raise NoResultFound
    done = import_places(structure_id, draft[1].places)
    drop_draft(structure_id)
    return done


def drop_draft(structure_id: UUID) -> None:
    """Forget the file that was read."""
    db.session.execute(delete(PartnerDraft).where(PartnerDraft.structure_id == structure_id))


def _archived(wanted: Wanted) -> bool:
    return wanted.state is State.ARCHIVED


def _matches(row: Any, wanted: Wanted) -> bool:
    sought = SOUGHT.get(wanted.prescription)
    return (
        folded(wanted.name) in folded(row.name)
        and folded(wanted.commune) in folded(f"{row.postcode or ''} {row.commune or ''}")
        and (not wanted.service or wanted.service in row.services)
        and (not wanted.public or not row.public or wanted.public in row.public)
        and (not wanted.care or wanted.care in row.care)
        and not (wanted.receiving and NOBODY_RECEIVED in row.ways_in)
        and (
            sought is None
            or bool(set(sought.services) & set(row.services) or set(sought.care) & set(row.care))
        )
    )


def _by_source(structure_id: UUID) -> Mapping[str, Partner]:
    query = select(Partner).where(
        Partner.structure_id == structure_id, Partner.source_id.is_not(None)
    )
    return {str(one.source_id): one for one in db.session.execute(query).scalars()}


def _is_older(place: Columns, partner: Partner) -> bool:
    """Tell whether the structure checked the partner after the file's line was written."""
    written = place.get("checked_on")
    return bool(
        written and partner.checked_on and date.fromisoformat(str(written)) < partner.checked_on
    )


def _differences(partner: Partner, place: Columns) -> Columns:
    return {column: value for column, value in place.items() if _shown(partner, column) != value}


def _shown(partner: Partner, column: str) -> object:
    value = getattr(partner, column)
    return value.isoformat() if isinstance(value, date) else value


def _write(partner: Partner, columns: Columns) -> None:
    for column, value in columns.items():
        setattr(
            partner, column, date.fromisoformat(str(value)) if column == "checked_on" else value
        )


def _new(structure_id: UUID, columns: Columns) -> Partner:
    partner = Partner(
        id=uuid4(),
        structure_id=structure_id,
        kind=OTHER_KIND,
        services=[],
        modalities=[],
        public=[],
        care=[],
        fees=[],
        ways_in=[],
        stands=[],
        gone=False,
        archived=False,
    )
    _write(partner, columns)
    return partner
