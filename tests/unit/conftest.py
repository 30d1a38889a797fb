"""The engine on the project's own framework and diagnostic, with one item a skill."""

import pytest

from pixlearn.diagnostic.engine import engine_of
from pixlearn.diagnostic.rules import ItemOption, Policy
from pixlearn.mastery.rules import Model
from tests.real_content import real_catalogue


@pytest.fixture(scope="session")
def model() -> Model:
    return engine_of(real_catalogue()).model


@pytest.fixture(scope="session")
def options(model) -> tuple[ItemOption, ...]:
    return tuple(ItemOption(f"it-{skill}-a", skill, 0.10, typed=False) for skill in model.place)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return engine_of(real_catalogue()).policy
