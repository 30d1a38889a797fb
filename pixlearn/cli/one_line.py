"""A command that needs the database, and says in one line when it cannot be reached."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from pixlearn.db import Busy


class DatabaseCommand(click.Command):
    """Exits 1 with one clear line when the database is out of reach or has no tables yet."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (SQLAlchemyError, Busy) as error:
            raise click.ClickException(
                "the database does not answer as it should: run `flask upgrade`, then try again."
            ) from error
