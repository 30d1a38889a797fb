"""A form that came after its sender's session had ended: kept sealed until they are back.

The key is in the browser alone: the base holds what nobody can read, for half an hour.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from pixlearn.accounts.secret import derived_bytes, hash_token, new_token
from pixlearn.accounts.store import KeptForm
from pixlearn.db import db, now

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

KEPT_FOR = timedelta(minutes=30)
PURPOSE = "kept form"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody sent, to where, and from which page; ``account`` says who it was."""

    account: str
    page: str
    address: str
    fields: tuple[tuple[str, str], ...]


def keep(written: Written) -> str:
    """Seal it under a new key, which is returned and stands nowhere else."""
    forget_expired()
    key = new_token()
    sealed = _cipher(key).encrypt(json.dumps(asdict(written)).encode()).decode()
    db.session.add(KeptForm(key_hash=hash_token(key), sealed=sealed))
    return key


def kept_under(keys: Iterable[str]) -> dict[str, Written]:
    """What these keys open, in their order, while it is young enough; one statement."""
    hashes = {hash_token(key): key for key in keys}
    query = select(KeptForm.key_hash, KeptForm.sealed).where(
        KeptForm.key_hash.in_(hashes), KeptForm.created_at > now() - KEPT_FOR
    )
    sealed = dict(db.session.execute(query.order_by(KeptForm.id)).all())
    return {key: _opened(key, sealed[one]) for one, key in hashes.items() if one in sealed}


def drop(keys: Collection[str]) -> None:
    """Nobody needs it any more, or it was somebody else's."""
    hashes = [hash_token(key) for key in keys]
    db.session.execute(delete(KeptForm).where(KeptForm.key_hash.in_(hashes)))


def forget_expired() -> int:
    """What was not fetched in time is gone; tells how many."""
    gone = delete(KeptForm).where(KeptForm.created_at <= now() - KEPT_FOR)
    return int(db.session.execute(gone).rowcount)  # type: ignore[attr-defined]


def _opened(key: str, sealed: str) -> Written:
    said = json.loads(_cipher(key).decrypt(sealed.encode()))
    return Written(**said | {"fields": tuple((name, value) for name, value in said["fields"])})


def _cipher(key: str) -> Fernet:
    from cryptography.fernet import Fernet

    return Fernet(urlsafe_b64encode(derived_bytes(key, PURPOSE)))
