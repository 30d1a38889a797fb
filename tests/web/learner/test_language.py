"""The interface in English around content in French: each is marked with its language."""

from __future__ import annotations

from tests.web.learner.reader import Reader


def h1_language(reader: Reader) -> str | None:
    """The language written on the title of the page."""
    return reader.page.one("h1").get("lang")


def in_english(reader: Reader) -> None:
    """Choose English buttons and come back to the question."""
    path = reader.path
    reader.go("/affichage")
    reader.press("Changer l'affichage", language="en")
    reader.go(path)


def test_a_french_page_marks_no_language_twice(beginner: Reader) -> None:
    assert h1_language(beginner) is None


def test_a_question_on_an_english_page_is_marked_as_french(beginner: Reader) -> None:
    in_english(beginner)
    assert "I don't know" in beginner.page.main_text
    assert h1_language(beginner) == "fr"


def test_english_buttons_in_a_french_form_are_marked_as_english(beginner: Reader) -> None:
    in_english(beginner)
    form = beginner.page.main_form()
    assert form.get("lang") == "fr"
    actions = [part for part in form.iter("div") if part.get("class") == "actions"]
    assert [part.get("lang") for part in actions] == ["en"]
