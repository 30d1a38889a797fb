"""What comes next, with its reason, and what one day brought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pixlearn.mastery.rules import Evidence, Model, SkillStatus, estimate
from pixlearn.progression.day import DeedKind, day_of
from pixlearn.progression.rules import Days, Journey, Progression, assemble
from tests.real_content import real_catalogue

TODAY = date(2026, 11, 21)
CONTENT = real_catalogue()
SKILLS = [skill.id for skill in CONTENT.framework.skills]
LESSONS = list(CONTENT.teaching.lessons)
EVIDENCE = st.lists(
    st.builds(Evidence, st.sampled_from(SKILLS), st.sampled_from((0.0, 1.0)), st.just(0.1)),
    max_size=25,
    unique_by=lambda one: one.skill,
)
DONE = st.sets(st.sampled_from(LESSONS))
each = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def progression(
    model: Model, evidence: list[Evidence], finished: Mapping[str, date], ended: date = TODAY
) -> Progression:
    journey = Journey(True, ended, False, weighed=9, together=0, enough=True)
    days = Days(
        shown={one.skill: TODAY for one in evidence if one.outcome == 1},
        finished=finished,
        done_for_real=finished,
    )
    return assemble(CONTENT, estimate(model, evidence), evidence, days, journey)


def finished(*lessons: str) -> dict[str, date]:
    return dict.fromkeys(lessons, TODAY)


@each
@given(EVIDENCE, DONE)
def test_two_proposals_at_most_each_a_lesson_not_done(
    model: Model, evidence: list[Evidence], done: set[str]
) -> None:
    found = progression(model, evidence, finished(*done)).proposals
    open_tracks = {lesson.split(".")[0] for lesson in set(LESSONS) - done}
    assert len(found) == min(2, len(open_tracks))
    for line in found:
        assert line.lesson.id not in done
        assert line.lesson.track == line.slug
        assert line.reason.startswith("vous ")


@each
@given(EVIDENCE, DONE)
def test_the_next_step_is_the_first_proposal(
    model: Model, evidence: list[Evidence], done: set[str]
) -> None:
    value = progression(model, evidence, finished(*done))
    step = value.next_step
    if step is not None and step.lesson is not None:
        assert step.lesson == value.proposals[0].lesson
        assert step.reason == value.proposals[0].reason
        assert step.skill_id in CONTENT.teaching.lessons[step.lesson.id].text.skills


@each
@given(EVIDENCE, DONE)
def test_a_lesson_that_brings_nothing_comes_only_when_none_does(
    model: Model, evidence: list[Evidence], done: set[str]
) -> None:
    value = progression(model, evidence, finished(*done))
    missing = {
        line.id
        for domain in value.domains
        for line in domain.skills
        if line.status is not SkillStatus.ACQUIRED
    }
    useful = {
        lesson
        for lesson in set(LESSONS) - done
        if missing & set(CONTENT.teaching.lessons[lesson].text.skills)
    }
    assert not useful or value.proposals[0].lesson.id in useful


def test_with_every_lesson_done_nothing_is_proposed(model: Model) -> None:
    value = progression(model, [], finished(*LESSONS))
    assert value.proposals == ()
    assert value.next_step is not None
    assert value.next_step.lesson is None


def test_a_day_holds_what_was_done_that_day_only(model: Model) -> None:
    yesterday = TODAY - timedelta(days=1)
    value = progression(model, [Evidence("COM.1.4", 1.0, 0.1)], {"P1.1": TODAY, "P1.2": yesterday})
    day = day_of(value, TODAY)
    assert [line.id for line in day.lessons] == ["P1.1"]
    assert [line.id for line in day.skills] == ["COM.1.4"]
    assert day.ended
    assert not day_of(value, TODAY - timedelta(days=2)).deeds


def test_the_proudest_things_are_three_of_different_kinds(model: Model) -> None:
    evidence = [Evidence(skill, 1.0, 0.1) for skill in SKILLS[:9]]
    found = day_of(progression(model, evidence, finished("P1.1", "P1.2")), TODAY).proudest
    assert [deed.kind for deed in found] == [DeedKind.FOR_REAL, DeedKind.LESSON, DeedKind.SKILL]


def test_one_kind_alone_gives_its_three(model: Model) -> None:
    evidence = [Evidence(skill, 1.0, 0.1) for skill in SKILLS[:9]]
    value = progression(model, evidence, {}, ended=TODAY - timedelta(days=1))
    assert [deed.kind for deed in day_of(value, TODAY).proudest] == [DeedKind.SKILL] * 3
