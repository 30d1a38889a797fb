"""The simulation: repeatable, honest about the truth, and within what the blueprint accepts."""

import random
from dataclasses import asdict, replace

import pytest

from pixlearn.diagnostic.simulation import (
    LENGTHS,
    POPULATIONS,
    Bench,
    Population,
    WarmUp,
    session,
    simulate,
    trial_of,
)

REFERENCE = POPULATIONS[0]
BEGINNERS = next(one for one in POPULATIONS if one.name == "beginners")


@pytest.fixture(scope="module")
def bench(model, options, policy) -> Bench:
    return Bench(model, options, policy, WarmUp(("GES.1.1", "GES.1.2", "GES.1.3"), 0.03))


@pytest.fixture(scope="module")
def reports(bench):
    return simulate(bench, 3000, 1, (REFERENCE, BEGINNERS))


def real(model):
    return [[rung.difficulty for rung in ladder.rungs] for ladder in model.ladders]


def test_the_reference_population_is_placed_well_enough(reports):
    found = reports["reference"]
    assert found.level_right >= 0.85
    assert found.two_level_errors <= 0.01
    assert found.three_misses <= 0.06
    assert found.items_mean <= 13.5
    assert found.calibration_error <= 0.03


def test_beginners_seldom_meet_three_misses_in_a_row(reports):
    assert reports["beginners"].three_misses <= 0.15


def test_the_population_looks_like_the_field(reports):
    found = reports["reference"]
    assert found.true_levels["1"] == pytest.approx(0.10, abs=0.02)
    assert found.true_levels["2"] == pytest.approx(0.255, abs=0.02)
    assert found.true_levels["3"] == pytest.approx(0.65, abs=0.03)
    for level, share in found.true_levels.items():
        assert found.found_levels[level] == pytest.approx(share, abs=0.03)
    assert found.skills_held["INF.1.1"] == pytest.approx(0.98, abs=0.015)
    assert found.skills_held["COM.2.4"] == pytest.approx(0.28, abs=0.02)


def test_more_items_place_better(reports):
    by_length = reports["reference"].level_right_by_length
    assert list(by_length) == [str(length) for length in LENGTHS]
    assert by_length["5"] < by_length["10"] < by_length["24"]


def test_the_figures_do_not_depend_on_the_number_of_processes(bench):
    few = (REFERENCE, POPULATIONS[3])
    one = simulate(bench, 130, 7, few, workers=1)
    assert one == simulate(bench, 130, 7, few, workers=2)


def test_shares_are_shares(bench):
    found = asdict(simulate(bench, 5, 1, (BEGINNERS,), workers=1)["beginners"])
    assert sum(found["true_levels"].values()) == pytest.approx(1)
    for name in ("level_right", "two_level_errors", "three_misses", "rmse", "calibration_error"):
        assert 0 <= found[name] <= 1
    assert found["level_right_by_length"] == {}


def test_a_learner_who_holds_everything_and_never_slips_is_found_at_the_top(bench, model):
    sharp = replace(bench, model=replace(model, slip=1e-6))
    everything = Population("all", ease=20.0, spread=0.0)
    found = session(trial_of(sharp), everything, real(model), random.Random(1))
    assert found.true_percent == 100
    assert (found.true_level, found.level) == (3, 3)
    assert found.success == 1


def test_a_learner_who_holds_nothing_is_found_at_the_bottom_and_stopped_gently(bench, model):
    nothing = Population("none", ease=-20.0, spread=0.0, guess=0.0)
    found = session(trial_of(bench), nothing, real(model), random.Random(1))
    assert found.true_percent == 0
    assert (found.true_level, found.level) == (1, 1)
    assert found.items <= 6
    assert found.three_misses


def test_ladders_are_held_from_the_bottom(bench, model):
    for seed in range(30):
        found = session(trial_of(bench), REFERENCE, real(model), random.Random(seed))
        held = iter(found.held)
        for ladder in model.ladders:
            rungs = [next(held) for _ in ladder.rungs]
            assert rungs == sorted(rungs, reverse=True)
