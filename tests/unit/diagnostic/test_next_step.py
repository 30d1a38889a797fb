"""The next item and the end of the diagnostic, for whatever a person answers."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.content.framework import Prerequisites
from pixlearn.diagnostic.rules import (
    Ask,
    Asked,
    Finished,
    ItemOption,
    StopReason,
    misses_in_a_row,
    next_step,
)
from pixlearn.mastery.rules import Evidence, Given, Ladder, Rung, posterior

RIGHT, WRONG, HALF = (1.0, Given.ALONE), (0.0, Given.ALONE), (0.5, Given.ALONE)
DONT_KNOW, SKIPPED, TOGETHER = (0.0, Given.DONT_KNOW), (0.0, Given.SKIPPED), (1.0, Given.TOGETHER)
WARM_UP = tuple(Evidence(skill, 1.0, 0.03) for skill in ("GES.1.1", "GES.1.2", "GES.1.3"))
ANSWERS = st.sampled_from((RIGHT, WRONG, HALF, DONT_KNOW, SKIPPED, TOGETHER))


def follow(model, options, policy, answers, warm_up=WARM_UP):
    """The items asked when the person answers like this, in turn, and why it ended."""
    skills = {option.id: option for option in options}
    asked = []
    for outcome, how in answers:
        match next_step(model, options, warm_up, asked, policy):
            case Finished(reason):
                return asked, reason
            case Ask(item_id):
                option = skills[item_id]
                asked.append(Asked(item_id, option.skill, outcome, option.guess, how))
    raise AssertionError("the diagnostic goes on")


def always(answer):
    return [answer] * 30


@given(st.lists(ANSWERS, min_size=19, max_size=19), st.sampled_from(((), WARM_UP)))
@settings(max_examples=80, deadline=None)
def test_it_ends_within_18_items_and_never_asks_a_skill_twice(
    model, options, policy, answers, warm_up
):
    asked, _ = follow(model, options, policy, answers, warm_up)
    assert 0 < len(asked) <= 18
    assert len({one.skill for one in asked}) == len(asked)


@pytest.mark.parametrize("answer", [RIGHT, WRONG, HALF, DONT_KNOW, SKIPPED, TOGETHER])
def test_it_ends_for_somebody_who_always_answers_alike(model, options, policy, answer):
    asked, _ = follow(model, options, policy, always(answer))
    assert len(asked) <= 18


def test_always_right_ends_sure_after_eight(model, options, policy):
    asked, reason = follow(model, options, policy, always(RIGHT))
    assert reason is StopReason.CONFIDENT
    assert 8 <= len(asked) <= 10


@pytest.mark.parametrize("answer", [WRONG, DONT_KNOW])
def test_always_wrong_or_unknowing_stops_gently_and_soon(model, options, policy, answer):
    asked, reason = follow(model, options, policy, always(answer))
    assert reason is StopReason.GENTLE
    assert 5 <= len(asked) <= 6


def test_dont_know_leads_where_wrong_leads(model, options, policy):
    wrong, _ = follow(model, options, policy, [RIGHT, WRONG, *always(RIGHT)])
    unknown, _ = follow(model, options, policy, [RIGHT, DONT_KNOW, *always(RIGHT)])
    assert [one.item_id for one in unknown] == [one.item_id for one in wrong]


def test_everything_skipped_ends_at_the_limit(model, options, policy):
    asked, reason = follow(model, options, policy, always(SKIPPED))
    assert (len(asked), reason) == (18, StopReason.LIMIT)


def test_ten_items_found_together_end_it_without_the_visio_item(model, options, policy):
    asked, reason = follow(model, options, policy, always(TOGETHER))
    assert (len(asked), reason) == (10, StopReason.TOGETHER)


def test_skipped_and_shared_items_do_not_count_as_answers(model, options, policy):
    asked, reason = follow(model, options, policy, [SKIPPED, TOGETHER] * 4 + always(RIGHT))
    assert reason is StopReason.CONFIDENT
    assert len(asked) >= 8 + 8


@given(st.lists(ANSWERS, min_size=30, max_size=30))
@settings(max_examples=40, deadline=None)
def test_three_misses_in_a_row_close_from_the_sixth_answer_on(model, options, policy, answers):
    asked, _ = follow(model, options, policy, answers)
    weighed = [
        Evidence(one.skill, one.outcome, one.guess)
        for one in asked
        if one.given in (Given.ALONE, Given.DONT_KNOW)
    ]
    for end in range(6, len(weighed)):
        if misses_in_a_row(weighed[:end]) >= 3:
            after = weighed[end].skill
            assert after == policy.last.skill
            assert end == len(weighed) - 1


def test_a_skip_neither_breaks_nor_lengthens_a_run_of_misses(model, options, policy):
    answers = [RIGHT, RIGHT, RIGHT, WRONG, SKIPPED, WRONG, SKIPPED, WRONG, *always(RIGHT)]
    asked, reason = follow(model, options, policy, answers)
    assert reason is StopReason.GENTLE
    assert asked[7].outcome == 0
    assert [one.skill for one in asked[8:]] in ([], ["COM.3.3"])


def test_two_misses_and_nothing_easy_left_close_from_the_fifth_answer_on(model, options, policy):
    early = policy.stop.early.model_copy(update={"no_item_at": 1.0})
    easiest = replace(policy, stop=policy.stop.model_copy(update={"early": early}), last=None)
    asked, reason = follow(model, options, easiest, [RIGHT] * 3 + [WRONG] * 2 + always(RIGHT))
    assert (len(asked), reason) == (5, StopReason.GENTLE)


def test_it_starts_easy(model, options, policy):
    asked, _ = follow(model, options, policy, always(RIGHT))
    for place in range(3):
        assert success_before(model, asked, place) >= 0.80


def success_before(model, asked, place):
    """Predicted success of the item at this place, from what came before it."""
    before = [Evidence(one.skill, one.outcome, one.guess) for one in asked[:place]]
    ladder, rung = model.place[asked[place].skill]
    mastery = posterior(model, [*WARM_UP, *before]).masteries[ladder][rung - 1]
    return mastery * 0.92 + (1 - mastery) * 0.10


def test_after_a_miss_it_gets_easier_and_after_two_it_is_the_easiest(model, options, policy):
    asked, _ = follow(model, options, policy, [RIGHT] * 4 + [WRONG] * 2 + always(RIGHT))
    assert success_before(model, asked, 4) >= 0.55
    assert success_before(model, asked, 5) >= 0.70
    assert asked[6].skill in {"GES.1.1", "GES.1.2", "GES.1.3"}


def test_it_goes_round_the_five_domains(model, options, policy):
    for seed in range(20):
        rng = random.Random(seed)
        answers = [RIGHT if rng.random() < 0.75 else WRONG for _ in range(30)]
        asked, _ = follow(model, options, policy, answers)
        if len(asked) >= 8:
            assert len({one.skill[:3] for one in asked[:8]}) >= 4


def test_the_visio_item_closes_the_diagnostic_of_whoever_will_manage_it(model, options, policy):
    asked, reason = follow(model, options, policy, always(RIGHT))
    assert asked[-1].skill == "COM.3.3"
    assert reason is StopReason.CONFIDENT


@pytest.mark.parametrize("last", [RIGHT, WRONG, SKIPPED, DONT_KNOW])
def test_nothing_comes_after_the_visio_item_whatever_its_answer(model, options, policy, last):
    asked, reason = follow(model, options, policy, always(RIGHT))
    outcome, how = last
    end = [*asked[:-1], replace(asked[-1], outcome=outcome, given=how)]
    assert next_step(model, options, WARM_UP, end, policy) == Finished(reason)


def test_the_visio_item_is_not_asked_of_whoever_will_probably_miss_it(model, options, policy):
    asked, _ = follow(model, options, policy, always(WRONG))
    assert "COM.3.3" not in {one.skill for one in asked}


def test_the_visio_item_stays_within_the_limit(model, options, policy):
    short = replace(policy, stop=policy.stop.model_copy(update={"max_shown": 8}))
    asked, reason = follow(model, options, short, always(RIGHT))
    assert (len(asked), reason) == (8, StopReason.LIMIT)


def test_equal_items_are_chosen_by_id_whatever_their_order(model, options, policy):
    twins = [*options, *(replace(one, id=one.id.replace("-a", "-b")) for one in options)]
    asked, _ = follow(model, twins, policy, always(RIGHT))
    shuffled = random.Random(3).sample(twins, len(twins))
    again, _ = follow(model, shuffled, policy, always(RIGHT))
    assert [one.item_id for one in asked] == [one.item_id for one in again]
    assert all(one.item_id.endswith("-a") for one in asked)


LADDERS = (
    Ladder("A.1", "A", (Rung("A.1.1", -3.0), Rung("A.1.2", -2.5))),
    Ladder("B.1", "B", (Rung("B.1.1", -3.0),)),
)


@pytest.fixture
def small(model, policy):
    """Two ladders of which A.1.1 is (by default) not known; what may be asked of B.1.1?"""

    def following(needs, *, typed=False, known=0.0):
        options = [ItemOption("b", "B.1.1", 0.1, typed)]
        warm_up = [Evidence("A.1.1", known, 0.03)] * 4
        two = replace(model, ladders=LADDERS, counted=frozenset())
        return next_step(two, options, warm_up, [], replace(policy, needs=needs))

    return following


def needs(all_items=(), typed_items=(), by_skill=None):
    """What stands before what; skills of two ladders that no framework has."""
    return Prerequisites.model_construct(
        all_items=all_items, typed_items=typed_items, by_skill=by_skill or {}
    )


def test_an_item_is_hidden_while_its_prerequisite_is_to_be_discovered(small):
    by_skill = needs(by_skill={"B.1.1": ("A.1.1",)})
    assert small(by_skill) == Finished(StopReason.NO_ITEM)
    assert small(by_skill, known=1.0) == Ask("b")
    assert small(needs()) == Ask("b")
    assert small(needs(all_items=("A.1.1",))) == Finished(StopReason.NO_ITEM)
    assert small(needs(all_items=("B.1.1",))) == Ask("b")


def test_only_typed_items_need_the_keyboard(small):
    keyboard = needs(typed_items=("A.1.1",))
    assert small(keyboard, typed=True) == Finished(StopReason.NO_ITEM)
    assert small(keyboard, typed=False) == Ask("b")


def test_without_any_item_it_ends(model, policy):
    assert next_step(model, [], WARM_UP, [], policy) == Finished(StopReason.NO_ITEM)


def test_choosing_takes_less_than_three_milliseconds_of_processor(model, options, policy):
    twins = [*options, *(replace(one, id=one.id.replace("-a", "-b")) for one in options)]
    asked, _ = follow(model, twins, policy, [RIGHT, RIGHT, WRONG] * 10)
    rounds = 20
    start = time.process_time()
    for _ in range(rounds):
        for end in range(len(asked)):
            next_step(model, twins, WARM_UP, asked[:end], policy)
    assert (time.process_time() - start) / (rounds * len(asked)) <= 0.003
