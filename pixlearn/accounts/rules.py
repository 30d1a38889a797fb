"""Rules of the ways in: how long a session lives, when to wait, what a code may spell (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pixlearn.structures.days import PARIS
from pixlearn.structures.settings import TEAM, House

# 32 signs without look-alikes: no I, L, O, U, so that nobody hesitates and few words can appear.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
# Pieces of French and English rude words that the alphabet can spell, 0 and 1 read as O and I too.
REFUSED_FRAGMENTS = (
    "ASS", "BATARD", "B1TE", "CACA", "CHATTE", "C0N", "CV1", "FDP", "FESSE", "FVCK", "GARCE", "KKK",
    "MERD", "NAZ", "NEGR", "PD", "PEDE", "P0RN", "P1PE", "P1SS", "PVTE", "SEX", "S0T", "TARE",
    "V101", "WC", "Z0B",
)  # fmt: skip

FAILURES_BEFORE_WAIT = 5
FAILURES_A_DAY = 20
FAILURES_OF_ADDRESS = 30
FAILURES_OF_WORKSHOP = 20
STARTS_OF_ADDRESS = 60
"""New people from one address in the window, where nobody sits in an open workshop."""
ADDRESS_WINDOW = timedelta(minutes=10)
CODE_WAITS_FOR_DIGITS = timedelta(minutes=30)
LONGEST_WAIT = timedelta(minutes=15)
VOUCHES_FOR = timedelta(minutes=15)  # a second factor, before an export or a change of the account
TIME_FOR_SECOND_STEP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SessionLife:
    """How long a session may rest, and how long it may last at all."""

    idle: timedelta
    total: timedelta


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is behind a request, read from the session row; ids only, and the name shown on top."""

    session_id: UUID
    learner_id: UUID | None
    staff_id: UUID | None
    structure_id: UUID | None
    is_counsellor: bool
    is_referent: bool
    first_name: str | None
    shared_device: bool
    workshop_id: UUID | None
    display: dict[str, Any]
    last_used_at: datetime
    break_every: int | None = None  # what the workshop under way offers
    helped: bool = False
    began_at: datetime | None = None
    second_factor_at: datetime | None = None  # when it was last given, in this session
    practice: bool = False  # a professional who tries the site as a learner
    house: House | None = None  # where a professional works, or a learner comes from
    life: SessionLife | None = None

    @property
    def role(self) -> str:
        """Where this person is at home: "learner", "counsellor" or "referent"."""
        if self.learner_id is not None:
            return "learner"
        return "counsellor" if self.is_counsellor else "referent"

    @property
    def zone(self) -> ZoneInfo:
        """Where the days of this person, and of whom they follow, are counted."""
        return self.house.zone if self.house else PARIS

    @property
    def may_export(self) -> bool:
        """Whether the structure lets this person read its figures and keep them as files."""
        whole_team = self.house is not None and self.house.settings.exporters == TEAM
        return self.is_referent or (self.is_counsellor and whole_team)


OWN_PHONE = SessionLife(idle=timedelta(days=30), total=timedelta(days=90))
SHARED_DEVICE = SessionLife(idle=timedelta(minutes=15), total=timedelta(hours=4))
SHARED_IN_WORKSHOP = SessionLife(idle=timedelta(hours=2), total=timedelta(hours=4))
PROFESSIONAL = SessionLife(idle=timedelta(minutes=30), total=timedelta(hours=10))
LIVES = (OWN_PHONE, SHARED_DEVICE, SHARED_IN_WORKSHOP, PROFESSIONAL)


def session_life(*, professional: bool, shared_device: bool, workshop_open: bool) -> SessionLife:
    """The life of a session: after which rest, and at the latest when, one signs in again."""
    if professional:
        return PROFESSIONAL
    if not shared_device:
        return OWN_PHONE
    return SHARED_IN_WORKSHOP if workshop_open else SHARED_DEVICE


def just_now(given_at: datetime | None, moment: datetime) -> bool:
    """Tell whether what was given then still vouches for who sits there at this moment."""
    return given_at is not None and moment - given_at < VOUCHES_FOR


def alive(life: SessionLife, *, began: datetime, used: datetime, moment: datetime) -> bool:
    """Tell whether a session that began and was last used then still holds at this moment."""
    return moment - used < life.idle and moment - began < life.total


def wait_left(failures: Sequence[datetime], moment: datetime) -> timedelta:
    """How long an account must wait after these failures of the last day, zero when it may try.

    Five failures: one minute, then doubling up to fifteen.
    """
    if len(failures) < FAILURES_BEFORE_WAIT:
        return timedelta(0)
    doublings = min(len(failures) - FAILURES_BEFORE_WAIT, 4)
    wait = min(timedelta(minutes=2**doublings), LONGEST_WAIT)
    return max(max(failures) + wait - moment, timedelta(0))


def short_secret_off(failures_of_the_day: int) -> bool:
    """After twenty failures in a day the digits open nothing; the QR code still does."""
    return failures_of_the_day >= FAILURES_A_DAY


def network_of(address: str) -> str:
    """What is counted as one address: of IPv6 the /64 that a line is given whole (RFC 6177), of
    IPv4 the address; what is neither counts as it is written."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ip_network((int(found), 64), strict=False))


def starts_must_wait(starts_in_window: int, *, workshop_admitted: bool) -> bool:
    """Whether nobody new may begin from an address for now; a room is never told so."""
    return not workshop_admitted and starts_in_window >= STARTS_OF_ADDRESS


def address_must_wait(failures_in_window: int, *, workshop_admitted: bool) -> bool:
    """A room shares one address, so an admitted workshop has ten times more room for mistakes."""
    return failures_in_window >= FAILURES_OF_ADDRESS * (10 if workshop_admitted else 1)


def code_must_sleep(failures_in_window: int) -> bool:
    """A workshop's code that fails twenty times in ten minutes waits for a new one."""
    return failures_in_window >= FAILURES_OF_WORKSHOP


def spells_rudely(code: str) -> bool:
    """Tell whether a code holds a refused fragment."""
    return any(fragment in code for fragment in REFUSED_FRAGMENTS)


def read_code(typed: str) -> str:
    """What a person meant: no spaces or dashes, capitals, O as 0, I and L as 1."""
    kept = "".join(sign for sign in typed.upper() if sign.isalnum())
    return kept if kept.isdecimal() else kept.translate(LOOK_ALIKES)


def show_code(code: str) -> str:
    """A card code as it is printed: two groups of four."""
    return f"{code[:4]} {code[4:]}"
