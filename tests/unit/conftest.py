"""The engine on the project's own framework, with one item a skill."""

from pathlib import Path

import pytest
import yaml

from pixlearn.diagnostic.rules import ItemOption, Policy, Prerequisites
from pixlearn.mastery.rules import Ladder, Model, Rung

CONTENT = Path(__file__).parents[2] / "content" / "fr"


@pytest.fixture(scope="session")
def framework() -> dict:
    return yaml.safe_load((CONTENT / "framework.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def model(framework) -> Model:
    return Model(
        tuple(
            Ladder(
                competence["id"],
                domain["id"],
                tuple(Rung(skill["id"], skill["b"]) for skill in competence["acquis"]),
            )
            for domain in framework["domaines"]
            for competence in domain["competences"]
        )
    )


@pytest.fixture(scope="session")
def options(model) -> tuple[ItemOption, ...]:
    return tuple(ItemOption(f"it-{skill}-a", skill, 0.10, typed=False) for skill in model.place)


@pytest.fixture(scope="session")
def policy(framework) -> Policy:
    needs = framework["prerequis"]
    return Policy(
        prerequisites=Prerequisites(
            all_items=tuple(needs["tous"]),
            typed_items=tuple(needs["items_ecrits"]),
            by_skill={skill: tuple(skills) for skill, skills in needs["acquis"].items()},
        )
    )
