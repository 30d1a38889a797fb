"""`flask simulate`: accuracy of the diagnostic on synthetic learners, with the real engine."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import click

from pixlearn.content.catalogue import Catalogue
from pixlearn.content.current import catalogue
from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.simulation import Bench, Report, WarmUp, simulate


@click.command("simulate")
@click.option("--learners", type=click.IntRange(min=1), default=3000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, by population.")
@click.option("--diagnostic", "diagnostic_id", help="Its id; the entry one when left out.")
def simulate_command(learners: int, seed: int, diagnostic_id: str | None, *, as_json: bool) -> None:
    """Try a diagnostic on synthetic learners; each figure is explained in docs/diagnostic.md."""
    known = catalogue().diagnostics
    if diagnostic_id is not None and diagnostic_id not in known:
        raise click.BadParameter(
            f"« {diagnostic_id} » n'existe pas. Les diagnostics : {', '.join(known)}.",
            param_hint="--diagnostic",
        )
    reports = simulate(bench_of(catalogue(), diagnostic_id), learners, seed)
    if as_json:
        click.echo(json.dumps({name: asdict(one) for name, one in reports.items()}, indent=2))
        return
    for line in _table(reports):
        click.echo(line)


def bench_of(content: Catalogue, diagnostic_id: str | None = None) -> Bench:
    """The engine of a diagnostic as this content sets it."""
    engine = engine_of(content, diagnostic_id)
    warm_up = engine.diagnostic.warm_up
    return Bench(
        model=engine.model,
        options=engine.options,
        policy=engine.policy,
        warm_up=WarmUp(tuple(one.skill for one in warm_up.gestures), warm_up.guess)
        if warm_up
        else WarmUp((), 1.0),
    )


def _table(reports: Mapping[str, Report]) -> Iterator[str]:
    """One row a figure, one column a population."""
    figures = {name: dict(_figures(asdict(one))) for name, one in reports.items()}
    rows = list(dict.fromkeys(row for column in figures.values() for row in column))
    width = max(map(len, rows))
    yield " " * width + "".join(f"{name:>11}" for name in figures)
    for row in rows:
        cells = "".join(f"{column.get(row, ''):>11}" for column in figures.values())
        yield f"{row:<{width}}{cells}"


def _figures(report: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each figure with its name; those by level, skill or length one by one."""
    for name, value in report.items():
        if isinstance(value, Mapping):
            yield from ((f"{name} {key}", f"{figure:.3f}") for key, figure in value.items())
        elif isinstance(value, float):
            yield name, f"{value:.3f}"
