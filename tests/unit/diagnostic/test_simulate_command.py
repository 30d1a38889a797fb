"""`flask simulate` prints the promised figures of each population."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pixlearn.cli.simulate import simulate_command
from pixlearn.content.current import use
from pixlearn.diagnostic.simulation import POPULATIONS
from tests.real_content import real_catalogue

CONTENT = Path(__file__).parents[3] / "content"

PROMISED = {
    "level_right",
    "level_right_by_true_level",
    "two_level_errors",
    "items_mean",
    "three_misses",
    "success_mean",
    "skills_right",
    "rmse",
    "calibration_error",
}


@pytest.fixture(autouse=True)
def _content():
    use(real_catalogue())


def run(*arguments):
    return CliRunner().invoke(simulate_command, arguments)


def test_the_promised_figures_come_as_json_and_as_a_table():
    printed = json.loads(run("--learners", "3", "--json").output)
    assert list(printed) == [population.name for population in POPULATIONS]
    assert all(figures.keys() >= PROMISED for figures in printed.values())
    header, first, *_ = run("--learners", "3").output.splitlines()
    assert header.split() == list(printed)
    name, *cells = first.split()
    assert name == "level_right"
    assert cells == [f"{figures[name]:.3f}" for figures in printed.values()]


def test_no_learner_is_refused_in_one_line():
    refused = run("--learners", "0")
    assert refused.exit_code != 0
    assert "--learners" in refused.output.splitlines()[-1]
