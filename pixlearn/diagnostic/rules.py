"""What to ask next, and when to stop. Source and figures: docs/diagnostic.md.

The engine keeps no state: from what was asked so far, in order, it says the next step. It asks
what teaches most among what the person will probably manage, and stops early.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pixlearn.content.diagnostic import ItemChoice, LastItem, StopRules
from pixlearn.content.framework import Prerequisites
from pixlearn.mastery.rules import (
    DIRECT_OUTCOME,
    Evidence,
    Given,
    Model,
    Posterior,
    posterior,
    weighed,
)


@dataclass(frozen=True, slots=True)
class ItemOption:
    """An item that may be asked; `typed` when the person writes with the keyboard."""

    id: str
    skill: str
    guess: float
    typed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An item that was shown, and what came of it (outcome x from 0 to 1)."""

    item_id: str
    skill: str
    outcome: float
    guess: float
    given: Given


@dataclass(frozen=True, slots=True)
class Policy:
    """How a diagnostic is led: its file's values, and what the framework says is needed before.

    All but `max_shown` and `max_together` count weighed answers only.
    """

    choice: ItemChoice
    stop: StopRules
    last: LastItem | None
    needs: Prerequisites


class StopReason(StrEnum):
    """Why the diagnostic ends. The person reads the same closing words in every case."""

    CONFIDENT = "sur"
    GENTLE = "doux"
    LIMIT = "limite"
    TOGETHER = "ensemble"
    NO_ITEM = "plus_de_question"


STOPPED_BY_LEARNER = "arret"
"""Beside the reasons of these rules: the person ended it, and may take it up again."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Show this item."""

    item_id: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Close, with thanks."""

    reason: StopReason


class _Candidate(NamedTuple):
    """An item that can be asked now, with its predicted success Σ_k P(k)·p."""

    option: ItemOption
    success: float


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where the person stands before the next step."""

    belief: Posterior
    answers: int  # n, the weighed ones
    misses: int  # in a row, at the end
    candidates: tuple[_Candidate, ...]


def next_step(
    model: Model,
    options: Sequence[ItemOption],
    warm_up: Sequence[Evidence],
    asked: Sequence[Asked],
    policy: Policy,
) -> Ask | Finished:
    """The next item, or the end.

    `warm_up` is what the gestures showed, outside n; after two misses, an item on one of them may
    come back as the easiest. Two items are never about the same skill. Once a stop is due, the
    item that the diagnostic wants last may come (ABC Diag: the video call, so that the counsellor
    knows whether to offer one). An item is hidden while one of its prerequisites is « à
    découvrir ».
    """
    if sum(one.given is Given.TOGETHER for one in asked) >= policy.stop.max_together:
        return Finished(StopReason.TOGETHER)
    if len(asked) >= policy.stop.max_shown:
        return Finished(StopReason.LIMIT)
    if asked and policy.last and asked[-1].skill == policy.last.skill:
        before = _standing(model, options, warm_up, asked[:-1], policy)
        if due := _stop(before, policy):
            return Finished(due)
    standing = _standing(model, options, warm_up, asked, policy)
    reason = _stop(standing, policy)
    if reason is None:
        return Ask(_most_telling(model, standing, asked, policy).id)
    if last := _last(standing, policy):
        return Ask(last.id)
    return Finished(reason)


def _weighed(asked: Sequence[Asked]) -> list[Evidence]:
    evidence = (weighed(one.skill, one.outcome, one.guess, one.given) for one in asked)
    return [one for one in evidence if one is not None]


def _standing(
    model: Model,
    options: Sequence[ItemOption],
    warm_up: Sequence[Evidence],
    asked: Sequence[Asked],
    policy: Policy,
) -> _Standing:
    answers = _weighed(asked)
    belief = posterior(model, [*warm_up, *answers])
    done = {one.skill for one in asked}
    out_of_reach = {
        skill
        for skill in policy.needs.all_skills
        if _mastery(model, belief, skill) <= policy.choice.hidden_at
    }
    candidates = tuple(
        _Candidate(option, _success(model, belief, option))
        for option in options
        if option.skill not in done
        and not (out_of_reach and policy.needs.of(option.skill, typed=option.typed) & out_of_reach)
    )
    return _Standing(belief, len(answers), misses_in_a_row(answers), candidates)


