"""What to ask next, and when to stop. Source and figures: docs/diagnostic.md.

The engine keeps no state: from what was asked so far, in order, it says the next step. It asks
what teaches most among what the person will probably manage, and stops early.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pixlearn.mastery.rules import (
    DIRECT_OUTCOME,
    TO_DISCOVER,
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
class Prerequisites:
    """Skills without which an item cannot be tried: all items, typed ones, those of a skill."""

    all_items: tuple[str, ...] = ()
    typed_items: tuple[str, ...] = ()
    by_skill: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def all_skills(self) -> frozenset[str]:
        """Every skill that something needs."""
        return frozenset({*self.all_items, *self.typed_items}.union(*self.by_skill.values()))

    def of(self, option: ItemOption) -> frozenset[str]:
        """What the item needs, other than the skill it asks about."""
        needs = {*self.all_items, *self.by_skill.get(option.skill, ())}
        if option.typed:
            needs.update(self.typed_items)
        return frozenset(needs - {option.skill})


@dataclass(frozen=True, slots=True)
class Policy:
    """Every number of the diagnostic: the file content/fr/diagnostics/abc-diag.yaml as a value.

    A floor is a least predicted success, a `misses` a number of misses in a row, an `after` a
    number of weighed answers. All but `max_shown` and `max_together` count weighed answers only.
    A floor of 1 is never met: the easiest item comes then.
    """

    max_shown: int = 18
    max_together: int = 10
    confident_after: int = 8
    confident_at: float = 0.90
    gentle_after: int = 6
    gentle_level_one: float = 0.90
    gentle_misses: int = 3
    early_after: int = 5
    early_misses: int = 2
    early_floor: float = 0.75
    start_floor: float = 0.80
    start_length: int = 3
    floor: float = 0.55
    floor_after_a_miss: float = 0.70
    floor_after_two_misses: float = 1.0
    same_competence: float = 0.02
    same_domain: float = 0.01
    new_domain: float = 0.03
    visio_skill: str = "COM.3.3"
    visio_floor: float = 0.55
    hidden_at: float = TO_DISCOVER
    prerequisites: Prerequisites = field(default_factory=Prerequisites)
    min_weighed: int = 5

    def floor_for(self, answers: int, misses: int) -> float:
        """The least predicted success of the next item."""
        start = self.start_floor if answers < self.start_length else self.floor
        if misses == 0:
            return start
        return max(start, self.floor_after_a_miss if misses == 1 else self.floor_after_two_misses)


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

    `warm_up` is what the three gestures showed, outside n; after two misses, an item on one of
    them may come back as the easiest. Two items are never about the same skill. Once a stop is
    due, the video-call item may come as the very last one, so that the counsellor knows whether
    to offer a video call. An item is hidden while one of its prerequisites is « à découvrir ».
    """
    if sum(one.given is Given.TOGETHER for one in asked) >= policy.max_together:
        return Finished(StopReason.TOGETHER)
    if len(asked) >= policy.max_shown:
        return Finished(StopReason.LIMIT)
    if asked and asked[-1].skill == policy.visio_skill:
        before = _standing(model, options, warm_up, asked[:-1], policy)
        if due := _stop(before, policy):
            return Finished(due)
    standing = _standing(model, options, warm_up, asked, policy)
    reason = _stop(standing, policy)
    if reason is None:
        return Ask(_most_telling(model, standing, asked, policy).id)
    if visio := _visio(standing, policy):
        return Ask(visio.id)
    return Finished(reason)


def enough_weighed(asked: Sequence[Asked], policy: Policy) -> bool:
    """Whether a percentage and a level may be shown; else the page says « Fait avec quelqu'un »."""
    return len(_weighed(asked)) >= policy.min_weighed


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
        for skill in policy.prerequisites.all_skills()
        if _mastery(model, belief, skill) <= policy.hidden_at
    }
    candidates = tuple(
        _Candidate(option, _success(model, belief, option))
        for option in options
        if option.skill not in done
        and not (out_of_reach and policy.prerequisites.of(option) & out_of_reach)
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
    if n >= policy.confident_after and max(levels) >= policy.confident_at:
        return StopReason.CONFIDENT
    if n >= policy.gentle_after and (
        levels[0] >= policy.gentle_level_one or misses >= policy.gentle_misses
    ):
        return StopReason.GENTLE
    if n >= policy.early_after and misses >= policy.early_misses:
        easy = any(one.success >= policy.early_floor for one in standing.candidates)
        return None if easy else StopReason.GENTLE
    return None


def _visio(standing: _Standing, policy: Policy) -> ItemOption | None:
    """The video-call item, when it was not asked and will probably go well."""
    fit = (
        one.option
        for one in standing.candidates
        if one.option.skill == policy.visio_skill and one.success >= policy.visio_floor
    )
    return min(fit, key=lambda option: option.id, default=None)


def _most_telling(
    model: Model, standing: _Standing, asked: Sequence[Asked], policy: Policy
) -> ItemOption:
    """The item worth most among the easy enough; the easiest when none is easy enough."""
    floor = policy.floor_for(standing.answers, standing.misses)
    easy_enough = [one for one in standing.candidates if one.success >= floor]
    if not easy_enough:
        return min(standing.candidates, key=lambda one: (-one.success, one.option.id)).option
    ladders = [model.place[one.skill][0] for one in asked if one.skill in model.place]
    in_ladder = Counter(ladders)
    domains = [model.ladders[c].domain for c in ladders]

    def worth(candidate: _Candidate) -> float:
        c, _ = model.place[candidate.option.skill]
        domain = model.ladders[c].domain
        return (
            _variance_removed(model, standing.belief, candidate)
            - policy.same_competence * in_ladder[c]
            - policy.same_domain * (domains[-1:] == [domain])
            + policy.new_domain * (domain not in domains)
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
