"""From the framework to the engine's model, and from stored answers to evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from pixlearn.content.catalogue import Catalogue
from pixlearn.mastery.rules import (
    DIRECT_OUTCOME,
    Evidence,
    Given,
    Ladder,
    Model,
    Rung,
    weighed,
)
from pixlearn.mastery.store import Answer


@lru_cache(maxsize=4)
def model_of(catalogue: Catalogue) -> Model:
    """The ladders of this catalogue with the parameters of its diagnostic; built once."""
    ladders = tuple(
        Ladder(
            competence=competence.id,
            domain=domain.id,
            rungs=tuple(Rung(skill.id, skill.difficulty) for skill in competence.skills),
        )
        for domain in catalogue.framework.domains
        for competence in domain.competences
    )
    parameters = catalogue.diagnostic.model
    return Model(
        ladders=ladders,
        discrimination=parameters.discrimination,
        slip=parameters.slip,
        spread=parameters.spread,
        grid=parameters.grid.values(),
    )


def latest_by_item(answers: Iterable[Answer]) -> list[Answer]:
    """Only the latest answer of each item counts (pedagogy B)."""
    return list({answer.item_id: answer for answer in answers}.values())


def evidence_of(answers: Sequence[Answer]) -> list[Evidence]:
    """What these answers weigh, in order; passed and shared ones weigh nothing.

    « Un essai raté avant la leçon ne compte plus » (pedagogy B): a finished lesson on a skill
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
