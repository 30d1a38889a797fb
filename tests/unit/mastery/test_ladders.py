"""The ladder engine: golden values of the published model, and what must always hold."""

import pickle
from dataclasses import replace
from math import exp, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.mastery.rules import (
    Evidence,
    Given,
    Ladder,
    Mastery,
    Proof,
    Rung,
    SkillStatus,
    estimate,
    level_of,
    posterior,
    proof_of,
    round_half_up,
    weighed,
)
from tests.real_content import real_catalogue

SKILLS = ("GES.1.1", "GES.3.3", "INF.2.1", "INF.2.4", "COM.1.1", "COM.1.4", "SEC.2.2", "AGI.3.4")
GUESSES = st.sampled_from((0.03, 0.10, 0.25, 0.5))
OUTCOMES = st.one_of(st.sampled_from((0.0, 1.0)), st.floats(0, 1))
EVIDENCE = st.builds(Evidence, st.sampled_from(SKILLS), OUTCOMES, GUESSES)


def answers(**outcomes):
    return [Evidence(skill.replace("_", "."), x, 0.10) for skill, x in outcomes.items()]


@pytest.mark.parametrize(
    ("evidence", "percent", "levels"),
    [
        ([], 64.31, (0.198, 0.342, 0.460)),
        (answers(COM_1_4=1), 75.69, None),
        (answers(COM_1_4=0), 49.02, None),
        (answers(COM_1_4=1, SEC_2_2=0, INF_2_1=1), 64.72, (0.111, 0.483, 0.406)),
    ],
)
def test_the_published_percents_and_levels_come_out(model, evidence, percent, levels):
    found = estimate(model, evidence)
    assert found.percent == pytest.approx(percent, abs=0.005)
    if levels:
        assert found.levels == pytest.approx(levels, abs=0.0006)


def test_the_published_masteries_come_out(model):
    assert estimate(model, []).sd == pytest.approx(24.63, abs=0.005)
    right = estimate(model, answers(COM_1_4=1)).skills
    assert right["COM.1.4"] == pytest.approx(0.926, abs=0.0005)
    assert right["COM.1.1"] == pytest.approx(0.975, abs=0.0005)
    assert estimate(model, answers(COM_1_4=0)).skills["COM.1.4"] == pytest.approx(0.108, abs=0.0005)


def test_a_small_ladder_agrees_with_bayes_by_hand(model):
    """One ladder of two rungs, one θ: P(k ≥ 1) = 1/2, P(k ≥ 2) = 1/(1 + e²)."""
    ladder = Ladder("C", "D", (Rung("easy", 0.0), Rung("hard", 2.0)))
    model = replace(model, ladders=(ladder,), discrimination=1.0, grid=(0.0,), counted=frozenset())
    hard = 1 / (1 + exp(2))
    found = estimate(model, [Evidence("hard", 1.0, 0.10)])
    joint = (0.5 * 0.10, (0.5 - hard) * 0.10, hard * 0.92)
    assert found.skills["easy"] == pytest.approx((joint[1] + joint[2]) / sum(joint))
    assert found.skills["hard"] == pytest.approx(joint[2] / sum(joint))


@given(st.lists(EVIDENCE, max_size=12), st.sampled_from(SKILLS), GUESSES)
@settings(max_examples=60, deadline=None)
def test_one_more_right_answer_never_lowers_a_mastery(model, evidence, skill, guess):
    before = estimate(model, evidence)
    after = estimate(model, [*evidence, Evidence(skill, 1.0, guess)])
    assert all(after.skills[one] >= before.skills[one] - 1e-9 for one in before.skills)
    assert after.percent >= before.percent - 1e-9


@given(st.lists(EVIDENCE, min_size=1, max_size=12), st.data())
@settings(max_examples=60, deadline=None)
def test_a_better_outcome_never_lowers_a_mastery(model, evidence, data):
    place = data.draw(st.integers(0, len(evidence) - 1))
    old = evidence[place]
    better = Evidence(old.skill, data.draw(st.floats(old.outcome, 1)), old.guess)
    before = estimate(model, evidence)
    after = estimate(model, [*evidence[:place], better, *evidence[place + 1 :]])
    assert all(after.skills[one] >= before.skills[one] - 1e-9 for one in before.skills)


@given(
    st.lists(EVIDENCE, max_size=12).flatmap(lambda es: st.tuples(st.just(es), st.permutations(es)))
)
@settings(max_examples=60, deadline=None)
def test_the_order_of_answers_is_indifferent(model, both):
    evidence, shuffled = both
    assert estimate(model, evidence) == estimate(model, shuffled)


@given(st.lists(EVIDENCE, max_size=30))
@settings(max_examples=60, deadline=None)
def test_probabilities_are_probabilities(model, evidence):
    found = estimate(model, evidence)
    assert isclose(sum(found.levels), 1, abs_tol=1e-9)
    assert all(-1e-12 <= p <= 1 + 1e-12 for p in (*found.levels, *found.skills.values()))
    for masteries in posterior(model, evidence).masteries:
        assert list(masteries) == sorted(masteries, reverse=True)
    assert 0 <= found.percent <= 100


def test_the_table_of_a_ladder_sums_to_one_for_every_ease(model):
    for table in model.tables:
        assert all(sum(column) == pytest.approx(1) for column in zip(*table.reached, strict=True))


