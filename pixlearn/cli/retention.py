"""`flask retention`: every day, close the figures of a month that is over, then delete."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from pixlearn.casework.problems import forget_marks
from pixlearn.cli.acting import as_structure
from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.figures.closing import close_month
from pixlearn.records.merging import forget_what_is_past
from pixlearn.records.retention import clear_traces, empty_starts, erase, long_gone
from pixlearn.structures.store import Structure

A_BATCH = 100


@click.command("retention", cls=DatabaseCommand)
@click.option("--dry-run", is_flag=True, help="Only tell how many people it would be.")
@with_appcontext
def retention_command(dry_run: bool) -> None:
    """Close the figures of the month that is over, then delete what is kept no longer.

    That is the work of people who no longer come, empty starts, and old traces.

    Run it every day, by cron or a timer; running it again does no harm. Each structure chooses how
    many months it keeps; people who share with none are kept 24 months. One month more passes
    before anything goes.
    """
    moment = now()
    gone, empty = long_gone(moment), empty_starts(moment)
    people = [*dict.fromkeys((*gone, *empty))]
    traces = 0
    if not dry_run:
        _close_figures(moment)
        for start in range(0, len(people), A_BATCH):
            with transaction():
                still = {*long_gone(moment), *empty_starts(moment)}
                erase([one for one in people[start : start + A_BATCH] if one in still])
        with transaction():
            traces = clear_traces(moment) + forget_what_is_past(moment) + forget_marks(moment)
    click.echo(f"{len(gone)} people long gone, {len(people) - len(gone)} empty starts, ", nl=False)
    click.echo("nothing deleted: a dry run." if dry_run else f"{traces} old traces: deleted.")


def _close_figures(moment: datetime) -> None:
    """Before anything is deleted: people are counted in the month in which they came."""
    query = select(Structure.id).where(Structure.closed_at.is_(None)).order_by(Structure.id)
    for structure_id in list(db.session.execute(query).scalars()):
        with transaction():
            close_month(as_structure(structure_id), catalogue(), moment)
