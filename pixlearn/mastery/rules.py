"""From weighed answers to what a person can do: one Bayesian ladder a competence.

Source and symbols: docs/diagnostic.md. A competence c is a ladder of n_c skills in order of
difficulty. A person has reached k of its rungs (0 ≤ k ≤ n_c). One ease θ ties the ladders
together. Nobody else computes a mastery, a percentage or a level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import erf, exp, floor, log, prod, sqrt
from operator import mul

ACQUIRED = 0.80
TO_DISCOVER = 0.20
CONFIDENT = 0.90
DIRECT_OUTCOME = 0.5


class Given(StrEnum):
    """How an answer was given."""

    ALONE = "seul"
    TOGETHER = "ensemble"
    DONT_KNOW = "ne_sait_pas"
    SKIPPED = "passe"
    LESSON = "lecon"  # no answer: a lesson on the skill was finished


class SkillStatus(StrEnum):
    """What the mastery m of a skill says: m ≥ .80, in between, m ≤ .20."""

    ACQUIRED = "acquis"
    IN_PROGRESS = "en_cours"
    TO_DISCOVER = "a_decouvrir"


class Proof(StrEnum):
    """Whether a skill was shown, or follows from the rest of its ladder."""

    DIRECT = "directe"
    INFERRED = "deduite"


@dataclass(frozen=True, slots=True)
class Rung:
    """A skill and its difficulty b, in logits."""

    skill: str
    difficulty: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """The skills of a competence, easiest first."""

    competence: str
    domain: str
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        if not self.rungs:
            raise ValueError(f"{self.competence} has no rung")
        if any(low.difficulty > high.difficulty for low, high in pairwise(self.rungs)):
            raise ValueError(f"the rungs of {self.competence} are not in order of difficulty")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answer that weighs: its outcome x from 0 to 1, and the chance g to be right by luck.

    g stays below 1 - slip, so that a right answer never speaks against the person.
    """

    skill: str
    outcome: float
    guess: float

    def __post_init__(self) -> None:
        if not 0 <= self.outcome <= 1 or not 0 < self.guess < 1:
            raise ValueError(f"impossible evidence: {self!r}")


def weighed(skill: str, outcome: float, guess: float, given: Given) -> Evidence | None:
    """The evidence an answer brings, or None when the way it was given has no weight.

    « Je ne sais pas » counts exactly like a wrong answer. A question passed, or answered with
    somebody (« On a trouvé ensemble »), says nothing about the person alone.
    """
    match given:
        case Given.ALONE:
            return Evidence(skill, outcome, guess)
        case Given.DONT_KNOW:
            return Evidence(skill, 0.0, guess)
        case Given.TOGETHER | Given.SKIPPED | Given.LESSON:
            return None


def shown_skills(evidence: Iterable[Evidence]) -> frozenset[str]:
    """The skills with direct proof: one weighed answer on the skill itself at least half right.

    Half right is what a decision without its clue gets: the person did choose the safe act.
    """
    return frozenset(e.skill for e in evidence if e.outcome >= DIRECT_OUTCOME)


def proof_of(skill: str, evidence: Iterable[Evidence]) -> Proof:
    """Direct when the skill was shown, else inferred from its ladder."""
    return Proof.DIRECT if skill in shown_skills(evidence) else Proof.INFERRED


def round_half_up(percent: float) -> int:
    """The whole percent that people read, and that decides the level."""
    return floor(percent + 0.5)


def level_of(rounded: int, tops: Tops) -> int:
    """The level of a rounded percent, counted from 1: with tops (40, 70), 41 is level 2."""
    return 1 + sum(rounded > top for top in tops)


Row = tuple[float, ...]
"""One value for each θ of the grid."""
Tops = tuple[int, ...]
"""The last rounded percent of each level but the last."""
Mark = tuple[int, float, float]
"""An answer on a ladder: (rung counted from 1, outcome x, guess g)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What a ladder is before any answer: `reached[k]` is the row of P(k | θ); `counted` are the
    rungs, counted from 1, that the percentage is about."""

    slip: float
    reached: tuple[Row, ...]
    counted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _LadderGiven:
    """A ladder once its own answers are known."""

    likelihood: Row  # Z_c(θ), up to a factor
    at_least: tuple[Row, ...]  # P(k ≥ r | θ, answers on c) for r = 1..n_c
    mean: Row  # of the number of counted rungs reached, for each θ
    variance: Row


