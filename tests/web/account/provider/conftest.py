"""A site with a provider at which professionals sign in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from pixlearn.config import Provider, Settings
from pixlearn.db import transaction
from tests.web.account.a_provider import RunningProvider, a_provider
from tests.web.account.provider.coming import CLAIRE, app_with, linked
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_structure, somebody_at_work


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProvider]:
    with a_provider(tmp_path_factory.mktemp("provider")) as running:
        running.knows("claire", **CLAIRE)
        yield running


@pytest.fixture(scope="module")
def site(settings: Settings, provider: RunningProvider) -> Iterator[Flask]:
    yield from app_with(settings, Provider(provider.url, "pixlearn", "s3cr:et/", name="ProTest"))


@pytest.fixture
def place(app: Flask, site: Flask) -> Place:
    """A structure with Claire, its référent, and another structure; the database is emptied."""
    with site.app_context(), transaction():
        here, elsewhere = a_structure("Mission locale du Val"), a_structure("Cap emploi Nord")
        return Place(
            app=site,
            structure=here,
            counsellor=somebody_at_work(here, "Claire Petit", counsels=True, refers=False),
            referent=somebody_at_work(here, "Amadou Ba", counsels=False, refers=True),
            structure_elsewhere=elsewhere,
            counsellor_elsewhere=somebody_at_work(elsewhere, "Paul", counsels=True, refers=False),
        )


@pytest.fixture
def known(place: Place, provider: RunningProvider) -> Place:
    """Claire is linked: if anything opens, it opens her pages."""
    linked(place, "claire", place.counsellor, provider.url)
    return place
