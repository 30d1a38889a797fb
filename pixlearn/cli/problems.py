"""`flask problems`: what people reported of the questions, for those who write them."""

from __future__ import annotations

import json
from typing import Any

import click
from flask.cli import with_appcontext

from pixlearn.casework.problems import Reported, all_problems
from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.content.current import catalogue


@click.command("problems", cls=DatabaseCommand)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@with_appcontext
def problems_command(*, as_json: bool) -> None:
    """List « Cette question a un problème »: item, version, how often, when, of which kind.

    A version that the site still shows is marked « now »; the others were changed since.
    """
    lines = [_line(one) for one in all_problems()]
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    for one in lines:
        kinds = ", ".join(f"{kind} {times}" for kind, times in one["kinds"].items()) or "-"
        now = "now" if one["shown_now"] else "changed"
        click.echo(
            f"{one['count']:>4}  {one['item']}  {one['version']} ({now})"
            f"  {one['first']}..{one['last']}  {kinds}"
        )
    if not lines:
        click.echo("Nothing is reported.")


def _line(one: Reported) -> dict[str, Any]:
    known = one.item_id in catalogue().items or one.item_id in catalogue().teaching.items
    return {
        "item": one.item_id,
        "version": one.version,
        "shown_now": known and catalogue().content_hash(one.item_id) == one.version,
        "count": one.count,
        "first": one.first.date().isoformat(),
        "last": one.last.date().isoformat(),
        "kinds": one.kinds,
        "places": list(one.places),
    }
