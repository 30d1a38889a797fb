"""Where one is, as stones."""

from pixlearn.config import ROOT
from pixlearn.content.catalogue import load_catalogue
from pixlearn.web.stones import along, of_diagnostic, of_lesson, of_track

CATALOGUE = load_catalogue(ROOT / "content")
TRACK = CATALOGUE.teaching.tracks["mes-emails"]


def test_a_way_is_done_here_and_ahead() -> None:
    assert along(2, 4) == ("done", "here", "ahead", "ahead")


def test_the_diagnostic_does_not_promise_its_last_questions() -> None:
    assert of_diagnostic(3, 5, 7) == ("done", "done", "here", "ahead", "ahead", "maybe", "maybe")


def test_after_the_least_number_each_question_may_be_the_last() -> None:
    assert of_diagnostic(6, 5, 7)[-2:] == ("here", "maybe")


def test_the_least_number_is_that_of_the_rules() -> None:
    assert CATALOGUE.entry.stop.soonest == 5


def test_a_lesson_counts_its_steps_its_activity_its_checks_and_its_end() -> None:
    lesson = TRACK.lessons[0]
    marks = of_lesson(lesson, "activite")
    assert len(marks) == len(lesson.text.steps) + len(lesson.checks) + 2
    assert marks.index("here") == len(lesson.text.steps)


def test_lessons_of_a_track_are_done_in_any_order() -> None:
    assert of_track(TRACK, {"P3.2"}, "P3.4") == (
        *("ahead", "done", "ahead", "here", "ahead", "ahead"),
    )
