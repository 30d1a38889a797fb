"""Starting the site: what it refuses, in one line, and what its probes say."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pixlearn.cli.database import upgrade
from pixlearn.config import ROOT, Settings
from pixlearn.db import db
from tests.web.guards.sites import another_app

GOOD = {
    "PIXLEARN_ENV": "production",
    "PIXLEARN_SECRET_KEY": "k8Qz2VxN4pR7tW1yB5mC9dF3gH6jL0aS",
    "PIXLEARN_PEPPER": "Zr4Tq8Ws1Xe5Cd9Vf3Bg7Nh2Mj6Kl0Pu",
    "PIXLEARN_PUBLIC_URL": "https://pixlearn.example",
}
FAULTS = {
    "missing": {"PIXLEARN_SECRET_KEY": ""},
    "short": {"PIXLEARN_PEPPER": "too-short"},
    "sample": {"PIXLEARN_SECRET_KEY": "change-me-change-me-change-me-change-me"},
    "same": {"PIXLEARN_PEPPER": GOOD["PIXLEARN_SECRET_KEY"]},
    "http": {"PIXLEARN_PUBLIC_URL": "http://pixlearn.example"},
    "limits off": {"PIXLEARN_LIMITS": "off"},
    "debug": {"FLASK_DEBUG": "1"},
}
Done = subprocess.CompletedProcess[str]


def run(folder: Path, *command: str, cwd: Path = ROOT, **environ: str) -> Done:
    """Run Python or flask with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if "PIXLEARN" not in name}
    settings = {"PIXLEARN_INSTANCE": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env=kept | settings | environ,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_production_does_not_start_with_a_fault(tmp_path: Path, fault: str) -> None:
    done = run(tmp_path, "-c", "import wsgi", **(GOOD | FAULTS[fault]))
    assert done.returncode != 0
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("pixlearn cannot start: ")


def test_production_starts_without_a_fault(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "import wsgi; print(wsgi.app.debug)", **GOOD)
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")


def test_bad_content_is_told_whole_and_stops_the_start(tmp_path: Path) -> None:
    for name in ("pixlearn", "content", "wsgi.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    for name in ("templates", "static", "translations", "migrations"):
        (tmp_path / name).symlink_to(ROOT / name)
    content = tmp_path / "content" / "fr"
    items = sorted((content / "items").glob("*.yaml"))[0]
    items.write_text(items.read_text().replace("consigne:", "consinge:", 1))
    scenes = sorted((content / "scenes").glob("*.yaml"))[0]
    scenes.write_text(scenes.read_text().replace("genre: ", "genre: in", 1))
    done = run(tmp_path / "instance", "-c", "import wsgi", cwd=tmp_path)
    assert done.returncode != 0
    assert done.stderr.startswith("pixlearn cannot start: ")
    assert "Traceback" not in done.stderr
    for file in (items, scenes):
        assert f"{file.relative_to(content)}, ligne " in done.stderr


def test_the_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "flask", "upgrade")
    assert done.returncode == 0, done.stderr
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


@contextmanager
def site_of(settings: Settings, address: str) -> Iterator[Flask]:
    """The site on the database at this address, which may have no tables."""
    app = another_app(replace(settings, database_url=address))
    yield app
    with app.app_context():
        db.engine.dispose()


def says(browser: FlaskClient) -> tuple[int, str, int, str]:
    """What the probes of life and of readiness answer."""
    alive, ready = browser.get("/sante/vie"), browser.get("/sante/pret")
    return alive.status_code, alive.text, ready.status_code, ready.text


NO_TABLES = "the database does not answer as it should: run `flask upgrade`, then try again."
WELL, ILL = (200, "oui", 200, "oui"), (200, "oui", 503, "non")


def test_a_site_without_tables_says_so_and_then_it_is_ready(
    settings: Settings, tmp_path: Path
) -> None:
    with site_of(settings, f"sqlite:///{tmp_path / 'own.db'}") as app:
        browser, runner = app.test_client(), app.test_cli_runner()
        assert says(browser) == ILL
        for command in ("demo", "rebuild", "export-answers"):
            done = runner.invoke(args=[command])
            assert (done.exit_code, done.stdout) == (1, "")
            assert done.stderr == f"Error: {NO_TABLES}\n"
        with app.app_context():
            upgrade()
        assert says(browser) == WELL


def test_a_site_with_tables_of_another_version_is_not_ready(
    settings: Settings, tmp_path: Path
) -> None:
    with site_of(settings, f"sqlite:///{tmp_path / 'own.db'}") as app:
        with app.app_context():
            upgrade()
            with db.engine.begin() as connection:
                connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
        assert says(app.test_client()) == ILL


def test_a_site_that_can_only_read_is_not_ready(settings: Settings, tmp_path: Path) -> None:
    with site_of(settings, f"sqlite:///{tmp_path / 'own.db'}") as app, app.app_context():
        upgrade()
    address = f"sqlite:///file:{tmp_path / 'own.db'}?mode=ro&uri=true"
    with site_of(settings, address) as app:
        assert says(app.test_client()) == ILL


def test_a_site_on_a_full_disk_is_not_ready(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = app.test_client()
    assert says(browser) == WELL
    full = SimpleNamespace(total=100, free=4)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: full)
    assert says(browser) == ILL
