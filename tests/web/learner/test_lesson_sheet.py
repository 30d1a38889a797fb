"""« Ma fiche »: what a lesson leaves to keep."""

from __future__ import annotations

from pixlearn.content.current import catalogue
from tests.web.learner.reader import Reader, links_of
from tests.web.learner.test_lessons import LESSONS, TEACHING


def test_every_lesson_has_its_sheet(beginner: Reader) -> None:
    for track, slug in LESSONS:
        lesson = TEACHING.tracks[track].lesson(slug)
        assert lesson is not None
        text = beginner.go(f"/parcours/{track}/{slug}/fiche").main_text.replace("\u00a0", " ")
        missing = [line for line in lesson.text.to_keep if line.replace("\u00a0", " ") not in text]
        assert not missing, slug


def test_the_sheet_explains_the_hard_words(beginner: Reader) -> None:
    track, slug = LESSONS[0]
    lesson = TEACHING.tracks[track].lesson(slug)
    assert lesson is not None
    text = beginner.go(f"/parcours/{track}/{slug}/fiche").main_text
    words = catalogue().teaching.words
    assert all(words[word].word in text for word in lesson.text.words)


def test_the_lesson_leads_to_its_sheet(beginner: Reader) -> None:
    track, slug = LESSONS[0]
    beginner.go(f"/parcours/{track}/{slug}")
    beginner.go(links_of(beginner.page)["Imprimer ma fiche"])
    assert beginner.path == f"/parcours/{track}/{slug}/fiche"
