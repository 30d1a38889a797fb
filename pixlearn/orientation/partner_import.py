"""Files of mediation places, CSV or JSON: the places they hold, and what is wrong on which line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256

from pixlearn.accounts.names import folded
from pixlearn.accounts.sheets import WORKBOOKS, NotASheet, Row, rows_of_file, text_of_file
from pixlearn.orientation.partner_schema import CARE, EVERYBODY, KINDS, WORDS, known_word
from pixlearn.structures.reaching import dialled, is_email, is_phone

MOST_BYTES = 2_000_000
MOST_PLACES = 5_000
MOST_WORDS = 20  # in one list of a place
LONGEST_WORD = 120

# Column of the table → names that files give it, ours of the schema first, former ones after.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "source_id": ("id", "identifiant"),
    "name": ("nom", "nom_structure"),
    "commune": ("commune", "ville"),
    "postcode": ("code_postal", "cp"),
    "address": ("adresse",),
    "address_more": ("complement_adresse",),
    "kind": ("typologie", "typologies"),
    "phone": ("telephone", "tel"),
    "email": ("courriels", "courriel", "email"),
    "website": ("site_web", "url"),
    "hours": ("horaires",),
    "services": ("services",),
    "public": ("publics_specifiquement_adresses", "publics_accueillis"),
    "care": ("prise_en_charge_specifique",),
    "fees": ("frais_a_charge", "conditions_acces"),
    "modalities": ("modalites_accompagnement",),
    "ways_in": ("modalites_acces",),
    "stands": ("itinerance",),
    "about": ("presentation_resume",),
    "access_sheet": ("fiche_acces_libre", "accessibilite"),
    "appointment": ("prise_rdv",),
    "checked_on": ("date_maj",),
}
NEEDED = ("name", "commune")
IDENTIFYING = ("name", "commune", "address")
FIRST_ROWS = 10  # where the names of the columns may stand
LONE_QUOTE = '"'  # no column is called so: the mark of a line with a lone quotation mark
LONGEST: Mapping[str, int] = {
    "source_id": 120,
    "name": 160,
    "commune": 100,
    "address": 200,
    "hours": 300,
    "email": 254,
    "website": 300,
    "about": 500,
    "access_sheet": 300,
    "appointment": 300,
}
LISTS = frozenset({*WORDS, "kind", "email", "website", "phone"})  # of which one is kept, or each
LINKS = ("website", "access_sheet", "appointment")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)

Cell = str | list[str]
Columns = dict[str, Cell]
"""A place as it will be kept: only what the file says and what could be read; a date as ISO."""


class Problem(Enum):
    """What is wrong in a line; after the first three the place itself is left out."""

    MISSING = "missing"
    REPEATED = "repeated"
    NOT_A_PLACE = "not a place"
    TOO_LONG = "too long"
    POSTCODE = "postcode"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    UNKNOWN_WORD = "unknown word"
    LONE_QUOTE = "lone quotation mark"
    POSTCODE_GUESSED = "postcode of 4 figures"


class Refusal(Enum):
    """Why a whole file cannot be read."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    TOO_MANY = "too many"
    UNREADABLE = "unreadable"
    NO_COLUMN = "no column"


class FileRefused(Exception):
    """Nothing can be read in this file; ``detail`` names the columns that miss."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.detail = detail


@dataclass(frozen=True, slots=True)
class LineFault:
    """One fault: the line (of JSON, the entry, from 1), the file's own name of the column."""

    line: int
    field: str
    problem: Problem
    value: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The places that can be kept, and all the faults in the order of the lines."""

    places: tuple[Columns, ...]
    faults: tuple[LineFault, ...]

    @property
    def left_out(self) -> frozenset[int]:
        """The lines of which no place is kept."""
        return frozenset(fault.line for fault in self.faults if fault.left_out)

    @property
    def lines(self) -> int:
        """How many entries the file has below the names of its columns."""
        return len(self.places) + len(self.left_out)


def read_places(content: bytes) -> Reading:
    """Read a file of places.

    Raises:
        FileRefused: it is not such a file, or holds too much.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    entries = _entries(content)
    places: list[Columns] = []
    faults: list[LineFault] = []
    seen: set[str] = set()
    for count, (line, entry) in enumerate(entries, start=1):
        if count > MOST_PLACES:
            raise FileRefused(Refusal.TOO_MANY)
        place, found = _place(line, entry)
        known = str(place.get("source_id", ""))
        if known and known in seen:
            found.append(LineFault(line, "id", Problem.REPEATED, known, left_out=True))
        faults += found
        if not any(fault.left_out for fault in found):
            seen.add(known)
            places.append(place)
    if not places and not faults:
        raise FileRefused(Refusal.EMPTY)
    return Reading(tuple(places), tuple(faults))


