"""A diagnostic compiled for the rules: its model, items, policy and weights, built once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pixlearn.activities import guess_of, needs_typing
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.diagnostic import Diagnostic
from pixlearn.diagnostic.rules import ItemOption, Policy
from pixlearn.mastery.rules import Ladder, Model, Rung


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """What choosing and weighing need of one diagnostic.

    `weights`: an item or gesture → the skill that it is about, and its guess g.
    """

    diagnostic: Diagnostic
    model: Model
    options: tuple[ItemOption, ...]
    policy: Policy
    weights: Mapping[str, tuple[str, float]]


@lru_cache(maxsize=16)
def engine_of(catalogue: Catalogue, diagnostic_id: str | None = None) -> Engine:
    """The engine of a diagnostic, of the entry when none is named.

    One model holds all ladders, so that evidence of any diagnostic counts in each; the percentage
    and the items are those of its own competences.
    """
    diagnostic = catalogue.diagnostic(diagnostic_id)
    counted = frozenset(
        skill.id
        for one in catalogue.framework.competences
        if not diagnostic.competences or one.id in diagnostic.competences
        for skill in one.skills
    )
    options = tuple(
        ItemOption(
            id=item.id,
            skill=item.skill,
            guess=guess_of(item, catalogue.scenes),
            typed=needs_typing(item),
        )
        for item in catalogue.asked_items
        if item.skill in counted
    )
    weights = {one.id: (one.skill, one.guess) for one in options}
    if diagnostic.warm_up is not None:
        guess = diagnostic.warm_up.guess
        weights |= {gesture.id: (gesture.skill, guess) for gesture in diagnostic.gestures}
    policy = Policy(
        diagnostic.choice,
        diagnostic.stop,
        diagnostic.last_item,
        catalogue.framework.prerequisites,
    )
    return Engine(diagnostic, _model(catalogue, diagnostic, counted), options, policy, weights)


def _model(catalogue: Catalogue, diagnostic: Diagnostic, counted: frozenset[str]) -> Model:
    parameters = diagnostic.model
    return Model(
        ladders=tuple(
            Ladder(
                competence=competence.id,
                domain=domain.id,
                rungs=tuple(Rung(skill.id, skill.difficulty) for skill in competence.skills),
            )
            for domain in catalogue.framework.domains
            for competence in domain.competences
        ),
        discrimination=parameters.discrimination,
        slip=parameters.slip,
        spread=parameters.spread,
        grid=parameters.grid.values(),
        tops=diagnostic.tops,
        counted=counted,
    )
