"""Files of mediation places, CSV or JSON: the places they hold, and what is wrong on which line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from pixlearn.accounts.names import folded
from pixlearn.orientation.partner_schema import CARE, EVERYBODY, KINDS, WORDS, known_word

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
    "about": ("presentation_resume",),
    "access_sheet": ("fiche_acces_libre", "accessibilite"),
    "appointment": ("prise_rdv",),
    "checked_on": ("date_maj",),
}
NEEDED = ("source_id", "name", "commune")
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
LINKS = ("website", "access_sheet", "appointment")
_PHONE = re.compile(r"0[1-9]\d{8}|\+\d{8,14}|[13]\d{3}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
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


def read_places(content: bytes) -> Reading:
    """Read a file of places.

    Raises:
        FileRefused: it is not such a file, or holds too much.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused(Refusal.TOO_BIG)
    text = _text(content)
    if not text.strip():
        raise FileRefused(Refusal.EMPTY)
    entries = _json_entries(text) if text.lstrip()[0] in "[{" else _csv_entries(text)
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


def _text(content: bytes) -> str:
    """The file's text: UTF-8, with a mark or not, else as spreadsheets of before wrote it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


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


def _csv_entries(text: str) -> Entries:
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] | None = None
    before = 0
    try:
        for row in rows:
            line, before = before + 1, rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [folded(cell) for cell in row]
                _check_header(header)
                continue
            yield line, dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise FileRefused(Refusal.UNREADABLE) from error


def _check_header(header: Sequence[str]) -> None:
    missing = [
        COLUMNS[one][0] for one in NEEDED if not set(map(folded, COLUMNS[one])) & set(header)
    ]
    if missing:
        raise FileRefused(Refusal.NO_COLUMN, ", ".join(missing))


def _place(line: int, entry: Mapping[str, object] | None) -> tuple[Columns, list[LineFault]]:
    if entry is None:
        return {}, [LineFault(line, "", Problem.NOT_A_PLACE, left_out=True)]
    given = {folded(str(name)): value for name, value in entry.items()}
    place: Columns = {}
    faults: list[LineFault] = []
    for column, names in COLUMNS.items():
        filled = (name for name in names if given.get(folded(name)) not in (None, "", []))
        field = next(filled, names[0])
        words = _words(given.get(folded(field)))
        if column in WORDS:
            _put_words(place, column, words)
            faults += _unknown(line, field, words)
            continue
        text = _line(", ".join(words) if column in ("name", "about", "address") else words[:1])
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
        else:
            faults.append(LineFault(line, field, problem, text[:40]))
    _join_address(place)
    return place, faults


def clean(column: str, text: str) -> tuple[str, Problem | None]:
    """What is kept of one cell, or what is wrong with it; used for forms too."""
    match column:
        case "postcode":
            code = text.replace(" ", "")
            code = code.zfill(5) if len(code) == 4 else code  # spreadsheets drop a first 0
            return code, None if re.fullmatch(r"[0-9]{5}", code) else Problem.POSTCODE
        case "phone":
            number = clean_phone(text)
            return number, None if _PHONE.fullmatch(number) else Problem.PHONE
        case "email":
            return text, None if _EMAIL.fullmatch(text) else Problem.EMAIL
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


def clean_phone(text: str) -> str:
    """A number without its spaces, in the way it is dialled in France."""
    number = re.sub(r"[\s.()/-]", "", text)
    number = re.sub(r"^(\+33|0033)0?", "0", number)
    return f"0{number}" if re.fullmatch(r"[1-9][0-9]{8}", number) else number


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


def _join_address(place: Columns) -> None:
    more = place.pop("address_more", "")
    joined = ", ".join(str(part) for part in (place.get("address"), more) if part)
    if joined and len(joined) <= LONGEST["address"]:
        place["address"] = joined
