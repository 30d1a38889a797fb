"""Give badges, remember what their owner did with them, and draw verification codes."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.dialects import postgresql, sqlite

from pixlearn.accounts.rules import ALPHABET, Visitor, spells_rudely
from pixlearn.badges.store import AwardedBadge, IssuedCode, badges_of
from pixlearn.db import db, now

SIGNS_OF_CODE = 10


def award(learner_id: UUID, badge_ids: Sequence[str], together: Collection[str] = ()) -> None:
    """Give badges; one that is held already stays as it is. One statement, none for no badge.

    ``together`` are those of them of which something was only found with somebody. Badges earned
    at once come a microsecond apart, so that they keep the order given.
    """
    if not badge_ids:
        return
    dialect = db.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    moment = now()
    rows = [
        {
            "id": uuid4(),
            "created_at": moment + timedelta(microseconds=place),
            "learner_id": learner_id,
            "badge_id": badge_id,
            "together": badge_id in together,
            "shown": True,
        }
        for place, badge_id in enumerate(badge_ids)
    ]
    db.session.execute(insert(AwardedBadge).values(rows).on_conflict_do_nothing())


def see(badge: AwardedBadge, *, told: bool) -> None:
    """Its quiet moment was shown; ``told``: « Montrer à mon conseiller » was pressed."""
    if badge.seen_at is None:
        badge.seen_at = now()
    if told:
        badge.shown = True
        badge.told_at = badge.told_at or now()


def choose_shown(actor: Visitor, badge_ids: Collection[str]) -> None:
    """Let others see these badges of the actor's own, and no others."""
    if actor.learner_id is None:
        return
    for badge in badges_of(actor, actor.learner_id):
        badge.shown = badge.badge_id in badge_ids


def new_code(kind: str) -> str:
    """Draw a verification code and keep it for ever: "attestation" or "badge"."""
    code = ""
    while not code or spells_rudely(code):
        code = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS_OF_CODE))
    db.session.add(IssuedCode(code=code, kind=kind))
    return code
