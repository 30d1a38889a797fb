"""Counting wrong secrets in the database, so that workers and restarts share the count."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from pixlearn.accounts import rules
from pixlearn.accounts.store import FailedTry
from pixlearn.db import db, now


class MustWait(Exception):
    """Too many wrong tries; ``seconds`` until the next one may be made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


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


def check_address(address: str, *, workshop_admitted: bool = False) -> None:
    """Refuse an address with too many failures in ten minutes.

    Raises:
        MustWait: until the window has passed.
    """
    query = select(func.count(FailedTry.id)).where(
        FailedTry.key == f"address:{address}",
        FailedTry.created_at > now() - rules.ADDRESS_WINDOW,
    )
    failures = db.session.execute(query).scalar_one()
    if rules.address_must_wait(failures, workshop_admitted=workshop_admitted):
        raise MustWait(int(rules.ADDRESS_WINDOW.total_seconds()))


def code_sleeps(code: str) -> bool:
    """Tell whether a workshop's code let in too many people who are not of the room."""
    query = select(func.count(FailedTry.id)).where(
        FailedTry.key == workshop_key(code), FailedTry.created_at > now() - rules.ADDRESS_WINDOW
    )
    return rules.code_must_sleep(db.session.execute(query).scalar_one())


def workshop_key(code: str) -> str:
    """What failures of a workshop's code are counted on; a new code begins anew."""
    return f"workshop:{code}"


def note_failure(*keys: str) -> None:
    """Count one wrong try on each key."""
    db.session.add_all(FailedTry(key=key) for key in keys)
