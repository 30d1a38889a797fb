"""What earns a badge, and what is missing for it; facts come from answers as they are stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.activities import Item
from pixlearn.badges.rules import (
    Facts,
    What,
    closest_first,
    earned,
    earned_together,
    ground_of,
    missing,
    skills_of,
)
from pixlearn.content.badges import (
    CameBack,
    CompetenceHeld,
    DoneForReal,
    FoundAfterTries,
    LessonsFinished,
    OnOnesOwn,
    SkillsHeld,
    TrackDone,
    WarmUp,
)
from pixlearn.content.catalogue import Badge
from pixlearn.mastery.rules import Given
from pixlearn.mastery.store import Answer
from pixlearn.progression.facts import facts_from, standing_of
from pixlearn.structures.days import PARIS
from pixlearn.tracks.rules import item_of_lesson
from tests.real_content import real_catalogue

CONTENT = real_catalogue()
GROUND = ground_of(CONTENT)
BADGES = list(CONTENT.badges.values())
LASTING = [badge for badge in BADGES if badge.family in {"premier_pas", "effort", "parcours"}]
SKILLS = sorted(skill.id for skill in CONTENT.framework.skills)
LESSONS = sorted(CONTENT.teaching.lessons)
PRACTISED = sorted(CONTENT.teaching.items)
NOON = datetime(2026, 11, 21, 11, tzinfo=UTC)
NOBODY = UUID(int=0)

FACTS = st.builds(
    Facts,
    ground=st.just(GROUND),
    warm_up_done=st.booleans(),
    came_back=st.integers(0, 6),
    found_after_tries=st.integers(0, 4),
    done_for_real=st.integers(0, 5),
    lessons_finished=st.frozensets(st.sampled_from(LESSONS)),
    items_found=st.frozensets(st.sampled_from(PRACTISED)),
    acquired=st.frozensets(st.sampled_from(SKILLS)),
    shown=st.frozensets(st.sampled_from(SKILLS)),
    percent=st.none() | st.integers(0, 100),
    domains=st.none() | st.fixed_dictionaries({one: st.integers(0, 100) for one in GROUND.domains}),
    together=st.integers(0, 3),
)


def everything() -> Facts:
    """Somebody who did and showed all there is."""
    return Facts(
        ground=GROUND,
        warm_up_done=True,
        came_back=9,
        found_after_tries=9,
        done_for_real=9,
        lessons_finished=frozenset(LESSONS),
        items_found=frozenset(PRACTISED),
        acquired=frozenset(SKILLS),
        shown=frozenset(SKILLS),
        percent=100,
        domains=dict.fromkeys(GROUND.domains, 100),
    )


def meets(badge: Badge, facts: Facts) -> bool:
    """Each criterion said once more."""
    match badge.criterion:
        case WarmUp():
            return facts.warm_up_done
        case CameBack() as one:
            return facts.came_back >= one.times
        case FoundAfterTries() as one:
            return facts.found_after_tries >= one.items
        case DoneForReal() as one:
            return facts.done_for_real >= one.times
        case LessonsFinished() as one:
            return len(facts.lessons_finished) >= one.lessons
        case CompetenceHeld() as one:
            own = {skill for skill in SKILLS if skill.startswith(f"{one.competence}.")}
            return own <= facts.acquired and len(own & facts.shown) >= one.direct
        case TrackDone() as one:
            lessons = {lesson for lesson in facts.lessons_finished if lesson.startswith(one.track)}
            items = {item for item in PRACTISED if f"-{one.track}." in item}
            found = len(items & facts.items_found) / len(items)
            return len(lessons) >= one.lessons and found >= one.found
        case SkillsHeld() as one:
            return set(one.skills) <= facts.acquired and set(one.direct) <= facts.shown
        case OnOnesOwn() as one:
            return (
                facts.percent is not None
                and facts.percent >= one.overall
                and facts.domains is not None
                and min(facts.domains.values()) >= one.each_domain
                and facts.together <= one.together
            )


@given(FACTS, st.sampled_from(BADGES))
def test_nothing_is_missing_exactly_when_the_criterion_is_met(facts: Facts, badge: Badge) -> None:
    assert earned(badge, facts) is meets(badge, facts)
    assert (missing(badge, facts) == ()) is meets(badge, facts)


def test_everything_earns_every_badge() -> None:
    assert [badge.id for badge in BADGES if not earned(badge, everything())] == []


def test_nothing_earns_no_badge() -> None:
    assert [badge.id for badge in BADGES if earned(badge, Facts(ground=GROUND))] == []


@given(FACTS)
def test_the_closest_badges_come_first_and_earned_ones_are_left_out(facts: Facts) -> None:
    ordered = closest_first(BADGES, facts)
    assert {badge.id for badge in ordered} == {b.id for b in BADGES if not meets(b, facts)}

    def furthest(badge: Badge) -> float:
        return max(min(need.count / need.of, 1.0) for need in missing(badge, facts))

    assert [furthest(badge) for badge in ordered] == sorted(map(furthest, ordered))


def test_one_lesson_left_of_a_track_is_told_by_its_id() -> None:
    badge = CONTENT.badges["bd-parcours-p3"]
    facts = replace(everything(), lessons_finished=frozenset(LESSONS) - {"P3.4"})
    [need] = missing(badge, facts)
    assert (need.what, need.count, need.of, need.names) == (What.LESSONS, 1, 6, ("P3.4",))


def test_the_skill_that_is_left_is_told_by_its_id() -> None:
    badge = CONTENT.badges["bd-com-1"]
    facts = replace(everything(), acquired=frozenset(SKILLS) - {"COM.1.3"})
    [need] = missing(badge, facts)
    assert (need.what, need.count, need.names) == (What.ACQUIRED, 1, ("COM.1.3",))


def test_a_level_that_is_not_sure_makes_nobody_autonomous() -> None:
    unsure = replace(everything(), percent=None, domains=None)
    assert not earned(CONTENT.badges["bd-autonome"], unsure)


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge.id)
def test_only_the_skills_of_a_badge_can_make_it_shared(badge: Badge) -> None:
    own = skills_of(badge, GROUND)
    for skill in SKILLS:
        facts = replace(everything(), only_together=frozenset({skill}))
        assert earned_together(badge, facts) is (skill in own)


# --- facts from answers


def answer(
    item: str,
    skill: str,
    *,
    how: Given = Given.ALONE,
    outcome: float = 1.0,
    guess: float = 0.1,
    at: datetime = NOON,
    sequence: int = 1,
) -> Answer:
    return Answer(
        id=uuid4(),
        created_at=at,
        learner_id=NOBODY,
        submission_id=uuid4(),
        source_id=NOBODY,
        item_id=item,
        content_hash="",
        skill_id=skill,
        outcome=outcome,
        guess=guess,
        how=how.value,
        given={},
        sequence=sequence,
        supersedes_id=None,
    )


def facts_after(*answers: Answer, ended: bool = True, zone: ZoneInfo = PARIS) -> Facts:
    for number, one in enumerate(answers, start=1):
        one.sequence = number
    return facts_from(standing_of(answers, CONTENT), CONTENT, zone, ended=ended)


def found(item: Item, *, guess: float = 0.1, at: datetime = NOON) -> Answer:
    return answer(item.id, item.skill or "", guess=guess, at=at)


def lesson_done(lesson: str, at: datetime = NOON) -> list[Answer]:
    return [
        answer(item_of_lesson(lesson, skill), skill, how=Given.LESSON, guess=0.5, at=at)
        for skill in CONTENT.teaching.lessons[lesson].text.skills
    ]


GESTURES = [(one.id, one.skill) for one in CONTENT.entry.gestures]
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
ANSWERS = st.lists(
    st.one_of(
        st.builds(
            answer,
            st.sampled_from([item.id for item in CONTENT.asked_items]),
            st.sampled_from(SKILLS),
            how=st.sampled_from([Given.ALONE, Given.DONT_KNOW, Given.SKIPPED, Given.TOGETHER]),
            outcome=st.sampled_from([0.0, 0.5, 1.0]),
            at=TIMES,
        ),
        st.builds(
            found,
            st.sampled_from([CONTENT.teaching.items[one] for one in PRACTISED]),
            guess=st.sampled_from([0.1, 0.5]),
            at=TIMES,
        ),
        st.sampled_from(LESSONS).map(lambda lesson: lesson_done(lesson)[0]),
        st.sampled_from(GESTURES).map(lambda gesture: answer(*gesture)),
    ),
    max_size=25,
)
SUCCESS = st.sampled_from([CONTENT.teaching.items[one] for one in PRACTISED]).map(found)
some = settings(max_examples=60)


@some
@given(ANSWERS, SUCCESS)
def test_a_success_more_never_loses_a_badge_of_effort_or_track(
    before: list[Answer], success: Answer
) -> None:
    facts = facts_after(*before)
    held = {badge.id for badge in LASTING if earned(badge, facts)}
    after = facts_after(*before, success)
    assert held <= {badge.id for badge in LASTING if earned(badge, after)}


@some
@given(ANSWERS, st.sampled_from([0.0, 0.5, 1.0]))
def test_coming_back_and_finishing_do_not_depend_on_outcomes(
    answers: list[Answer], outcome: float
) -> None:
    steady = [one for one in LASTING if isinstance(one.criterion, CameBack | LessonsFinished)]
    before = facts_after(*answers)
    for one in answers:
        one.outcome = outcome
    after = facts_after(*answers)
    assert [earned(one, after) for one in steady] == [earned(one, before) for one in steady]


@some
@given(ANSWERS, st.integers(0, 59))
def test_the_minute_of_an_answer_changes_nothing(answers: list[Answer], minute: int) -> None:
    before = facts_after(*answers)
    for one in answers:
        one.created_at = one.created_at.replace(minute=minute)
    assert facts_after(*answers) == before


def test_days_are_those_of_paris() -> None:
    late = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # 23:30 in Paris
    first, second = (CONTENT.asked_items[place] for place in (0, 1))
    same_day = facts_after(found(first, at=NOON), found(second, at=late))
    next_day = facts_after(found(first, at=NOON), found(second, at=late + timedelta(hours=1)))
    assert (same_day.came_back, next_day.came_back) == (0, 1)


def test_the_first_step_needs_every_gesture_met_and_one_done() -> None:
    badge = CONTENT.badges["bd-premier-pas"]
    left = [answer(*gesture, how=Given.SKIPPED, outcome=0) for gesture in GESTURES]
    assert not earned(badge, facts_after(*left))
    assert earned(badge, facts_after(*left[:2], answer(*GESTURES[2])))
    assert not earned(badge, facts_after(answer(*GESTURES[0])))


def test_found_again_without_a_hint_still_counts_as_found_after_tries() -> None:
    item = CONTENT.teaching.items["act-P1.1"]
    assert facts_after(found(item, guess=0.5), found(item)).found_after_tries == 1


def test_a_success_alone_ends_together() -> None:
    shared = answer("it-COM.1.1-a", "COM.1.1", how=Given.TOGETHER)
    assert facts_after(shared).only_together == {"COM.1.1"}
    assert facts_after(shared, answer("it-COM.1.1-b", "COM.1.1")).only_together == frozenset()


def test_no_percentage_before_the_end_of_the_diagnostic() -> None:
    answers = [answer(f"it-{skill}-a", skill) for skill in SKILLS]
    assert facts_after(*answers).percent is not None
    assert facts_after(*answers, ended=False).percent is None


@pytest.mark.parametrize("guess", [0.1, 0.5], ids=["at once", "after a hint"])
def test_all_lessons_alone_earn_every_badge_of_know_how(guess: float) -> None:
    """Practice is worth a diagnostic: each item found, at once or after a hint."""
    answers = [found(CONTENT.teaching.items[item], guess=guess) for item in PRACTISED]
    facts = facts_after(*answers, ended=False)
    know_how = [badge for badge in BADGES if badge.family == "savoir_faire"]
    assert [badge.id for badge in know_how if not earned(badge, facts)] == []


@pytest.mark.parametrize("track", CONTENT.teaching.tracks.values(), ids=lambda track: track.id)
def test_a_track_done_with_one_miss_in_four_earns_its_badge(track) -> None:
    items = [item for lesson in track.lessons for item in (lesson.activity, *lesson.checks)]
    kept = [found(item, guess=0.5) for place, item in enumerate(items) if place % 4 < 3]
    done = [row for lesson in track.lessons for row in lesson_done(lesson.id)]
    facts = facts_after(*kept, *done, ended=False)
    assert earned(CONTENT.badges[f"bd-parcours-{track.id.lower()}"], facts)
