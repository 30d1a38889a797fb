"""A lesson in English is followed in English; what is not translated says that it is in French."""

from __future__ import annotations

import pytest

from pixlearn.config import ROOT
from tests.real_content import languages_once
from tests.web.browsing import filled_fields
from tests.web.learner.answering import right
from tests.web.learner.reader import Reader
from tests.web.parsed_page import ParsedPage

TRACK = "/parcours/mon-smartphone"
LESSON = f"{TRACK}/appuyer-et-faire-defiler"


@pytest.fixture
def english(beginner: Reader) -> Reader:
    """Somebody who reads the interface in English."""
    beginner.go("/affichage")
    beginner.press("Changer l", language="en")
    return beginner


def languages_of(page: ParsedPage) -> set[str]:
    return {one.get("lang", "") for one in page.one("main").iter() if one.get("lang")}


def test_it_is_followed_in_english_from_its_first_page_to_its_end(english: Reader) -> None:
    page = english.go(LESSON)
    assert page.heading == "Press and scroll"
    assert "in French" not in page.main_text
    english.press("I start")
    if "confiance" in english.path:
        english.press("Continue")
    seen = [english.page.heading]
    while "/etape-" in english.path:
        assert languages_of(english.page) == set()  # that of the page around
        english.go_on()
        seen.append(english.page.heading)
    assert "To press, put a finger on the button. Lift it at once." in seen
    assert english.page.heading == "Join the phone workshop. Scroll each page down to its end."
    lesson = languages_once(ROOT / "content")[1].teaching.lessons["P1.1"]
    for item in (lesson.activity, *lesson.checks):
        for _ in range(6):
            if english.page.heading != item.prompt:
                break
            english.follow(english.send(right(item, filled_fields(english.page.main_form()))))
        english.go_on()
    assert english.path.endswith("/retenir")
    assert "I slide up: I see what comes next." in english.page.main_text


def test_a_lesson_without_a_translation_says_so_and_is_marked(english: Reader) -> None:
    page = english.go(f"{TRACK}/ecrire-avec-le-clavier")
    assert "This page is in French: it is not translated yet." in page.main_text
    assert languages_of(page) == {"fr"}


@pytest.mark.parametrize(
    ("word", "meaning", "languages"),
    [("faire_defiler", "sliding a finger", set()), ("cv", "C'est une page", {"fr"})],
)
def test_a_word_is_told_in_english_where_it_is_translated(
    english: Reader, word: str, meaning: str, languages: set[str]
) -> None:
    page = english.go(f"/mots/{word}")
    assert meaning in page.main_text.replace("’", "'")
    assert languages_of(page) == languages


def test_in_french_nothing_of_it_is_met(beginner: Reader) -> None:
    page = beginner.go(LESSON)
    assert page.heading == "Appuyer et faire défiler"
