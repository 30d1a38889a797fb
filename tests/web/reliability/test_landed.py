"""Bases that earlier commits made: they reach the schema of the code, or the site is not ready."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import text

from pixlearn.cli.database import alembic_config, upgrade
from pixlearn.config import ROOT, Settings
from pixlearn.db import Base, db, without_foreign_keys
from tests.web.conftest import fresh_database
from tests.web.guards.sites import another_app
from tests.web.reliability.test_upgrades import counted, fill

EARLIER = sorted((Path(__file__).parent / "earlier").glob("0004_of_*.txt"))
LANDED = Path(__file__).parent / "landed.txt"


def test_a_landed_revision_is_never_changed() -> None:
    """Whoever has run it would not get the change."""
    landed = dict(line.split()[::-1] for line in LANDED.read_text().splitlines())
    there = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (ROOT / "migrations" / "versions").glob("*.py")
    }
    changed = sorted(name for name, print_ in landed.items() if there.get(name) != print_)
    assert not changed, f"put {changed} back as they were, and write a new revision instead"
    new = [f"{there[name]}  {name}" for name in sorted(there.keys() - landed.keys())]
    assert not new, "once it is finished, add to landed.txt:\n" + "\n".join(new)


@pytest.fixture
def empty_site(settings: Settings, tmp_path: Path, worker_id: str) -> Any:
    """A site of its own, without tables."""
    app = another_app(
        replace(
            settings,
            database_url=fresh_database(tmp_path, f"{worker_id}_landed"),
            instance=tmp_path,
        )
    )
    yield app
    with app.app_context():
        db.engine.dispose()


def as_earlier(app: Flask, source: Path) -> None:
    """Make the base as `flask upgrade` did when 0004 was written like this."""
    module = module_from_spec(spec_from_loader("earlier_0004", loader=None))  # type: ignore[arg-type]
    exec(compile(source.read_text(), source.name, "exec"), module.__dict__)  # noqa: S102 - our own file
    with app.app_context():
        command.upgrade(alembic_config(), "0003")
        with (
            db.engine.connect() as connection,
            without_foreign_keys(connection),
            connection.begin(),
            Operations.context(MigrationContext.configure(connection)),
        ):
            module.upgrade()
            connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))


@pytest.mark.both
@pytest.mark.parametrize("source", EARLIER, ids=lambda path: path.stem)
def test_a_base_made_by_an_earlier_0004_gets_what_it_lacks(empty_site: Flask, source: Path) -> None:
    as_earlier(empty_site, source)
    with empty_site.app_context():
        with db.engine.begin() as connection:
            tables = fill(connection)
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
            assert counted(connection, tables) == dict.fromkeys(tables, 1)
    browser = empty_site.test_client()
    assert browser.get("/sante/pret").status_code == 200


@pytest.mark.both
def test_a_base_that_lacks_a_column_is_not_ready_whatever_its_number(empty_site: Flask) -> None:
    with empty_site.app_context():
        upgrade()
        with db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE signed_in DROP COLUMN second_factor_at"))
    assert empty_site.test_client().get("/sante/pret").status_code == 503


@pytest.mark.both
def test_a_base_that_takes_nothing_where_the_code_wants_something_is_not_ready(
    empty_site: Flask,
) -> None:
    with empty_site.app_context():
        upgrade()
        with (
            db.engine.connect() as connection,
            without_foreign_keys(connection),
            connection.begin(),
        ):
            operations = Operations(MigrationContext.configure(connection))
            with operations.batch_alter_table("look") as look:
                look.alter_column("view", nullable=True)
    assert empty_site.test_client().get("/sante/pret").status_code == 503
