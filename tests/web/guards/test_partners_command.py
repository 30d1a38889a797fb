"""`flask import-partners`: places of a file, into one structure."""

from __future__ import annotations

import pytest
from flask import Flask

from pixlearn.config import ROOT
from pixlearn.db import transaction
from pixlearn.orientation.partners import Wanted, found_partners
from tests.web.counsellor.people import a_structure

pytestmark = pytest.mark.both

SAMPLE = str(ROOT / "tests/samples/partenaires.csv")


def test_a_dry_run_says_what_would_change_and_changes_nothing(app: Flask) -> None:
    with app.app_context(), transaction():
        here = a_structure("Mission locale du Val")
    run = app.test_cli_runner().invoke
    result = run(args=["import-partners", "Mission locale du Val", SAMPLE, "--dry-run"])
    assert result.exit_code == 0
    assert "4 new, 0 changed" in result.output
    with app.app_context():
        assert found_partners(here, Wanted()) == []


def test_places_are_imported_once_and_faults_are_told_by_line(app: Flask) -> None:
    with app.app_context(), transaction():
        here = a_structure("Mission locale du Val")
    run = app.test_cli_runner().invoke
    assert "4 new" in run(args=["import-partners", str(here), SAMPLE]).output
    again = run(args=["import-partners", str(here), SAMPLE])
    assert "0 new, 0 changed, 4 the same" in again.output
    assert "line 3, nom: missing; the place is left out" in again.stderr


def test_an_unknown_structure_or_another_file_is_refused_in_one_line(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    for asked, file in (("Nulle part", SAMPLE), ("Nulle part", __file__)):
        result = run(args=["import-partners", asked, file])
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1 + result.stderr.count("line ")
