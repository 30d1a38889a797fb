"""`flask close-structure`, `flask reopen-structure`: the life of a structure, from the outside."""

from __future__ import annotations

from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy import or_, select

from pixlearn.accounts import team
from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.cli.structures import site
from pixlearn.db import db, transaction
from pixlearn.privacy.closing import close_structure
from pixlearn.structures.closing import open_again
from pixlearn.structures.store import Structure


@click.command("close-structure", cls=DatabaseCommand)
@click.argument("which", metavar="NAME|ID")
@with_appcontext
def close_structure_command(which: str) -> None:
    """Close a structure: its team cannot enter any more, its people keep all their work."""
    with transaction():
        structure = _found(which)
        if structure.closed_at is not None:
            raise click.ClickException(f"{structure.name} is closed already.")
        people = close_structure(structure)
        name = structure.name
    click.echo(f"{name} is closed; {people} people shared with it and keep their work.")


@click.command("reopen-structure", cls=DatabaseCommand)
@click.argument("which", metavar="NAME|ID")
@click.argument("email")
@with_appcontext
def reopen_structure_command(which: str, email: str) -> None:
    """Open a closed structure again for one référent, who lets the others in.

    Somebody who was in the team signs in as before; for anybody else a link to join is printed.
    Sharing does not come back by itself: each person agrees again.
    """
    email = email.strip().lower()
    with transaction():
        structure = _found(which)
        if structure.closed_at is None:
            raise click.ClickException(f"{structure.name} is not closed.")
        open_again(structure)
        token = team.open_for(structure.id, email)
        name = structure.name
    click.echo(f"{name} is open again for {email}.")
    if token is not None:
        click.echo(f"{site()}/rejoindre/{token}")


def _found(which: str) -> Structure:
    """The structure with this name or id."""
    by_name = Structure.name == " ".join(which.split())
    try:
        condition = or_(by_name, Structure.id == UUID(which))
    except ValueError:
        condition = by_name
    query = select(Structure).where(condition).order_by(Structure.id).limit(1)
    structure = db.session.execute(query.with_for_update()).scalar_one_or_none()
    if structure is None:
        raise click.ClickException("no structure has this name or id.")
    return structure