Entries = Iterator[tuple[int, Mapping[str, object] | None]]


def _json_entries(text: str) -> Entries:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileRefused(Refusal.UNREADABLE) from error
    if isinstance(data, dict):
        data = next((one for one in data.values() if isinstance(one, list)), None)
    if not isinstance(data, list):
        raise FileRefused(Refusal.UNREADABLE)
    for number, entry in enumerate(data, start=1):
        yield number, entry if isinstance(entry, dict) else None


def _entries(content: bytes) -> Entries:
    if not content.startswith(WORKBOOKS):
        text = text_of_file(content).strip()
        if not text:
            raise FileRefused(Refusal.EMPTY)
        if text[0] in "[{":
            return _json_entries(text)
    try:
        rows = rows_of_file(content)
    except NotASheet as error:
        raise FileRefused(Refusal.UNREADABLE) from error
    return _entries_below(*_heading(rows))


def _heading(rows: Sequence[Row]) -> tuple[list[str], Sequence[Row]]:
    """The names of the columns, which may stand below a title; and the rows below them."""
    missing: list[list[str]] = []
    for place, row in enumerate(rows[:FIRST_ROWS]):
        names = [folded(cell) for cell in row.cells]
        missing.append(
            [COLUMNS[one][0] for one in NEEDED if not set(map(folded, COLUMNS[one])) & set(names)]
        )
        if not missing[-1]:
            return names, rows[place + 1 :]
    if not missing:
        raise FileRefused(Refusal.EMPTY)
    raise FileRefused(Refusal.NO_COLUMN, ", ".join(sorted(missing, key=len)[0]))


def _entries_below(names: Sequence[str], rows: Sequence[Row]) -> Entries:
    for row in rows:
        cells = dict(zip(names, row.cells, strict=False))
        yield row.line, cells | {LONE_QUOTE: True} if row.lone_quote else cells


def _place(line: int, entry: Mapping[str, object] | None) -> tuple[Columns, list[LineFault]]:
    if entry is None:
        return {}, [LineFault(line, "", Problem.NOT_A_PLACE, left_out=True)]
    given = {folded(str(name)): value for name, value in entry.items()}
    place: Columns = {}
    faults: list[LineFault] = []
    if entry.get(LONE_QUOTE):
        faults.append(LineFault(line, "", Problem.LONE_QUOTE))
    for column, names in COLUMNS.items():
        filled = (name for name in names if given.get(folded(name)) not in (None, "", []))
        field = next(filled, names[0])
        value = given.get(folded(field))
        words = _words(value) if column in LISTS else _whole(value)
        if column in WORDS:
            _put_words(place, column, words)
            faults += _unknown(line, field, words)
            continue
        text = _line(words[:1])
        if not text:
            if column in NEEDED:
                faults.append(LineFault(line, field, Problem.MISSING, left_out=True))
            continue
        if len(text) > LONGEST.get(column, LONGEST_WORD):
            told = text[:40]
            faults.append(LineFault(line, field, Problem.TOO_LONG, told, column in NEEDED))
            continue
        value, problem = clean(column, text)
        if problem is None:
            place[column] = value
            if column == "postcode" and len(text.replace(" ", "")) == 4:
                faults.append(LineFault(line, field, Problem.POSTCODE_GUESSED, text))
        else:
            faults.append(LineFault(line, field, problem, text[:40]))
    _join_address(place)
    _identify(place, line, faults)
    return place, faults


