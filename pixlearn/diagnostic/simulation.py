"""How well the diagnostic works: the real engine on synthetic learners whose skills are known.

Protocol: docs/diagnostic.md. A learner has an ease θ, moves a little from one competence to the
next, and answers with the model's slip s and the item's guess g. Every learner has a random
generator of their own, so the figures do not depend on the number of processes.
"""

import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from math import exp, sqrt
from multiprocessing import get_context
from statistics import fmean

from pixlearn.diagnostic.rules import (
    Ask,
    Asked,
    Finished,
    ItemOption,
    Policy,
    misses_in_a_row,
    next_step,
)
from pixlearn.mastery.rules import (
    CONFIDENT,
    Evidence,
    Given,
    Model,
    Posterior,
    Tops,
    level_of,
    posterior,
    round_half_up,
)

SLOPE = 1.6
"""Of the learners' real ladders: steeper than the model's a, which they are not drawn from."""
LENGTHS = (5, 8, 10, 12, 15, 18, 24)
WATCHED_SKILLS = ("INF.1.1", "COM.2.4")
"""The best and the worst topic of the field figures."""
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Population:
    """Learners to draw: spreads in logits; `guess` replaces the items' own when given.

    `ladders` false draws each skill by itself; `domain_spread` makes spiky profiles;
    `difficulty_spread` moves the real difficulties away from the published ones.
    """

    name: str
    ease: float = 0.7
    spread: float = 1.5
    competence_spread: float = 0.6
    domain_spread: float = 0.0
    difficulty_spread: float = 0.0
    ladders: bool = True
    guess: float | None = None
    fixed_lengths: bool = False


POPULATIONS = (
    Population("reference", fixed_lengths=True),
    Population("unis_cite", ease=1.1, spread=1.3),
    Population("beginners", ease=-1.0, spread=1.4),
    Population("no_ladder", ladders=False),
    Population("spiky", domain_spread=1.2),
    Population("shifted", difficulty_spread=0.7),
    Population("guess_25", guess=0.25),
)


@dataclass(frozen=True, slots=True)
class WarmUp:
    """The skills of the gestures, and the chance g to manage one without the skill."""

    skills: tuple[str, ...] = ()
    guess: float = 0.0


@dataclass(frozen=True, slots=True)
class Bench:
    """What is tried: the engine's model, the items, the policy and the warm-up."""

    model: Model
    options: tuple[ItemOption, ...]
    policy: Policy
    warm_up: WarmUp = WarmUp()


