"""What people read of their progression, made from the evidence alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pixlearn.content.catalogue import Catalogue
from pixlearn.mastery.rules import Evidence, Model, Proof, SkillStatus, estimate
from pixlearn.progression.rules import Days, Journey, Progression, assemble
from tests.real_content import real_catalogue

TODAY = date(2026, 11, 21)
SKILLS = ("GES.2.1", "COM.1.4", "INF.2.1", "SEC.2.2", "AGI.1.1", "COM.2.1", "INF.1.2", "GES.3.1")
EVIDENCE = st.lists(
    st.builds(Evidence, st.sampled_from(SKILLS), st.sampled_from((0.0, 0.5, 1.0)), st.just(0.1)),
    max_size=10,
    unique_by=lambda one: one.skill,
)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return real_catalogue()


class Reader:
    """Makes a progression from evidence, as the service does."""

    def __init__(self, catalogue: Catalogue, model: Model) -> None:
        self.catalogue, self.model = catalogue, model

    def __call__(
        self,
        evidence: Sequence[Evidence],
        *,
        ended: bool = True,
        together: int = 0,
        enough: bool | None = None,
    ) -> Progression:
        journey = Journey(
            began=True,
            ended_on=TODAY if ended else None,
            ended_by_learner=False,
            weighed=len(evidence),
            together=together,
            enough=len(evidence) >= 5 if enough is None else enough,
        )
        days = Days(shown={one.skill: TODAY for one in evidence if one.outcome == 1})
        mastery = estimate(self.model, evidence)
        return assemble(self.catalogue, mastery, evidence, days, journey)


@pytest.fixture(scope="session")
def read(catalogue: Catalogue, model: Model) -> Reader:
    return Reader(catalogue, model)


def right(*skills: str) -> list[Evidence]:
    return [Evidence(skill, 1.0, 0.1) for skill in skills]


def wrong(*skills: str) -> list[Evidence]:
    return [Evidence(skill, 0.0, 0.1) for skill in skills]


each = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@each
@given(EVIDENCE)
def test_strengths_are_at_most_three_acquired_and_directly_proved(
    read: Reader, evidence: list[Evidence]
) -> None:
    found = read(evidence).strengths
    assert len(found) <= 3
    for line in found:
        assert (line.status, line.proof) == (SkillStatus.ACQUIRED, Proof.DIRECT)


@each
@given(EVIDENCE)
def test_every_skill_stands_once_and_the_counts_add_up(
    read: Reader, evidence: list[Evidence]
) -> None:
    progression = read(evidence)
    ids = [line.id for domain in progression.domains for line in domain.skills]
    assert ids == [skill.id for skill in read.catalogue.framework.skills]
    for domain in progression.domains:
        acquired = [line for line in domain.skills if line.status is SkillStatus.ACQUIRED]
        assert domain.shown + domain.probable == len(acquired)
        assert domain.total == len(domain.skills)


@each
@given(EVIDENCE)
def test_the_next_step_is_a_skill_not_yet_acquired(read: Reader, evidence: list[Evidence]) -> None:
    progression = read(evidence)
    step = progression.next_step
    assert step is not None
    lines = {line.id: line for domain in progression.domains for line in domain.skills}
    assert lines[step.skill_id].status is not SkillStatus.ACQUIRED
    assert step.goal == lines[step.skill_id].text


def test_strengths_come_from_different_domains_first(read: Reader) -> None:
    found = read(right("COM.1.4", "COM.2.1", "COM.1.1", "INF.2.1", "SEC.2.2")).strengths
    assert {line.id[:3] for line in found} == {"COM", "INF", "SEC"}


def test_with_fewer_than_five_weighed_answers_there_is_no_figure(read: Reader) -> None:
    progression = read(right(*SKILLS[:4]))
    assert (progression.level, progression.percent, progression.neighbours) == (None, None, ())


def test_five_weighed_answers_give_a_level(read: Reader) -> None:
    assert read(right(*SKILLS[:5])).level == 3


def test_answers_that_disagree_are_confirmed_in_an_interview(read: Reader) -> None:
    progression = read([*right(*SKILLS[::2]), *wrong(*SKILLS[1::2])])
    assert progression.to_confirm
    assert progression.level in progression.neighbours


def test_found_together_without_enough_alone_says_so(read: Reader) -> None:
    assert read(right(*SKILLS[:2]), together=8).mostly_together
    assert not read(right(*SKILLS), together=8).mostly_together


def test_before_the_end_no_next_step_is_told(read: Reader) -> None:
    assert read(right(*SKILLS), ended=False).next_step is None


def test_who_missed_everything_has_no_strength_and_a_first_step(read: Reader) -> None:
    progression = read(wrong(*SKILLS))
    assert progression.strengths == ()
    assert progression.done_once == ()
    assert progression.level == 1
    assert progression.next_step is not None


def test_a_skill_shown_carries_its_day(read: Reader) -> None:
    lines = {
        line.id: line.shown_on
        for domain in read(right("COM.1.4")).domains
        for line in domain.skills
    }
    assert lines["COM.1.4"] == TODAY
    assert lines["COM.1.1"] is None
