"""Whose cards a counsellor may print, renew or end: who shares, and who has not chosen yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, true

from pixlearn.accounts.names import folded
from pixlearn.accounts.rules import Visitor
from pixlearn.accounts.store import Card, Learner
from pixlearn.db import db
from pixlearn.privacy.store import Consent, FollowUp, visible


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may be given a card. ``shares`` tells whether they have a page of their own."""

    id: UUID
    first_name: str | None
    since: datetime
    shares: bool


@dataclass(frozen=True, slots=True)
class CardToPrint:
    """A card that opens, and whose it is; nobody's when it was not taken yet."""

    number: int | None
    learner_id: UUID | None
    first_name: str | None


def holder(actor: Visitor, learner_id: UUID) -> Holder:
    """Somebody to whom this professional may give a card.

    Raises:
        NoResultFound: they do not share, and hold no card of the structure or chose not to share.
    """
    shared = visible(actor, Learner).where(Learner.learner_id == learner_id)
    learner = db.session.execute(shared).scalar_one_or_none()
    if learner is not None:
        return _holder(learner, shares=True)
    query = _within_reach(actor).where(Card.learner_id == learner_id).limit(1)
    _, known = db.session.execute(query).one()
    return _holder(known, shares=False)


def holders_who_share(actor: Visitor, learner_ids: Collection[UUID]) -> list[Holder]:
    """Those of these people who share with the structure, by first name."""
    query = visible(actor, Learner).where(Learner.learner_id.in_(learner_ids)).order_by(Learner.id)
    found = db.session.execute(query).scalars()
    return _by_name(_holder(one, shares=True) for one in found)


def expected_people(actor: Visitor) -> list[Holder]:
    """Who holds a named card of the structure and has not said yet whether they share."""
    query = (
        _within_reach(actor)
        .where(Consent.id.is_(None), FollowUp.id.is_(None), Learner.first_name.is_not(None))
        .order_by(Learner.id, Card.id)
    )
    people = {learner.id: learner for _, learner in db.session.execute(query)}
    return _by_name(_holder(one, shares=False) for one in people.values())


def names_known(actor: Visitor, names: Collection[str], but: UUID | None = None) -> list[str]:
    """Which of these first names the structure's people bear already, ``but`` one of them left
    out, in alphabetical order."""
    asked = {folded(name) for name in names}
    bears = and_(Learner.first_name.is_not(None), Learner.id != but if but else true())
    shared = visible(actor, Learner).where(bears).order_by(Learner.id)
    here = _within_reach(actor).where(bears).order_by(Learner.id, Card.id)
    borne = {
        name
        for query in (shared, here)
        for name in db.session.execute(query.with_only_columns(Learner.first_name)).scalars()
        if name
    }
    return sorted((name for name in borne if folded(name) in asked), key=folded)


def cards_to_print(actor: Visitor, token_hashes: Collection[str]) -> dict[str, CardToPrint]:
    """The structure's cards with these tokens that still open, by token."""
    query = (
        _within_reach(actor)
        .where(Card.token_hash.in_(token_hashes), Card.ended_at.is_(None))
        .order_by(Card.id)
    )
    return {
        card.token_hash: CardToPrint(
            card.number, card.learner_id, learner.first_name if learner else None
        )
        for card, learner in db.session.execute(query)
    }


def _by_name(holders: Iterable[Holder]) -> list[Holder]:
    """As an alphabet has them, which databases know in different ways."""
    return sorted(holders, key=lambda one: (folded(one.first_name or ""), one.id))


def _holder(learner: Learner, *, shares: bool) -> Holder:
    return Holder(learner.id, learner.first_name, learner.created_at, shares)


def _within_reach(actor: Visitor) -> Select[Any]:
    """The cards that the structure printed, each with its person: who shares with it, or has not
    chosen yet; once somebody has chosen, only their choice counts. A row a choice of theirs."""
    return (
        visible(actor, Card)
        .outerjoin(Learner, Learner.id == Card.learner_id)
        .outerjoin(FollowUp, FollowUp.learner_id == Card.learner_id)
        .outerjoin(Consent, Consent.learner_id == Card.learner_id)
        .where(or_(Consent.id.is_(None), FollowUp.structure_id == actor.structure_id))
        .add_columns(Learner)
    )