def _table(
    ladder: Ladder, discrimination: float, slip: float, grid: Row, counted: Collection[str]
) -> _Table:
    """P(k ≥ r | θ) = 1 / (1 + exp(-a (θ - b_r))); P(k = r | θ) is the difference of two."""
    at_least = [
        [1 / (1 + exp(-discrimination * (theta - rung.difficulty))) for theta in grid]
        for rung in ladder.rungs
    ]
    bounds = [[1.0] * len(grid), *at_least, [0.0] * len(grid)]
    reached = (tuple(p - q for p, q in zip(*rows, strict=True)) for rows in pairwise(bounds))
    rungs = tuple(r for r, rung in enumerate(ladder.rungs, start=1) if rung.skill in counted)
    return _Table(slip, tuple(reached), rungs)


@lru_cache(maxsize=2048)
def _given(table: _Table, marks: tuple[Mark, ...]) -> _LadderGiven:
    """The ladder after its marks; kept (12 MB at most), as the same few come back all day."""
    states = range(len(table.reached))
    logs = [sum(_log_likelihood(k, mark, table.slip) for mark in marks) for k in states]
    highest = max(logs)  # taken out, so that a thousand answers do not underflow
    joint = [
        [exp(logs[k] - highest) * p for p in table.reached[k]] for k in states
    ]  # Λ_c(k) P(k | θ)
    likelihood = tuple(map(sum, zip(*joint, strict=True)))
    at_least = tuple(
        tuple(sum(ps) / z for ps, z in zip(zip(*joint[r:], strict=True), likelihood, strict=True))
        for r in states[1:]
    )
    counted = [at_least[rung - 1] for rung in table.counted]
    by_theta = list(zip(*counted, strict=True)) or [()] * len(likelihood)
    mean = tuple(map(sum, by_theta))
    # With r_1 < … < r_q the rungs counted: E[n²] = Σ_i (2i - 1) P(k ≥ r_i)
    variance = tuple(
        sum((2 * i + 1) * p for i, p in enumerate(ps)) - m * m
        for ps, m in zip(by_theta, mean, strict=True)
    )
    return _LadderGiven(likelihood, at_least, mean, variance)


def _log_likelihood(k: int, mark: Mark, slip: float) -> float:
    """log of L(x | k) = p^x (1 - p)^(1 - x), where p = 1 - s if k ≥ r, else g."""
    rung, outcome, guess = mark
    p = 1 - slip if k >= rung else guess
    return outcome * log(p) + (1 - outcome) * log(1 - p)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The framework as the engine of a diagnostic sees it; build it once, its tables are costly.

    `discrimination` is a, `slip` is s (a skill held, an answer missed all the same), `spread`
    the standard deviation of the prior on θ, `grid` the values of θ, in logits. The percentage is
    about the skills `counted`, all of them when none is named, and `tops` cut it into levels;
    evidence on any ladder counts, since one ease ties them together.
    """

    ladders: tuple[Ladder, ...]
    discrimination: float
    slip: float
    spread: float
    grid: Row
    tops: Tops
    counted: frozenset[str] = frozenset()
    place: Mapping[str, tuple[int, int]] = field(init=False, repr=False)
    """Where a skill stands: its ladder, counted from 0, and its rung, counted from 1."""
    prior: Row = field(init=False, repr=False)
    tables: tuple[_Table, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        place = {
            rung.skill: (index, r)
            for index, ladder in enumerate(self.ladders)
            for r, rung in enumerate(ladder.rungs, start=1)
        }
        if len(place) != sum(len(ladder.rungs) for ladder in self.ladders):
            raise ValueError("a skill stands on two rungs")
        counted = self.counted & place.keys() or frozenset(place)
        object.__setattr__(self, "counted", counted)
        object.__setattr__(self, "place", place)
        prior = tuple(exp(-theta * theta / (2 * self.spread**2)) for theta in self.grid)
        object.__setattr__(self, "prior", prior)
        tables = (
            _table(one, self.discrimination, self.slip, self.grid, counted) for one in self.ladders
        )
        object.__setattr__(self, "tables", tuple(tables))


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the evidence says, ladder by ladder, in the order of the model.

    `masteries[c][r - 1]` is m = P(k_c ≥ r); `percent` and `sd` describe the share of the counted
    skills that the person has, in points from 0 to 100; `levels` are P(level 1), P(2), …
    """

    masteries: tuple[Row, ...]
    percent: float
    sd: float
    levels: tuple[float, ...]


def posterior(model: Model, evidence: Iterable[Evidence]) -> Posterior:
    """Exact Bayes on the grid of θ. Evidence on a skill that the model lost weighs nothing."""
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    for one in evidence:
        if one.skill in model.place:
            ladder, rung = model.place[one.skill]
            marks[ladder].append((rung, one.outcome, one.guess))
    return _posterior(model, tuple((c, tuple(sorted(marks[c]))) for c in sorted(marks)))


