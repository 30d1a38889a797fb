"""Counting wrong secrets in the database, so that workers and restarts share the count."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from pixlearn.accounts import rules
from pixlearn.accounts.store import FailedTry, RoomAddress
from pixlearn.db import Remembered, db, now
from pixlearn.structures.store import Workshop


class MustWait(Exception):
    """Too many wrong tries; ``seconds`` until the next one may be made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class TooManyHere(MustWait, Remembered):
    """One more wrong secret from an address that made too many; it was counted too."""


class DigitsOff(Exception):
    """Twenty wrong tries in a day: only the QR code of the card opens this account."""


def check_account(key: str) -> None:
    """Refuse before any secret is looked at.

    Raises:
        DigitsOff: twenty failures in a day.
        MustWait: five failures or more, the last one too near.
    """
    moment = now()
    query = select(FailedTry.created_at).where(
        FailedTry.key == key, FailedTry.created_at > moment - timedelta(days=1)
    )
    failures = list(db.session.execute(query.order_by(FailedTry.created_at)).scalars())
    if rules.short_secret_off(len(failures)):
        raise DigitsOff
    wait = rules.wait_left(failures, moment)
    if wait:
        raise MustWait(int(wait.total_seconds()) + 1)


def note_wrong(address: str, *keys: str, limited: bool) -> None:
    """Count a wrong secret on its own keys and on the address that it came from.

    An address that made too many waits, and only what is wrong waits: whoever brings the right
    secret has come in before this is asked, whatever their neighbours do (decision 23).

    Raises:
        TooManyHere: this address made too many mistakes in ten minutes.
    """
    mistakes = _counted(f"address:{address}")
    flooded = rules.address_must_wait(mistakes, workshop_admitted=True)
    note_failure(*keys, *([] if flooded else [f"address:{address}"]))
    if limited and rules.address_must_wait(mistakes, workshop_admitted=is_of_a_room(address)):
        raise TooManyHere(int(rules.ADDRESS_WINDOW.total_seconds()))


def check_codes(address: str, workshop_id: UUID | None) -> None:
    """A workshop's code has six digits: guessing them has an end, right or wrong.

    Raises:
        MustWait: this address made ten times as many mistakes as make it wait, and nobody sits
            there in the workshop that the code opens.
    """
    mistakes = _counted(f"address:{address}")
    if rules.address_must_wait(mistakes, workshop_admitted=True) and (
        workshop_id is None or not _sits(workshop_id, address)
    ):
        raise MustWait(int(rules.ADDRESS_WINDOW.total_seconds()))


def check_asking(address: str) -> None:
    """Before a forgotten password is asked for; these are counted apart, they are no mistakes.

    Raises:
        MustWait: asked too often from this address.
    """
    if rules.address_must_wait(_counted(asking_key(address)), workshop_admitted=False):
        raise MustWait(int(rules.ADDRESS_WINDOW.total_seconds()))


def check_start(address: str) -> None:
    """Count somebody new from this address, before anything is made for them.

    Raises:
        MustWait: many began there in ten minutes, and nobody sits there in an open workshop.
    """
    key = f"start:{address}"
    if rules.starts_must_wait(_counted(key), workshop_admitted=is_of_a_room(address)):
        raise MustWait(int(rules.ADDRESS_WINDOW.total_seconds()))
    note_failure(key)


def asking_key(address: str) -> str:
    """What forgotten passwords are counted on."""
    return f"asking:{address}"


def note_room(workshop_id: UUID, address: str) -> None:
    """Somebody sits in this workshop, from this address."""
    if not _sits(workshop_id, address):
        db.session.add(RoomAddress(workshop_id=workshop_id, address=address))


def is_of_a_room(address: str) -> bool:
    """Tell whether people sit in an open workshop from this address."""
    moment = now()
    query = (
        select(Workshop)
        .join(RoomAddress, RoomAddress.workshop_id == Workshop.id)
        .where(RoomAddress.address == address, Workshop.closes_at > moment)
        .order_by(Workshop.id)
    )
    return any(one.open_at(moment) for one in db.session.execute(query).scalars())


def _sits(workshop_id: UUID, address: str) -> bool:
    query = select(RoomAddress.id).where(
        RoomAddress.workshop_id == workshop_id, RoomAddress.address == address
    )
    return bool(db.session.execute(select(query.exists())).scalar_one())


def _counted(key: str) -> int:
    """How many in the last ten minutes."""
    query = select(func.count(FailedTry.id)).where(
        FailedTry.key == key, FailedTry.created_at > now() - rules.ADDRESS_WINDOW
    )
    return db.session.execute(query).scalar_one()


def code_sleeps(code: str) -> bool:
    """Tell whether a workshop's code let in too many people who are not of the room."""
    return rules.code_must_sleep(_counted(workshop_key(code)))


def workshop_key(code: str) -> str:
    """What failures of a workshop's code are counted on; a new code begins anew."""
    return f"workshop:{code}"


def note_failure(*keys: str) -> None:
    """Count one wrong try on each key."""
    db.session.add_all(FailedTry(key=key) for key in keys)
