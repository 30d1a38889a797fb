"""A reading grid reads the same of somebody whose page is open and of one of many."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.content.catalogue import Catalogue
from pixlearn.mastery.kept import Kept
from pixlearn.mastery.rules import Evidence, Model, estimate, shown_skills
from pixlearn.privacy.store import FollowUp
from pixlearn.progression.reading import reading_kept, reading_of
from pixlearn.progression.rules import Days, Journey, assemble
from tests.real_content import real_catalogue

TODAY = date(2026, 11, 21)
SKILLS = ("GES.2.1", "COM.1.4", "INF.2.1", "SEC.2.2", "AGI.1.1", "COM.2.1", "INF.1.2", "GES.3.1")
EVIDENCE = st.lists(
    st.builds(Evidence, st.sampled_from(SKILLS), st.sampled_from((0.0, 0.5, 1.0)), st.just(0.1)),
    max_size=10,
)
LESSONS = st.sets(
    st.sampled_from([f"P{track}.{place}" for track in (1, 3) for place in range(1, 7)])
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return real_catalogue()


@given(evidence=EVIDENCE, lessons=LESSONS, ended=st.booleans(), together=st.booleans())
@settings(max_examples=40, deadline=None)
def test_both_ways_of_reading_agree(
    catalogue: Catalogue,
    model: Model,
    evidence: list[Evidence],
    lessons: set[str],
    ended: bool,
    together: bool,
) -> None:
    mastery, enough = estimate(model, evidence), len(evidence) >= 5
    journey = Journey(
        began=True,
        ended_on=TODAY if ended else None,
        ended_by_learner=False,
        weighed=len(evidence),
        together=0,
        enough=enough,
        with_someone=together,
    )
    days = Days(finished=dict.fromkeys(lessons, TODAY))
    follow_up = FollowUp(project="emploi", equipment=["ordinateur"])
    kept = reading_kept(
        Kept(mastery, shown_skills(evidence)),
        lessons,
        follow_up,
        catalogue,
        measured=enough,
        ended=ended,
        with_someone=together,
    )
    value = assemble(catalogue, mastery, evidence, days, journey)
    assert kept == reading_of(value, follow_up, catalogue)