@dataclass(frozen=True, slots=True)
class Session:
    """One learner's diagnostic, beside the truth; skills are those that it counts."""

    held: tuple[bool, ...]  # really, in the order of the model
    masteries: tuple[float, ...]  # m, in the same order
    percent: float
    confidence: float
    items: int
    success: float
    three_misses: bool
    percents_at: tuple[float, ...]  # the percent found at each of LENGTHS, if tried
    tops: Tops

    @property
    def true_percent(self) -> float:
        """Share of the skills really held, from 0 to 100."""
        return 100 * sum(self.held) / len(self.held)

    @property
    def true_level(self) -> int:
        """Band of the rounded true percent."""
        return level_of(round_half_up(self.true_percent), self.tops)

    @property
    def level(self) -> int:
        """Band of the rounded percent that the engine found."""
        return level_of(round_half_up(self.percent), self.tops)


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one population. Shares and errors run from 0 to 1; levels are keyed "1", "2", …

    `success_mean` is the mean over learners of their own share of success; `skills_right` the
    share of skills on the right side of m = .5; `rmse` the error of the percent; `three_misses`
    the share of learners with three misses in a row; `calibration_error` the mean gap, over
    tenths of m, between m and the share of skills really held.
    """

    level_right: float
    level_right_by_true_level: Mapping[str, float]
    two_level_errors: float
    items_mean: float
    three_misses: float
    success_mean: float
    skills_right: float
    rmse: float
    calibration_error: float
    confident: float
    level_right_when_confident: float | None
    true_levels: Mapping[str, float]
    found_levels: Mapping[str, float]
    items_by_true_level: Mapping[str, float]
    success_by_true_level: Mapping[str, float]
    skills_held: Mapping[str, float]
    level_right_by_length: Mapping[str, float]


def simulate(
    bench: Bench,
    learners: int,
    seed: int,
    populations: Sequence[Population] = POPULATIONS,
    workers: int | None = None,
) -> dict[str, Report]:
    """The figures of each population, by name, on `workers` processes (default: all processors)."""
    tasks = [
        (population, seed, range(start, min(start + CHUNK, learners)))
        for population in populations
        for start in range(0, learners, CHUNK)
    ]
    found: defaultdict[str, list[Session]] = defaultdict(list)
    with ProcessPoolExecutor(
        workers or os.cpu_count(), get_context("spawn"), initializer=_prepare, initargs=(bench,)
    ) as pool:
        for (population, _, _), sessions in zip(tasks, pool.map(_run, tasks), strict=True):
            found[population.name] += sessions
    return {
        population.name: report(bench.model, found[population.name]) for population in populations
    }


Step = Callable[[tuple[Evidence, ...], tuple[Asked, ...]], Ask | Finished]


@dataclass(frozen=True, slots=True)
class Trial:
    """The bench with its next step: by the policy, and without any stop before 24 items.

    Both are remembered, since many learners begin alike.
    """

    bench: Bench
    by_policy: Step
    endless: Step


def trial_of(bench: Bench) -> Trial:
    """The engine on trial."""
    stop = {"max_shown": max(LENGTHS), "confident": None, "gentle": None, "early": None}
    endless = replace(bench.policy, stop=bench.policy.stop.model_copy(update=stop))
    return Trial(bench, _step(bench, bench.policy), _step(bench, endless))


def _step(bench: Bench, policy: Policy) -> Step:
    @lru_cache(maxsize=1 << 14)
    def step(warm_up: tuple[Evidence, ...], asked: tuple[Asked, ...]) -> Ask | Finished:
        return next_step(bench.model, bench.options, warm_up, asked, policy)

    return step


_trial: Trial
"""Of this worker: built once, because its tables are costly."""


def _prepare(bench: Bench) -> None:
    global _trial
    _trial = trial_of(bench)


def _run(task: tuple[Population, int, Iterable[int]]) -> list[Session]:
    population, seed, numbers = task
    difficulties = _real_difficulties(_trial.bench.model, population, seed)
    names = (f"{seed}:{population.name}:{number}" for number in numbers)
    return [session(_trial, population, difficulties, _chance(name)) for name in names]


def _chance(name: str) -> random.Random:
    """A generator that this name seeds."""
    return random.Random(name)  # noqa: S311 (no secret depends on it)


def _real_difficulties(
    model: Model, population: Population, seed: int
) -> tuple[tuple[float, ...], ...]:
    """The difficulty of each rung for these learners; the same for all of them."""
    rng = _chance(f"{seed}:{population.name}")
    return tuple(
        tuple(rung.difficulty + rng.gauss(0, population.difficulty_spread) for rung in one.rungs)
        for one in model.ladders
    )


def session(
    trial: Trial,
    population: Population,
    difficulties: Sequence[Sequence[float]],
    rng: random.Random,
) -> Session:
    """Draw one learner and lead them through the diagnostic."""
    model, gestures = trial.bench.model, trial.bench.warm_up
    held = _draw_skills(model, population, difficulties, rng)
    warm_up = tuple(
        Evidence(skill, 1.0, gestures.guess)
        for skill in gestures.skills
        if held[skill] or rng.random() < gestures.guess
    )
    options = {option.id: option for option in trial.bench.options}

    def answer(item_id: str) -> Asked:
        option = options[item_id]
        guess = option.guess if population.guess is None else population.guess
        right = rng.random() < (1 - model.slip if held[option.skill] else guess)
        return Asked(item_id, option.skill, float(right), option.guess, Given.ALONE)

    def after(answers: Sequence[Evidence]) -> Posterior:
        return posterior(model, [*warm_up, *answers])

    answers = _answers(trial.by_policy, warm_up, answer)
    found = after(answers)
    long = _answers(trial.endless, warm_up, answer) if population.fixed_lengths else []
    masteries = dict(zip(model.place, chain.from_iterable(found.masteries), strict=True))
    return Session(
        held=tuple(held[one] for one in model.place if one in model.counted),
        masteries=tuple(masteries[one] for one in model.place if one in model.counted),
        percent=found.percent,
        confidence=max(found.levels),
        items=len(answers),
        success=fmean(one.outcome for one in answers),
        three_misses=any(misses_in_a_row(answers[:end]) >= 3 for end in range(len(answers) + 1)),
        percents_at=tuple(after(long[:length]).percent for length in LENGTHS if long),
        tops=model.tops,
    )


def _draw_skills(
    model: Model,
    population: Population,
    difficulties: Sequence[Sequence[float]],
    rng: random.Random,
) -> dict[str, bool]:
    """The skills really held: with ladders, one draw u a competence decides all its rungs."""
    ease = rng.gauss(population.ease, population.spread)
    domains: defaultdict[str, float] = defaultdict(lambda: rng.gauss(0, population.domain_spread))
    held: dict[str, bool] = {}
    for ladder, real in zip(model.ladders, difficulties, strict=True):
        here = ease + domains[ladder.domain] + rng.gauss(0, population.competence_spread)
        u = rng.random()
        for rung, difficulty in zip(ladder.rungs, real, strict=True):
            held[rung.skill] = u < 1 / (1 + exp(-SLOPE * (here - difficulty)))
            if not population.ladders:
                u = rng.random()
    return held


def _answers(
    step: Step, warm_up: tuple[Evidence, ...], answer: Callable[[str], Asked]
) -> list[Evidence]:
    """A whole session. Synthetic learners answer alone: all their answers weigh."""
    asked: list[Asked] = []
    while isinstance(found := step(warm_up, tuple(asked)), Ask):
        asked.append(answer(found.item_id))
    return [Evidence(one.skill, one.outcome, one.guess) for one in asked]


def report(model: Model, sessions: Sequence[Session]) -> Report:
    """The figures of the learners of one population."""
    sure = [one for one in sessions if one.confidence >= CONFIDENT]
    return Report(
        level_right=fmean(one.level == one.true_level for one in sessions),
        level_right_by_true_level=_by_true_level(sessions, lambda one: one.level == one.true_level),
        two_level_errors=fmean(abs(one.level - one.true_level) >= 2 for one in sessions),
        items_mean=fmean(one.items for one in sessions),
        three_misses=fmean(one.three_misses for one in sessions),
        success_mean=fmean(one.success for one in sessions),
        skills_right=fmean((m >= 0.5) == held for m, held in _skills(sessions)),
        rmse=sqrt(fmean((one.percent - one.true_percent) ** 2 for one in sessions)) / 100,
        calibration_error=_calibration_error(sessions),
        confident=len(sure) / len(sessions),
        level_right_when_confident=(
            fmean(one.level == one.true_level for one in sure) if sure else None
        ),
        true_levels=_shares((one.true_level for one in sessions), model.tops),
        found_levels=_shares((one.level for one in sessions), model.tops),
        items_by_true_level=_by_true_level(sessions, lambda one: one.items),
        success_by_true_level=_by_true_level(sessions, lambda one: one.success),
        skills_held={
            skill: fmean(one.held[index] for one in sessions)
            for index, skill in enumerate(one for one in model.place if one in model.counted)
            if skill in WATCHED_SKILLS
        },
        level_right_by_length={
            str(length): fmean(
                level_of(round_half_up(one.percents_at[index]), one.tops) == one.true_level
                for one in sessions
            )
            for index, length in enumerate(LENGTHS)
            if sessions[0].percents_at
        },
    )


def _by_true_level(
    sessions: Iterable[Session], value: Callable[[Session], float]
) -> dict[str, float]:
    """The mean of a value by true level; a level that nobody has is absent."""
    values: defaultdict[int, list[float]] = defaultdict(list)
    for one in sessions:
        values[one.true_level].append(value(one))
    return {str(level): fmean(values[level]) for level in sorted(values)}


def _shares(levels: Iterable[int], tops: Tops) -> dict[str, float]:
    found = list(levels)
    return {str(one): found.count(one) / len(found) for one in range(1, len(tops) + 2)}


def _skills(sessions: Iterable[Session]) -> Iterable[tuple[float, bool]]:
    """All (mastery found, skill really held), learner after learner."""
    return chain.from_iterable(zip(one.masteries, one.held, strict=True) for one in sessions)


def _calibration_error(sessions: Sequence[Session]) -> float:
    gaps = [0.0] * 10
    count = 0
    for mastery, held in _skills(sessions):
        gaps[min(int(mastery * 10), 9)] += mastery - held
        count += 1
    return sum(map(abs, gaps)) / count
