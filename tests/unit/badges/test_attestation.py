"""What an attestation says: its limits, its sums, its three sentences for a CV."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixlearn.badges.attestation import (
    LONGEST_NAME,
    MOST_PAPERS,
    Attested,
    AttestedLesson,
    AttestedSkill,
    AttestedTrack,
    Problem,
    cv_lists,
    problem_with,
)
from tests.real_content import real_catalogue

DAY = date(2026, 5, 4)
FRAMEWORK = real_catalogue().framework
SKILLS = tuple(
    AttestedSkill(
        id=skill.id, domain=domain.title, text=skill.text, short=skill.short, shown_on=DAY
    )
    for domain in FRAMEWORK.domains
    for skill in domain.skills
)
CHOSEN = st.lists(st.integers(0, len(SKILLS) - 1), min_size=1, max_size=10, unique=True).map(
    lambda places: [SKILLS[place] for place in sorted(places)]
)


@pytest.mark.parametrize(
    ("chosen", "offered", "problem"),
    [
        (3, 20, None),
        (10, 20, None),
        (2, 20, Problem.TOO_FEW_SKILLS),
        (11, 20, Problem.TOO_MANY_SKILLS),
        (1, 1, None),
        (1, 2, Problem.TOO_FEW_SKILLS),
        (2, 2, None),
    ],
)
def test_three_to_ten_skills_or_all_while_there_are_fewer(
    chosen: int, offered: int, problem: Problem | None
) -> None:
    assert problem_with(chosen, offered, "Sonia", papers=0) is problem


def test_a_name_has_sixty_letters_at_most() -> None:
    assert problem_with(3, 3, "é" * LONGEST_NAME, papers=0) is None
    assert problem_with(3, 3, "é" * (LONGEST_NAME + 1), papers=0) is Problem.LONG_NAME


def test_a_person_keeps_twenty_papers_at_most() -> None:
    assert problem_with(3, 3, "", papers=MOST_PAPERS - 1) is None
    assert problem_with(3, 3, "", papers=MOST_PAPERS) is Problem.TOO_MANY_PAPERS


def test_a_paper_reads_back_as_it_was_kept() -> None:
    lesson = AttestedLesson(title="Joindre un document", minutes=12, finished_on=DAY)
    said = Attested(
        name="Sonia Martin",
        made_on=DAY,
        skills=SKILLS[:3],
        tracks=(AttestedTrack(title="Mes e-mails", lessons=(lesson, lesson), whole=False),),
        percent=64,
    )
    assert Attested.model_validate(said.model_dump(mode="json")) == said
    assert (said.lessons, said.minutes) == (2, 24)


@given(CHOSEN)
def test_skills_stand_by_domain_in_their_order(chosen: list[AttestedSkill]) -> None:
    domains = Attested(name="", made_on=DAY, skills=tuple(chosen)).domains
    titles = [title for title, _ in domains]
    assert len(titles) == len(set(titles))
    assert [skill for _, skills in domains for skill in skills] == chosen


@given(CHOSEN)
def test_a_cv_says_every_skill_once_in_three_sentences(chosen: list[AttestedSkill]) -> None:
    lists = cv_lists(chosen)
    assert len(lists) == min(3, len(chosen))
    assert [words for words_of_one in lists for words in words_of_one] == [
        skill.short for skill in chosen
    ]


@given(CHOSEN)
def test_up_to_three_domains_each_keep_their_sentences(chosen: list[AttestedSkill]) -> None:
    domain_of = {skill.short: skill.domain for skill in chosen}
    if len(set(domain_of.values())) <= 3:
        for words in cv_lists(chosen):
            assert len({domain_of[one] for one in words}) == 1


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.id)
def test_each_skill_reads_after_je_sais_alone_and_in_a_list(skill: AttestedSkill) -> None:
    assert cv_lists([skill]) == ((skill.short,),)
    assert re.fullmatch(r"(me |m')?\w+(er|ir|re)( .+)?", skill.short)
    assert not re.search(r"[,:;.]|\bet\b|\bsais\b", skill.short)
    assert len(skill.short.split()) <= 9
