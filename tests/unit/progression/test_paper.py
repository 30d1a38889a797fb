"""What a progression lets a person put on paper."""

from __future__ import annotations

from datetime import date

import pytest

from pixlearn.content.catalogue import Catalogue
from pixlearn.mastery.rules import Evidence, Model
from pixlearn.progression.paper import Wishes, attested, skills_for_paper
from tests.real_content import real_catalogue
from tests.unit.progression.test_progression import SKILLS, TODAY, Reader

ALL_RIGHT = [Evidence(skill, 1.0, 0.1) for skill in SKILLS]
EVERYTHING = Wishes(
    name="Sonia",
    skills=frozenset(SKILLS),
    badges=True,
    lessons=True,
    next_step=True,
    structure=None,
    percent=False,
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return real_catalogue()


@pytest.fixture(scope="module")
def read(catalogue: Catalogue, model: Model) -> Reader:
    return Reader(catalogue, model)


def test_only_what_was_shown_may_stand_on_paper(read: Reader, catalogue: Catalogue) -> None:
    offered = skills_for_paper(read(ALL_RIGHT), catalogue)
    assert offered
    assert {skill.id for skill in offered} <= set(SKILLS)
    assert all(skill.shown_on == TODAY for skill in offered)


def test_nothing_shown_leaves_nothing_to_write(read: Reader, catalogue: Catalogue) -> None:
    missed = [Evidence(skill, 0.0, 0.1) for skill in SKILLS]
    assert skills_for_paper(read(missed), catalogue) == ()


def test_the_first_ones_come_from_as_many_domains(read: Reader, catalogue: Catalogue) -> None:
    offered = skills_for_paper(read(ALL_RIGHT), catalogue)
    domains = {skill.domain for skill in offered}
    assert {skill.domain for skill in offered[: len(domains)]} == domains


def test_a_skill_that_was_not_chosen_stays_away(read: Reader, catalogue: Catalogue) -> None:
    progression = read(ALL_RIGHT)
    kept = [skill.id for skill in skills_for_paper(progression, catalogue)][:3]
    wishes = Wishes("", frozenset(kept), False, False, False, None, False)
    said = attested(progression, catalogue, wishes, date(2026, 11, 22))
    assert {skill.id for skill in said.skills} == set(kept)
    assert (said.next_step, said.percent, said.structure) == ("", None, None)


def test_the_percentage_stands_only_when_wished(read: Reader, catalogue: Catalogue) -> None:
    said = attested(read(ALL_RIGHT), catalogue, EVERYTHING, TODAY)
    assert said.percent is None
    assert said.next_step.startswith("Je sais ")