def test_percents_are_means_over_skills(model):
    found = estimate(model, answers(COM_1_4=1, SEC_2_2=0))
    in_com = [m for skill, m in found.skills.items() if skill.startswith("COM.")]
    assert found.domains["COM"] == pytest.approx(100 * sum(in_com) / 12)
    assert found.percent == pytest.approx(100 * sum(found.skills.values()) / 58)
    assert set(found.competences) == {ladder.competence for ladder in model.ladders}


def test_hundreds_of_answers_on_one_ladder_do_not_underflow(model):
    many = answers(COM_1_4=0) * 400 + answers(COM_1_1=1) * 400
    found = estimate(model, many)
    assert found.skills["COM.1.1"] > 0.99
    assert found.skills["COM.1.4"] < 0.01


def test_dont_know_counts_exactly_like_a_wrong_answer():
    assert weighed("s", 1.0, 0.1, Given.DONT_KNOW) == weighed("s", 0.0, 0.1, Given.ALONE)


@pytest.mark.parametrize("given_how", [Given.TOGETHER, Given.SKIPPED])
@pytest.mark.parametrize("outcome", [0.0, 1.0])
def test_an_answer_that_is_passed_or_shared_weighs_nothing(given_how, outcome):
    assert weighed("s", outcome, 0.1, given_how) is None


def test_an_answer_about_a_retired_skill_weighs_nothing(model):
    assert estimate(model, [Evidence("OLD.1.1", 1.0, 0.1)]) == estimate(model, [])


def test_a_right_answer_after_a_hint_still_helps(model):
    before = estimate(model, answers(COM_1_4=0)).skills["COM.1.4"]
    hinted = [*answers(COM_1_4=0), Evidence("COM.1.4", 1.0, 0.5)]
    assert estimate(model, hinted).skills["COM.1.4"] > before


@pytest.mark.parametrize(
    ("outcome", "guess"), [(-0.1, 0.1), (1.1, 0.1), (1.0, 0.0), (1.0, 1.0), (float("nan"), 0.1)]
)
def test_impossible_evidence_is_refused(outcome, guess):
    with pytest.raises(ValueError, match="impossible evidence"):
        Evidence("s", outcome, guess)


def test_a_ladder_out_of_order_is_refused():
    with pytest.raises(ValueError, match="order"):
        Ladder("C", "D", (Rung("a", 1.0), Rung("b", 0.0)))
    with pytest.raises(ValueError, match="no rung"):
        Ladder("C", "D", ())


def test_a_skill_on_two_rungs_is_refused(model):
    ladder = Ladder("C", "D", (Rung("a", 0.0),))
    with pytest.raises(ValueError, match="two rungs"):
        replace(model, ladders=(ladder, ladder))


def test_the_proof_is_direct_from_half_right_on_the_skill_itself():
    half = [Evidence("a", 0.5, 0.1), Evidence("b", 0.49, 0.1)]
    assert proof_of("a", half) is Proof.DIRECT
    assert proof_of("b", half) is Proof.INFERRED
    assert proof_of("c", half) is Proof.INFERRED


@pytest.mark.parametrize(
    ("percent", "rounded", "level"),
    [(0, 0, 1), (40.49, 40, 1), (40.5, 41, 2), (70.49, 70, 2), (70.5, 71, 3), (100, 100, 3)],
)
def test_the_level_is_the_band_of_the_percent_rounded_half_up(percent, rounded, level):
    assert round_half_up(percent) == rounded
    assert level_of(rounded, (40, 70)) == level


def a_mastery(percent, levels, skills=None):
    return Mastery(skills or {}, {}, {}, percent, 10.0, levels, (40, 70))


@pytest.mark.parametrize(
    ("percent", "levels", "neighbours"),
    [
        (30, (0.95, 0.05, 0.0), ()),
        (30, (0.90, 0.10, 0.0), ()),
        (30, (0.70, 0.30, 0.0), (1, 2)),
        (60, (0.10, 0.60, 0.30), (2, 3)),
        (50, (0.30, 0.60, 0.10), (1, 2)),
        (80, (0.00, 0.40, 0.60), (2, 3)),
    ],
)
def test_both_neighbouring_levels_are_shown_until_one_is_sure(percent, levels, neighbours):
    found = a_mastery(percent, levels)
    assert found.neighbours == neighbours
    assert found.to_confirm is bool(neighbours)
    assert found.level in neighbours or not neighbours


@pytest.mark.parametrize(
    ("mastery", "status"),
    [
        (0.80, SkillStatus.ACQUIRED),
        (0.79, SkillStatus.IN_PROGRESS),
        (0.21, SkillStatus.IN_PROGRESS),
        (0.20, SkillStatus.TO_DISCOVER),
    ],
)
def test_the_status_of_a_skill_follows_its_mastery(mastery, status):
    assert a_mastery(50, (0, 1, 0), {"s": mastery}).status("s") is status


def test_a_model_sent_to_another_process_says_the_same(model):
    copy = pickle.loads(pickle.dumps(model))  # noqa: S301
    assert estimate(copy, answers(COM_1_4=1)) == estimate(model, answers(COM_1_4=1))


def test_the_framework_has_its_skills_in_three_levels():
    framework = real_catalogue().framework
    levels = [skill.level for skill in framework.skills]
    assert len(framework.domains) == 5
    assert len({skill.id for skill in framework.skills}) == 58
    assert [levels.count(level) for level in (1, 2, 3)] == [24, 21, 13]
    for skill in framework.skills:
        b = skill.difficulty
        assert skill.level == (1 if b <= -1.4 else 2 if b <= 0 else 3)
