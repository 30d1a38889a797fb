"""`flask upgrade`: bring the database to the version of the code."""

from __future__ import annotations

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import with_appcontext

from pixlearn.cli.answers import keep_missing_masteries
from pixlearn.config import ROOT


def alembic_config() -> Config:
    """Alembic's configuration: the scripts of migrations/, the app's own engine."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


@click.command("upgrade")
@with_appcontext
def upgrade_command() -> None:
    """Bring the database to the version of the code; nothing happens when it is there."""
    upgrade()
    if count := keep_missing_masteries():
        click.echo(f"{count} learners summed up again.")


def upgrade() -> None:
    """Run the migrations that are missing, inside an app context."""
    instance = current_app.extensions["pixlearn_settings"].instance
    instance.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(), "head")
