"""Offer, begin, go through and refuse the two-minute review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from pixlearn.accounts.rules import Visitor
from pixlearn.activities import Item
from pixlearn.content.catalogue import Catalogue
from pixlearn.db import db, now
from pixlearn.mastery.rules import Given
from pixlearn.mastery.service import latest_by_item
from pixlearn.mastery.store import Answer
from pixlearn.tracks.review import RESTS, Found, to_see_again
from pixlearn.tracks.service import start_item
from pixlearn.tracks.store import Review, answers_and_review


def items_under_way(review: Review | None, catalogue: Catalogue) -> tuple[Item, ...]:
    """The items of a review begun less than a week ago and not finished; else none.

    A review of which an item was withdrawn is over: another one may be offered.
    """
    if review is None or review.place >= len(review.items) or review.offer_from <= now():
        return ()
    items = [_item(item_id, catalogue) for item_id in review.items]
    return tuple(item for item in items if item) if None not in items else ()


def items_offered(actor: Visitor, catalogue: Catalogue) -> tuple[Item, ...]:
    """What the learner may see again now, under way or new; empty when there is no offer."""
    return offered(*answers_and_review(actor), catalogue)


def offered(
    answers: Iterable[Answer], review: Review | None, catalogue: Catalogue
) -> tuple[Item, ...]:
    """As `items_offered`, from rows at hand."""
    return items_under_way(review, catalogue) or _new(answers, review, catalogue, now())


def begin(actor: Visitor, learner_id: UUID, catalogue: Catalogue) -> Review | None:
    """Begin the review that is offered, or go on with the one under way; none without an offer."""
    answers, review = answers_and_review(actor)
    if items_under_way(review, catalogue):
        return review
    items = _new(answers, review, catalogue, now())
    if not items:
        return None
    review = _kept(learner_id, review)
    review.items = [item.id for item in items]
    return review


def refuse(actor: Visitor, learner_id: UUID) -> None:
    """« Non merci »: no reason, no effect, and no other offer for a week."""
    _, review = answers_and_review(actor)
    _kept(learner_id, review)


def next_item(review: Review) -> None:
    """Go to the next item; after the last one, no other offer for a week."""
    review.place += 1
    review.offer_from = now() + RESTS
    start_item(review)


def _kept(learner_id: UUID, review: Review | None) -> Review:
    """The learner's one row, with nothing to do in it."""
    if review is None:
        review = Review(learner_id=learner_id)
        db.session.add(review)
    review.items = []
    review.place = 0
    review.offer_from = now() + RESTS
    start_item(review)
    return review


def _new(
    answers: Iterable[Answer], review: Review | None, catalogue: Catalogue, moment: datetime
) -> tuple[Item, ...]:
    if review is not None and review.offer_from > moment:
        return ()
    chosen = to_see_again(_found(answers, catalogue), moment)
    return tuple(item for item_id in chosen if (item := _item(item_id, catalogue)))


def _found(answers: Iterable[Answer], catalogue: Catalogue) -> Iterator[Found]:
    for answer in latest_by_item(answers):
        item = _item(answer.item_id, catalogue)
        if item is not None and answer.way is Given.ALONE and answer.outcome == 1:
            competence = answer.skill_id.rpartition(".")[0]
            yield Found(item.id, item.type, competence, answer.created_at)


def _item(item_id: str, catalogue: Catalogue) -> Item | None:
    """An item of a lesson, or one of the diagnostic that may still be asked."""
    item = catalogue.teaching.items.get(item_id) or catalogue.items.get(item_id)
    return item if item is not None and not item.retired else None
