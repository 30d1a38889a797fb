"""From stored answers to evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pixlearn.mastery.rules import DIRECT_OUTCOME, Evidence, Given, weighed
from pixlearn.mastery.store import Answer


def latest_by_item(answers: Iterable[Answer]) -> list[Answer]:
    """Only the latest answer of each item counts."""
    return list({answer.item_id: answer for answer in answers}.values())


def evidence_of(answers: Sequence[Answer]) -> list[Evidence]:
    """What these answers weigh, in order; passed and shared ones weigh nothing.

    « Un essai raté avant la leçon ne compte plus » (decision 8): a finished lesson on a skill
    drops the misses before it, and keeps the successes.
    """
    taught = {one.skill_id: one.sequence for one in answers if one.way is Given.LESSON}
    weights = (
        weighed(answer.skill_id, answer.outcome, answer.guess, answer.way)
        for answer in latest_by_item(answers)
        if answer.outcome >= DIRECT_OUTCOME
        or answer.sequence > taught.get(answer.skill_id, answer.sequence - 1)
    )
    return [evidence for evidence in weights if evidence is not None]
