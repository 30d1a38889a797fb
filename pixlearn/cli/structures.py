"""`flask create-structure`: the first référent; and two ways back for whoever is alone."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from pixlearn.accounts import new_password, second_factor, team
from pixlearn.accounts.store import staff_by_email, staff_of
from pixlearn.accounts.team import Roles
from pixlearn.cli.one_line import DatabaseCommand
from pixlearn.db import db, transaction
from pixlearn.structures.store import Structure


@click.command("create-structure", cls=DatabaseCommand)
@click.argument("name")
@click.argument("email")
@click.option("--name", "person", default="", help="The référent's first name and name.")
@with_appcontext
def create_structure_command(name: str, email: str, person: str) -> None:
    """Create a structure and print the link by which its first référent joins.

    The link opens for 72 hours and serves once. As long as nobody has joined, the same command
    prints a new one.
    """
    name, email = " ".join(name.split()), email.strip().lower()
    if not name or "@" not in email:
        raise click.ClickException("write the structure's name, then the référent's address.")
    with transaction():
        query = select(Structure).where(Structure.name == name).order_by(Structure.id).limit(1)
        structure = db.session.execute(query).scalar_one_or_none()
        if structure is None:
            structure = Structure(name=name)
            db.session.add(structure)
            db.session.flush()
        elif staff_of(structure.id):
            raise click.ClickException(f"{name} has a team already: its référents invite.")
        roles = Roles(counsels=False, refers=True)
        token = team.invite(structure.id, person or email.partition("@")[0], email, roles)
    click.echo(f"{site()}/rejoindre/{token}")


@click.command("new-password-link", cls=DatabaseCommand)
@click.argument("email")
@with_appcontext
def new_password_link_command(email: str) -> None:
    """Print a link by which a professional chooses a new password, within 30 minutes."""
    token = None
    with transaction():
        staff = staff_by_email(email)
        if staff is None:
            raise click.ClickException("no open access has this address.")
        token = new_password.link_for(staff)
    click.echo(f"{site()}/nouveau-mot-de-passe/{token}")


@click.command("remove-second-factor", cls=DatabaseCommand)
@click.argument("email")
@with_appcontext
def remove_second_factor_command(email: str) -> None:
    """Let a professional who lost phone and recovery codes sign in by their password alone.

    For the only référent of a structure: référents do it for their colleagues, on their pages.
    """
    with transaction():
        staff = staff_by_email(email)
        if staff is None:
            raise click.ClickException("no open access has this address.")
        second_factor.leave_all(staff)
        team.end_sessions(staff)


def site() -> str:
    """The public address of this installation."""
    address: str = current_app.extensions["pixlearn_settings"].public_url
    return address
