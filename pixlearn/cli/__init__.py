"""Commands of `flask`: content, simulation, database, demo data, structures, answers, keys."""

from __future__ import annotations

from flask import Flask

from pixlearn.cli.answers import export_answers_command, rebuild_command
from pixlearn.cli.badge_keys import new_badge_key_command
from pixlearn.cli.check_content import check_content_command
from pixlearn.cli.closing import close_structure_command, reopen_structure_command
from pixlearn.cli.database import upgrade_command
from pixlearn.cli.demo import demo_command
from pixlearn.cli.partners import import_partners_command
from pixlearn.cli.problems import problems_command
from pixlearn.cli.retention import retention_command
from pixlearn.cli.simulate import simulate_command
from pixlearn.cli.structures import (
    create_structure_command,
    new_password_link_command,
    remove_second_factor_command,
)


def register(app: Flask) -> None:
    """Give the app its commands."""
    for command in (
        check_content_command,
        upgrade_command,
        demo_command,
        import_partners_command,
        simulate_command,
        export_answers_command,
        rebuild_command,
        retention_command,
        new_badge_key_command,
        create_structure_command,
        close_structure_command,
        reopen_structure_command,
        problems_command,
        new_password_link_command,
        remove_second_factor_command,
    ):
        app.cli.add_command(command)
