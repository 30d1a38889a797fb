"""The workshop kit: a sheet to lead each lesson, and the lesson on paper without its answers."""

from __future__ import annotations

from pixlearn.activities import solution_in_words
from tests.real_content import real_catalogue
from tests.web.browsing import Browser
from tests.web.parsed_page import ParsedPage, text_of

CATALOGUE = real_catalogue()
LESSONS = CATALOGUE.teaching.lessons


def lacking(page: ParsedPage, lines: list[str]) -> list[str]:
    """The lines that the page does not say."""
    said = " ".join(page.main_text.split())
    return [line for line in lines if " ".join(line.split()) not in said]


def test_a_sheet_holds_what_it_takes_to_lead_and_the_answers(counsellor: Browser) -> None:
    for lesson in LESSONS.values():
        page = counsellor.page(f"/conseiller/lecons/{lesson.id}")
        guide = lesson.text.guide
        answers = [
            word
            for item in (lesson.activity, *lesson.checks)
            for word in solution_in_words(item, CATALOGUE.scenes)
        ]
        told = [guide.aim, guide.question, *guide.mistakes, *guide.to_bring, *answers]
        assert not lacking(page, told), lesson.id


def test_the_paper_asks_everything_and_answers_nothing(counsellor: Browser) -> None:
    for lesson in LESSONS.values():
        page = counsellor.page(f"/conseiller/lecons/{lesson.id}/papier")
        asked = [item.prompt for item in (lesson.activity, *lesson.checks)]
        assert not lacking(page, [*(step.text for step in lesson.text.steps), *asked]), lesson.id
        exercises = page.one("div", **{"class": "sheet-exercises"})
        assert not [mark for mark in exercises.iter("span") if "ring" in mark.get("class", "")]


def test_a_sheet_leads_to_the_paper(counsellor: Browser) -> None:
    page = counsellor.page("/conseiller/lecons/P3.5")
    links = {text_of(link): link.get("href", "") for link in page.one("main").iter("a")}
    assert links["La leçon sur papier"] == "/conseiller/lecons/P3.5/papier"


def test_an_unknown_lesson_has_no_sheet(counsellor: Browser) -> None:
    assert counsellor.get("/conseiller/lecons/P9.9").status_code == 404
    assert counsellor.get("/conseiller/lecons/P9.9/papier").status_code == 404
