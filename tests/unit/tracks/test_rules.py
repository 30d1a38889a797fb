"""The way through a lesson, and which tracks come first."""

from __future__ import annotations

import pytest

from pixlearn.content.lessons import Teaching
from pixlearn.tracks.rules import (
    item_at,
    item_of_lesson,
    lesson_for,
    lesson_of,
    most_useful_first,
    place_after,
    places,
    usefulness,
)
from tests.real_content import real_catalogue


@pytest.fixture(scope="module")
def teaching() -> Teaching:
    return real_catalogue().teaching


def test_seven_tracks_of_six_lessons(teaching: Teaching) -> None:
    assert [len(track.lessons) for track in teaching.tracks.values()] == [6] * 7


def test_each_place_leads_to_the_next_and_the_last_stays(teaching: Teaching) -> None:
    for lesson in teaching.lessons.values():
        order = places(lesson)
        walked = [order[0]]
        for _ in order:
            walked.append(place_after(lesson, walked[-1]))
        assert walked == [*order, order[-1]]


def test_a_place_that_no_longer_exists_starts_again(teaching: Teaching) -> None:
    lesson = teaching.lessons["P3.4"]
    assert place_after(lesson, "etape-99") == "etape-1"


def test_something_is_done_at_the_activity_and_the_checks_only(teaching: Teaching) -> None:
    lesson = teaching.lessons["P3.4"]
    done = [place for place in places(lesson) if item_at(lesson, place) is not None]
    assert done[0] == "activite"
    assert all(place.startswith("question-") for place in done[1:])
    assert item_at(lesson, "question-9") is None


def test_every_lesson_proves_each_of_its_skills(teaching: Teaching) -> None:
    for lesson in teaching.lessons.values():
        asked = {lesson.activity.skill, *(check.skill for check in lesson.checks)}
        assert set(lesson.text.skills) <= asked, lesson.id


def test_usefulness_leaves_out_skills_beyond_the_next_level() -> None:
    levels = {"easy": 1, "hard": 3}
    assert usefulness(levels, {"easy": 0.5, "hard": 0.0}, 1) == pytest.approx(0.5)


def test_what_is_known_is_no_longer_useful(teaching: Teaching) -> None:
    tracks = list(teaching.tracks.values())
    levels = {skill: 1 for track in tracks for skill in track.skills}
    known = dict.fromkeys(levels, 1.0)
    for skill in tracks[3].skills:
        known[skill] = 0.0
    assert most_useful_first(tracks, levels, known, 1)[0] is tracks[3]


def test_a_finished_lesson_is_not_proposed_again(teaching: Teaching) -> None:
    tracks = list(teaching.tracks.values())
    first = lesson_for("COM.2.4", tracks, frozenset())
    assert first is not None
    second = lesson_for("COM.2.4", tracks, frozenset({first.id}))
    assert second is not None
    assert second.id != first.id


def test_the_row_of_a_finished_lesson_names_it() -> None:
    assert lesson_of(item_of_lesson("P3.4", "COM.2.2")) == "P3.4"