def clean(column: str, text: str) -> tuple[str, Problem | None]:
    """What is kept of one cell, or what is wrong with it; used for forms too."""
    match column:
        case "postcode":
            code = text.replace(" ", "")
            code = code.zfill(5) if len(code) == 4 else code  # spreadsheets drop a first 0
            return code, None if re.fullmatch(r"[0-9]{5}", code) else Problem.POSTCODE
        case "phone":
            number = dialled(text)
            return number, None if is_phone(number) else Problem.PHONE
        case "email":
            return text, None if is_email(text) else Problem.EMAIL
        case "checked_on":
            day = _day(text)
            return day, None if day else Problem.DATE
        case "kind":
            code = next((one for one in KINDS if folded(one) == folded(text)), text)
            return code[:30], None
    if column in LINKS:
        address = text if "://" in text else f"https://{text}"
        return address, None if _LINK.fullmatch(address) else Problem.LINK
    return text, None


def _day(text: str) -> str:
    """The day as ISO, from « 2024-04-02 », with an hour or not, or « 02/04/2024 »; else empty."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        try:
            found = datetime.strptime(text[:10], "%d/%m/%Y").date()  # noqa: DTZ007 - a day
        except ValueError:
            return ""
    return found.isoformat() if 2000 <= found.year <= 2100 else ""


def _words(value: object) -> list[str]:
    """The words of a cell: a list of JSON, or a text with « | » between them."""
    parts = value if isinstance(value, list) else str("" if value is None else value).split("|")
    texts = (_line(str(part)) for part in parts if isinstance(part, str | int | float))
    return [text for text in texts if text]


def _whole(value: object) -> list[str]:
    """A cell as it is: what a list of JSON holds is one text."""
    parts = value if isinstance(value, list) else [value]
    texts = [_line(str(part)) for part in parts if isinstance(part, str | int | float)]
    joined = ", ".join(text for text in texts if text)
    return [joined] if joined else []


def _line(text: str | Sequence[str]) -> str:
    """One line of text that can be seen, whatever a cell held; a formula is text like any other."""
    joined = text if isinstance(text, str) else "".join(text)
    return "".join(sign for sign in " ".join(joined.split()) if sign.isprintable())


def _put_words(place: Columns, column: str, words: Sequence[str]) -> None:
    """Keep the words of a list; those of care that stood among the publics go where they belong."""
    every = [part.strip() for word in words for part in word.split(";") if part.strip()]
    for word in every[:MOST_WORDS]:
        if folded(word) in map(folded, EVERYBODY):
            continue
        told = known_word(word) or word[:LONGEST_WORD]
        where = "care" if column == "public" and told in CARE else column
        kept = place.setdefault(where, [])
        if isinstance(kept, list) and told not in kept:
            kept.append(told)


def _unknown(line: int, field: str, words: Sequence[str]) -> Iterator[LineFault]:
    for word in (part.strip() for cell in words for part in cell.split(";")):
        if word and known_word(word) is None and folded(word) not in map(folded, EVERYBODY):
            yield LineFault(line, field, Problem.UNKNOWN_WORD, word[:40])


def _identify(place: Columns, line: int, faults: list[LineFault]) -> None:
    """A place without an id is known by its name, town and address; without one of them, it is
    left out."""
    if "source_id" in place or any(fault.left_out for fault in faults):
        return
    known = [folded(str(place.get(column, ""))) for column in IDENTIFYING]
    if all(known):
        place["source_id"] = "lieu-" + sha256("|".join(known).encode()).hexdigest()[:24]
    else:
        faults.append(LineFault(line, COLUMNS["source_id"][0], Problem.MISSING, left_out=True))


def _join_address(place: Columns) -> None:
    more = place.pop("address_more", "")
    joined = ", ".join(str(part) for part in (place.get("address"), more) if part)
    if joined and len(joined) <= LONGEST["address"]:
        place["address"] = joined
