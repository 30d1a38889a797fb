"""The lines about badges, confidence and what was seen for real."""

from __future__ import annotations

from datetime import date

from pixlearn.mastery.rules import Model, estimate
from pixlearn.progression.rules import Days, Journey, assemble, badge_line, confidence_lines
from tests.real_content import real_catalogue

CONTENT = real_catalogue()
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (16, 17, 18))
SEEN = Days(seen_for_real={"P3.4": MONDAY, "P3.5": TUESDAY, "P7.1": WEDNESDAY})


def seen_on(badge_id: str, days: Days = SEEN) -> date | None:
    line = badge_line(CONTENT, CONTENT.badges[badge_id], MONDAY, days, together=False, shown=True)
    return line.seen_for_real_on


def test_a_badge_tells_the_latest_day_a_lesson_on_its_skills_was_seen() -> None:
    assert seen_on("bd-com-2") == TUESDAY  # P3.4 and P3.5 teach COM.2
    assert seen_on("bd-parcours-p7") == WEDNESDAY


def test_the_badge_of_things_done_for_real_tells_the_latest_of_all() -> None:
    assert seen_on("bd-en-vrai") == WEDNESDAY


def test_a_badge_on_other_skills_or_on_effort_was_not_seen() -> None:
    assert [seen_on(one) for one in ("bd-sec-2", "bd-je-persevere", "bd-premiere-lecon")] == [
        None
    ] * 3


def test_a_skill_tells_the_day_a_lesson_on_it_was_seen(model: Model) -> None:
    journey = Journey(True, MONDAY, False, weighed=9, together=0, enough=True)
    domains = assemble(CONTENT, estimate(model, []), [], SEEN, journey).domains
    seen = {line.id: line.seen_for_real_on for domain in domains for line in domain.skills}
    assert {skill: day for skill, day in seen.items() if day} == {
        "COM.2.2": MONDAY,
        "COM.2.3": TUESDAY,
        "INF.3.2": TUESDAY,
        "COM.3.1": WEDNESDAY,
    }


def test_a_finished_lesson_tells_the_days_it_was_done_and_seen_for_real(model: Model) -> None:
    journey = Journey(True, MONDAY, False, weighed=9, together=0, enough=True)
    days = Days(
        finished={"P3.4": MONDAY}, done_for_real={"P3.4": MONDAY}, seen_for_real={"P3.4": TUESDAY}
    )
    [line] = assemble(CONTENT, estimate(model, []), [], days, journey).lessons
    assert (line.id, line.done_for_real_on, line.seen_for_real_on) == ("P3.4", MONDAY, TUESDAY)


def test_a_track_without_an_answer_on_confidence_has_no_line() -> None:
    lines = confidence_lines(
        CONTENT.teaching, {("P4", "apres"): 3, ("P3", "avant"): 1, ("P3", "apres"): 2}
    )
    assert [(line.track, line.before, line.after) for line in lines] == [
        ("P3", 1, 2),
        ("P4", None, 3),
    ]
