"""Evidence from the two-minute review: what is found again renews its proof (service)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from pixlearn.accounts.rules import Visitor
from pixlearn.activities import Item, guess_of
from pixlearn.content.catalogue import Catalogue
from pixlearn.mastery.rules import Given
from pixlearn.mastery.store import Answer, answers_of, next_place
from pixlearn.progression.service import keep_evidence
from pixlearn.tracks.service import solve
from pixlearn.tracks.store import Review


def record_again(
    actor: Visitor,
    review: Review,
    item: Item,
    submission_id: UUID,
    given: dict[str, Any],
    catalogue: Catalogue,
) -> None:
    """Keep an item found again without a hint; after a hint nothing is stored, nothing is lost."""
    solve(review)
    if review.misses:
        return
    answers = answers_of(actor, review.learner_id)
    row = Answer(
        id=uuid4(),
        learner_id=review.learner_id,
        submission_id=submission_id,
        source_id=review.id,
        item_id=item.id,
        content_hash=catalogue.content_hash(item.id),
        skill_id=item.skill,
        outcome=1.0,
        guess=guess_of(item, catalogue.scenes),
        how=Given.ALONE.value,
        given=given,
        sequence=next_place(answers),
        supersedes_id=None,
    )
    keep_evidence(actor, review.learner_id, answers, [row], catalogue)
