"""What is kept of a mastery says the same when it is read again."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from pixlearn.mastery.kept import as_kept, read_kept
from pixlearn.mastery.rules import Evidence, Ladder, Model, Rung, estimate, shown_skills

LADDERS = (
    Ladder("INF.1", "INF", (Rung("INF.1.1", -1.0), Rung("INF.1.2", 0.5))),
    Ladder("COM.1", "COM", (Rung("COM.1.1", 0.0),)),
)


def model_of(*ladders: Ladder) -> Model:
    return Model(ladders, 1.3, 0.08, 1.6, tuple(step / 2 for step in range(-8, 9)), (40, 70))


MODEL = model_of(*LADDERS)
SKILLS = ("INF.1.1", "INF.1.2", "COM.1.1")
EVIDENCE = st.lists(
    st.builds(Evidence, st.sampled_from(SKILLS), st.sampled_from((0.0, 0.5, 1.0)), st.just(0.2)),
    max_size=6,
)


@given(EVIDENCE)
def test_nothing_is_lost_on_the_way_through_the_row(evidence: list[Evidence]) -> None:
    mastery, shown = estimate(MODEL, evidence), shown_skills(evidence)
    kept = read_kept(MODEL, json.loads(json.dumps(as_kept(mastery, shown))))
    assert kept is not None
    assert (kept.mastery, kept.shown) == (mastery, shown)


def test_what_is_not_kept_is_none() -> None:
    assert read_kept(MODEL, None) is None


def test_a_skill_that_the_framework_has_gained_makes_it_old() -> None:
    row = as_kept(estimate(model_of(LADDERS[0]), ()), ())
    assert read_kept(MODEL, row) is None


def test_a_skill_that_the_framework_has_lost_is_left_out() -> None:
    row = as_kept(estimate(MODEL, ()), ())
    kept = read_kept(model_of(LADDERS[0]), row)
    assert kept is not None
    assert set(kept.mastery.skills) == {"INF.1.1", "INF.1.2"}