@lru_cache(maxsize=1024)
def _posterior(model: Model, marked: tuple[tuple[int, tuple[Mark, ...]], ...]) -> Posterior:
    """The posterior of these marks by ladder; kept (3 MB at most): what followed one answer is
    what stands before the next."""
    marks = dict(marked)
    given = [_given(table, marks.get(c, ())) for c, table in enumerate(model.tables)]
    likelihoods = (given[c].likelihood for c in marks)
    raw = tuple(map(prod, zip(model.prior, *likelihoods, strict=True)))  # π(θ) ∏_c Z_c(θ)
    total = sum(raw)
    weights = [value / total for value in raw]  # w(θ)
    masteries = tuple(tuple(sum(map(mul, weights, row)) for row in one.at_least) for one in given)
    scale = 100 / len(model.counted)
    means = [scale * sum(ks) for ks in zip(*(one.mean for one in given), strict=True)]
    variances = [
        scale * scale * sum(vs) for vs in zip(*(one.variance for one in given), strict=True)
    ]
    percent = sum(map(mul, weights, means))
    second = sum(w * (v + m * m) for w, m, v in zip(weights, means, variances, strict=True))
    return Posterior(
        masteries,
        percent,
        sqrt(second - percent * percent),
        _levels(weights, means, variances, model.tops),
    )


def _levels(
    weights: Sequence[float], means: Sequence[float], variances: Sequence[float], tops: Tops
) -> tuple[float, ...]:
    """P(level): a mixture over θ of normal laws of the percent, cut half a point above each top."""
    widths = [sqrt(2 * variance) for variance in variances]
    below = [
        sum(
            weight * (1 + erf((top + 0.5 - mean) / width)) / 2
            for weight, mean, width in zip(weights, means, widths, strict=True)
        )
        for top in tops
    ]
    return tuple(high - low for low, high in pairwise([0.0, *below, 1.0]))


@dataclass(frozen=True, slots=True)
class Mastery:
    """What a person can do, as far as the evidence tells.

    `skills` are probabilities m from 0 to 1; `competences`, `domains` and `percent` are means
    of m over those of their skills that are counted, in percent; `sd` is in points; `levels` are
    P(level 1), P(2), …, cut at `tops`.
    """

    skills: Mapping[str, float]
    competences: Mapping[str, float]
    domains: Mapping[str, float]
    percent: float
    sd: float
    levels: tuple[float, ...]
    tops: Tops

    @property
    def rounded(self) -> int:
        """The whole percent that people read."""
        return round_half_up(self.percent)

    @property
    def level(self) -> int:
        """The band of the rounded percent."""
        return level_of(self.rounded, self.tops)

    @property
    def confidence(self) -> float:
        """The probability of the likeliest level."""
        return max(self.levels)

    @property
    def to_confirm(self) -> bool:
        """Whether an interview must confirm the level."""
        return self.confidence < CONFIDENT

    @property
    def neighbours(self) -> tuple[int, ...]:
        """The two levels to show together while the level is to be confirmed, else nothing."""
        if not self.to_confirm:
            return ()
        chances = (0.0, *self.levels, 0.0)
        level = self.level
        if level == len(self.levels) or (level > 1 and chances[level - 1] >= chances[level + 1]):
            level -= 1
        return level, level + 1

    def status(self, skill: str) -> SkillStatus:
        """Acquired, in progress or to discover."""
        mastery = self.skills[skill]
        if mastery >= ACQUIRED:
            return SkillStatus.ACQUIRED
        return SkillStatus.TO_DISCOVER if mastery <= TO_DISCOVER else SkillStatus.IN_PROGRESS


def estimate(model: Model, evidence: Iterable[Evidence]) -> Mastery:
    """What the evidence says of a person, under the names of the framework."""
    result = posterior(model, evidence)
    skills: dict[str, float] = {}
    for ladder, masteries in zip(model.ladders, result.masteries, strict=True):
        skills.update(zip((rung.skill for rung in ladder.rungs), masteries, strict=True))
    return with_means(model, skills, percent=result.percent, sd=result.sd, levels=result.levels)


def with_means(
    model: Model,
    skills: Mapping[str, float],
    *,
    percent: float,
    sd: float,
    levels: tuple[float, ...],
) -> Mastery:
    """The same with the means of each competence and domain, which follow from the skills."""
    competences: dict[str, float] = {}
    domains: defaultdict[str, list[float]] = defaultdict(list)
    for ladder in model.ladders:
        own = [skills[rung.skill] for rung in ladder.rungs if rung.skill in model.counted]
        if own:
            competences[ladder.competence] = _percent(own)
            domains[ladder.domain].extend(own)
    return Mastery(
        skills=skills,
        competences=competences,
        domains={domain: _percent(masteries) for domain, masteries in domains.items()},
        percent=percent,
        sd=sd,
        levels=levels,
        tops=model.tops,
    )


def _percent(masteries: Sequence[float]) -> float:
    return 100 * sum(masteries) / len(masteries)
