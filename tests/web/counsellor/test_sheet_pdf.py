"""The interview sheet as a PDF: two partial checkers find no fault in its structure."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import outloud
import pdfua
import pymupdf
import pytest

from pixlearn.db import transaction
from pixlearn.web import pdf
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, answers

pytestmark = pytest.mark.skipif(not pdf.pdf_available(), reason="what draws PDF is not installed")
RIGHT = [(skill, 1.0) for skill in ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")]


@pytest.fixture(params=["done", "empty"])
def person(request: pytest.FixtureRequest, place: Place) -> UUID:
    """Somebody who has done much, and somebody who has just come."""
    with place.app.app_context(), transaction():
        learner = a_learner("Marie-Christine", shares_with=place.structure)
        if request.param == "done":
            answers(learner, RIGHT)
    return learner


def test_two_partial_checkers_find_no_fault(
    counsellor: Browser, person: UUID, tmp_path: Path
) -> None:
    file = tmp_path / "fiche.pdf"
    file.write_bytes(counsellor.get(f"/conseiller/apprenants/{person}/fiche.pdf").data)
    heard = outloud.check(str(file))
    assert (heard.error, heard.errors) == (None, 0)
    assert pdfua.validate(str(file)).findings == ()
    assert len(pymupdf.open(file)) == 1
