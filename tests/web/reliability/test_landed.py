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
LANDED = {
    "0001_first_tables.py": "fdfc41dfd8f252679f5126462012b934dbc03058e3ee6daa74fb0993a90dcc54",
    "0002_lessons_under_way.py": "8609d0d48e722b24aa698298de53813bbef438bdb5f44b556972846b0ea51d61",
    "0003_badges.py": "23984055566c5f672c231566f1a5d6af64297575de020d27f91dc34340b4f16d",
    "0004_counsellor.py": "e3cb2afa77ae3e65efcb7a6845570f7fa3c98cd54e6f4a18b269ae50e7fd21ee",
}


def test_a_landed_revision_is_never_changed() -> None:
    """Whoever has it would not get the change: write a new revision, and add its print here."""
    versions = ROOT / "migrations" / "versions"
    prints = {name: hashlib.sha256((versions / name).read_bytes()).hexdigest() for name in LANDED}
    assert prints == LANDED


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
