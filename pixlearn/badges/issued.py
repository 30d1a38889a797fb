"""Badge files that were asked for: given once a badge, withdrawn, checked by their code."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from sqlalchemy import select

from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import hold
from pixlearn.badges.credentials import Earned, Site, credential, sign
from pixlearn.badges.service import new_code
from pixlearn.badges.store import AwardedBadge, Credential, IssuedCode
from pixlearn.config import BadgeKey
from pixlearn.content.badges import Badge
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db
from pixlearn.privacy.store import visible

KIND = "badge"


def file_of(actor: Visitor, awarded: AwardedBadge) -> Credential | None:
    """The file of the learner's own badge, or none while it was not asked for."""
    query = visible(actor, Credential).where(Credential.awarded_badge_id == awarded.id)
    found = db.session.execute(query).scalar_one_or_none()
    return found if isinstance(found, Credential) else None


def make_file(
    actor: Visitor,
    awarded: AwardedBadge,
    badge: Badge,
    content: Catalogue,
    site: Site,
    key: BadgeKey,
    *,
    first_name: str | None,
    seen_for_real_on: date | None,
) -> Credential:
    """Make and sign the file of a badge; asked again, it is the same one."""
    hold(awarded.learner_id)
    former = file_of(actor, awarded)
    if former is not None:
        return former
    code = new_code(KIND)
    earned = Earned(
        subject=uuid4(),
        on=awarded.created_at,
        together=awarded.together,
        seen_for_real_on=seen_for_real_on,
        first_name=first_name,
    )
    token = sign(credential(site, badge, content, earned, code), earned.on, key)
    made = Credential(
        learner_id=awarded.learner_id,
        awarded_badge_id=awarded.id,
        code=code,
        key_id=key.id,
        document=token,
    )
    db.session.add(made)
    return made


def withdraw_file(actor: Visitor, awarded: AwardedBadge) -> None:
    """The learner takes the file back: its code stays, and says so; the badge stays too."""
    found = file_of(actor, awarded)
    if found is not None:
        db.session.delete(found)


def file_by_code(code: str) -> Credential | None:
    """The file with this code, for whoever was given it; none when it was withdrawn."""
    return db.session.execute(
        select(Credential).where(Credential.code == code)
    ).scalar_one_or_none()


def withdrawn_codes() -> list[str]:
    """The codes of the files that were withdrawn, or went with the erasure of a person."""
    there = select(Credential.id).where(Credential.code == IssuedCode.code).exists()
    query = select(IssuedCode.code).where(IssuedCode.kind == KIND, ~there).order_by(IssuedCode.code)
    return list(db.session.execute(query).scalars())
