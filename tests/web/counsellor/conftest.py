"""Two structures, each with a counsellor; one of them also has a référent."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from pixlearn.db import transaction
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_structure, signed_in, somebody_at_work


@dataclass(frozen=True)
class Place:
    """Who works where."""

    app: Flask
    structure: UUID
    counsellor: UUID
    referent: UUID
    structure_elsewhere: UUID
    counsellor_elsewhere: UUID


@pytest.fixture
def place(app: Flask) -> Place:
    """The structures and their teams."""
    with app.app_context(), transaction():
        here, elsewhere = a_structure("Mission locale du Val"), a_structure("Cap emploi Nord")
        return Place(
            app=app,
            structure=here,
            counsellor=somebody_at_work(here, "Claire Petit", counsels=True, refers=False),
            referent=somebody_at_work(here, "Amadou Ba", counsels=False, refers=True),
            structure_elsewhere=elsewhere,
            counsellor_elsewhere=somebody_at_work(
                elsewhere, "Paul Roux", counsels=True, refers=False
            ),
        )


@pytest.fixture
def counsellor(place: Place) -> Browser:
    """The counsellor of the first structure, signed in."""
    return signed_in(place.app, staff=place.counsellor)


@pytest.fixture
def stranger(place: Place) -> Browser:
    """A counsellor of another structure, signed in."""
    return signed_in(place.app, staff=place.counsellor_elsewhere)
