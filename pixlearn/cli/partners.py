"""`flask import-partners`: the places of a file of the national schema, into a structure."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.db import db, transaction
from pixlearn.orientation.partner_import import FileRefused, LineFault, read_places
from pixlearn.orientation.partners import Change, import_places, plan_import
from pixlearn.structures.store import Structure


@click.command("import-partners", cls=DatabaseCommand)
@click.argument("structure")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@with_appcontext
def import_partners_command(structure: str, file: Path, *, dry_run: bool) -> None:
    """Import places of mediation, CSV or JSON, into STRUCTURE (its name or id).

    Places are known again by their id: a second import of the same file changes nothing.
    """
    try:
        reading = read_places(file.read_bytes())
    except FileRefused as refused:
        detail = f": {refused.detail}" if refused.detail else ""
        raise click.ClickException(
            f"{file.name} is refused, {refused.refusal.value}{detail}."
        ) from (refused)
    for fault in reading.faults:
        click.echo(_in_words(fault), err=True)
    if dry_run:
        done = plan_import(_structure_id(structure), reading.places)
    else:
        with transaction():
            done = import_places(_structure_id(structure), reading.places)
    click.echo(f"{reading.lines} lines read, {len(reading.left_out)} left out: ", nl=False)
    click.echo(_counted(done, dry_run=dry_run))


def _structure_id(asked: str) -> UUID:
    rows = db.session.execute(select(Structure.id, Structure.name).order_by(Structure.id)).all()
    found: list[UUID] = [row.id for row in rows if asked in (row.name, str(row.id))]
    if len(found) != 1:
        names = ", ".join(sorted(row.name for row in rows)) or "none"
        raise click.ClickException(f"no structure is called “{asked}”; there are: {names}.")
    return found[0]


def _in_words(fault: LineFault) -> str:
    value = f" “{fault.value}”" if fault.value else ""
    end = "; the place is left out" if fault.left_out else ""
    return f"line {fault.line}, {fault.field}: {fault.problem.value}{value}{end}"


def _counted(done: Change, *, dry_run: bool) -> str:
    end = " (nothing was changed)" if dry_run else ""
    return (
        f"{len(done.new)} new, {len(done.changed)} changed, {done.unchanged} the same,"
        f" {len(done.kept)} checked later here{end}"
    )