def misses_in_a_row(answers: Sequence[Evidence]) -> int:
    """How many of the last weighed answers are less than half right."""
    for count, answer in enumerate(reversed(answers)):
        if answer.outcome >= DIRECT_OUTCOME:
            return count
    return len(answers)


def _mastery(model: Model, belief: Posterior, skill: str) -> float:
    ladder, rung = model.place[skill]
    return belief.masteries[ladder][rung - 1]


def _success(model: Model, belief: Posterior, option: ItemOption) -> float:
    mastery = _mastery(model, belief, option.skill)
    return mastery * (1 - model.slip) + (1 - mastery) * option.guess


def _stop(standing: _Standing, policy: Policy) -> StopReason | None:
    """The reason to close, if there is one."""
    n, misses, levels = standing.answers, standing.misses, standing.belief.levels
    if not standing.candidates:
        return StopReason.NO_ITEM
    sure, gentle, early = policy.stop.confident, policy.stop.gentle, policy.stop.early
    if sure and n >= sure.after and max(levels) >= sure.confidence:
        return StopReason.CONFIDENT
    hard = gentle and (levels[0] >= gentle.level_one or misses >= gentle.misses)
    if gentle and hard and n >= gentle.after:
        return StopReason.GENTLE
    if early and n >= early.after and misses >= early.misses:
        easy = any(one.success >= early.no_item_at for one in standing.candidates)
        return None if easy else StopReason.GENTLE
    return None


def _last(standing: _Standing, policy: Policy) -> ItemOption | None:
    """The item wanted last, when it was not asked and will probably go well."""
    if policy.last is None:
        return None
    fit = (
        one.option
        for one in standing.candidates
        if one.option.skill == policy.last.skill and one.success >= policy.last.floor
    )
    return min(fit, key=lambda option: option.id, default=None)


def _most_telling(
    model: Model, standing: _Standing, asked: Sequence[Asked], policy: Policy
) -> ItemOption:
    """The item worth most among the easy enough; the easiest when none is easy enough."""
    floor = policy.choice.floors.at(standing.answers, standing.misses)
    easy_enough = [one for one in standing.candidates if one.success >= floor]
    if not easy_enough:
        return min(standing.candidates, key=lambda one: (-one.success, one.option.id)).option
    ladders = [model.place[one.skill][0] for one in asked if one.skill in model.place]
    in_ladder = Counter(ladders)
    domains = [model.ladders[c].domain for c in ladders]
    weights = policy.choice.weights

    def worth(candidate: _Candidate) -> float:
        c, _ = model.place[candidate.option.skill]
        domain = model.ladders[c].domain
        return (
            _variance_removed(model, standing.belief, candidate)
            - weights.same_competence * in_ladder[c]
            - weights.same_domain * (domains[-1:] == [domain])
            + weights.new_domain * (domain not in domains)
        )

    return min(easy_enough, key=lambda one: (-worth(one), one.option.id)).option


def _variance_removed(model: Model, belief: Posterior, candidate: _Candidate) -> float:
    """Var(k_c / n_c) - E[variance after the answer], which is the variance of E[k_c / n_c | x].

    Only sums over the item's own ladder are needed: E[k] = Σ_i m_i, and
    Σ_(k ≥ r) k P(k) = r m_r + Σ_(i > r) m_i.
    """
    c, r = model.place[candidate.option.skill]
    masteries = belief.masteries[c]
    mean = sum(masteries)
    upper = r * masteries[r - 1] + sum(masteries[r:])
    right = (1 - model.slip) * upper + candidate.option.guess * (mean - upper)
    wrong = mean - right
    success = candidate.success
    after = right * right / success + wrong * wrong / (1 - success)
    return (after - mean * mean) / len(masteries) ** 2
