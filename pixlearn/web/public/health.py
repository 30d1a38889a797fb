"""Probes for the machine that runs the site; they tell anonymous visitors nothing."""

from __future__ import annotations

import logging
import shutil
from functools import cache

from alembic.script import ScriptDirectory
from flask import Response, current_app, make_response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pixlearn.config import ROOT
from pixlearn.db import db, differing_columns
from pixlearn.web.login import settings
from pixlearn.web.public.blueprint import bp

log = logging.getLogger(__name__)
ROOM = 0.05  # share of the disk that must be free
SCHEMA_SEEN = "pixlearn_schema_seen"  # which version was compared with the models and found right


@bp.get("/sante/vie")
def alive() -> Response:
    """The process answers; the database is not asked."""
    return _plain("oui", 200)


@bp.get("/sante/pret")
def ready() -> Response:
    """The database can be written in and has the tables of this code; the disk has room."""
    fine = _has_room() and _can_write_today()
    return _plain("oui", 200) if fine else _plain("non", 503)


def _has_room() -> bool:
    folder = settings().instance
    disk = shutil.disk_usage(folder if folder.exists() else ROOT)
    return disk.free > ROOM * disk.total


def _can_write_today() -> bool:
    """Try a change that concerns no row, and take it back."""
    try:
        db.session.execute(text("UPDATE alembic_version SET version_num = '' WHERE 1 = 0"))
        version = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError:
        return False
    finally:
        db.session.rollback()
    return version == _version_of_the_code() and _has_every_column(version)


def _has_every_column(version: str | None) -> bool:
    """Tell whether the tables are those of the models, whatever number the base wears.

    Compared once a version and process: only reads of the catalogue, which take no lock.
    """
    if current_app.extensions.get(SCHEMA_SEEN) == version:
        return True
    try:
        differing = differing_columns(db.engine)
    except SQLAlchemyError:
        return False
    if differing:
        log.error("the database says %s and differs in %s", version, ", ".join(differing))
        return False
    current_app.extensions[SCHEMA_SEEN] = version
    return True


@cache
def _version_of_the_code() -> str | None:
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def _plain(word: str, status: int) -> Response:
    response = make_response(word, status)
    response.mimetype = "text/plain"
    return response
