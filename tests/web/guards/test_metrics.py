"""`/metriques`: for the machine that has the token, else there is no such page."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pixlearn.config import ROOT, Settings
from tests.web.browsing import Browser
from tests.web.guards.sites import another_app

TOKEN = "token-of-the-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(settings: Settings, app: Flask) -> FlaskClient:
    """A site whose measures may be read; the tables are those of the tests."""
    site = another_app(replace(settings, metrics_token=TOKEN))
    site.test_client_class = Browser
    return site.test_client()


def test_without_a_token_there_is_no_such_page(app: Flask) -> None:
    browser = app.test_client()
    for headers in ({}, {"Authorization": "Bearer "}, BEARER):
        assert browser.get("/metriques", headers=headers).status_code == 404


@pytest.mark.parametrize("said", ["", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}é", "Bearer other"])
def test_another_token_opens_nothing(watched: FlaskClient, said: str) -> None:
    headers = {"Authorization": said} if said else {}
    assert watched.get("/metriques", headers=headers).status_code == 404


def test_what_requests_take_is_told_by_endpoint_and_about_nobody(watched: FlaskClient) -> None:
    watched.get("/aide")
    page = watched.get("/metriques", headers=BEARER)
    assert page.mimetype == "text/plain"
    assert (
        'pixlearn_request_seconds_count{endpoint="public.help",method="GET",status="2xx"}'
        in page.text
    )
    assert 'pixlearn_statements_total{endpoint="public.help"}' in page.text
    assert "/aide" not in page.text


COUNT_IN_A_PROCESS = """
from pixlearn import create_app
from pixlearn.config import Settings
import os
client = create_app(Settings.from_environ(os.environ)).test_client()
client.get("/sante/vie")
page = client.get("/metriques", headers={"Authorization": "Bearer of-the-tests"})
lines = page.text.splitlines()
print(next(line.split()[1] for line in lines if "seconds_count" in line and "alive" in line))
"""


def test_the_measures_of_all_processes_are_added_up(tmp_path: Path) -> None:
    (tmp_path / "measures").mkdir()
    environ = os.environ | {
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "measures"),
        "PIXLEARN_METRICS_TOKEN": "of-the-tests",
        "PIXLEARN_INSTANCE": str(tmp_path),
    }
    counts = [
        subprocess.run(
            [sys.executable, "-c", COUNT_IN_A_PROCESS],
            cwd=ROOT, env=environ, capture_output=True, text=True, check=True,
        ).stdout.strip()
        for _ in range(2)
    ]  # fmt: skip
    assert counts == ["1.0", "2.0"]
