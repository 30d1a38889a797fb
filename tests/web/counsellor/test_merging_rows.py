"""Two files made one, and separated again: no row is lost, and every one goes back."""

from __future__ import annotations

import pytest

from pixlearn.db import Base
from pixlearn.records.merging_rows import LEARNER, personal_tables
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.two_files import dump, join, separate, two_files

pytestmark = pytest.mark.both


@pytest.mark.parametrize("seed", range(8))
def test_to_join_and_to_separate_leaves_every_row_as_it_was(place: Place, seed: int) -> None:
    files = two_files(place, seed)
    before = dump(files)
    kept = join(files)
    assert dump(files) != before
    separate(files, kept)
    after = dump(files)
    for name, rows in before.items():
        assert after[name] == rows, name


def test_every_table_about_a_learner_is_filled_by_these_tests(place: Place) -> None:
    rows = dump(two_files(place, 0))
    compared = {table.name for table in personal_tables()} & set(rows)
    assert {name for name in compared if not rows[name]} == set()


def test_every_row_that_points_at_a_learner_is_reached() -> None:
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == LEARNER
    }
    own_try = {"staff"}  # a professional's try is never joined to anything
    assert pointing - own_try == {table.name for table in personal_tables()}
