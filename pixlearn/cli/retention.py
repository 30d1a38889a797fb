"""`flask retention`: delete, every day, what is kept no longer."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.db import now, transaction
from pixlearn.progression.merging import forget_what_is_past
from pixlearn.progression.retention import clear_traces, empty_starts, erase, long_gone

A_BATCH = 100


@click.command("retention", cls=DatabaseCommand)
@click.option("--dry-run", is_flag=True, help="Only tell how many people it would be.")
@with_appcontext
def retention_command(dry_run: bool) -> None:
    """Delete the work of people who no longer come, empty starts, and old traces.

    Run it every day, by cron or a timer; running it again does no harm. Each structure chooses how
    many months it keeps; people who share with none are kept 24 months. One month more passes
    before anything goes.
    """
    moment = now()
    gone, empty = long_gone(moment), empty_starts(moment)
    people = [*dict.fromkeys((*gone, *empty))]
    traces = 0
    if not dry_run:
        for start in range(0, len(people), A_BATCH):
            with transaction():
                still = {*long_gone(moment), *empty_starts(moment)}
                erase([one for one in people[start : start + A_BATCH] if one in still])
        with transaction():
            traces = clear_traces(moment) + forget_what_is_past(moment)
    click.echo(f"{len(gone)} people long gone, {len(people) - len(gone)} empty starts, ", nl=False)
    click.echo("nothing deleted: a dry run." if dry_run else f"{traces} old traces: deleted.")
