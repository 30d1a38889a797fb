"""« Aperçu »: authors see their files as they stand, faults told by file and line; nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask

from pixlearn.config import ROOT, Settings
from pixlearn.db import db
from tests.real_content import real_catalogue
from tests.web.browsing import Browser
from tests.web.guards.sites import another_app, production

TITLE = "Écrire un nouvel e-mail"


LESSONS = real_catalogue().teaching.lessons


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Flask]:
    """The site, running on files of its own."""
    folder = copytree(ROOT / "content", tmp_path_factory.mktemp("author") / "content")
    app = another_app(replace(settings, content=Path(folder)))
    app.test_client_class = Browser
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def folder(site: Flask) -> Path:
    """The author's files, as they were before they changed any."""
    settings: Settings = site.extensions["pixlearn_settings"]
    return Path(copytree(ROOT / "content", settings.content, dirs_exist_ok=True))


@pytest.fixture
def author(site: Flask, folder: Path) -> Browser:
    """Somebody who writes lessons."""
    browser = site.test_client()
    assert isinstance(browser, Browser)
    return browser


def rewrite(folder: Path, old: str, new: str, file: str = "lessons/p3.yaml") -> int:
    """Change words of a file; the line where they stood."""
    path = folder / "fr" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_whole_lesson_is_shown_with_all_that_is_said(author: Browser) -> None:
    lesson = LESSONS["P3.4"]
    said = author.page("/apercu/P3.4").main_text
    items = (lesson.activity, *lesson.checks)
    for item in items:
        for words in (item.prompt, item.feedback.right, item.feedback.dont_know):
            assert words in said
    assert all(line in said for line in (*lesson.text.to_keep, lesson.text.guide.question))


def test_every_lesson_can_be_looked_at(author: Browser) -> None:
    for lesson_id in LESSONS:
        assert lesson_id in author.page(f"/apercu/{lesson_id}").html


def test_what_was_just_written_shows_after_a_reload(author: Browser, folder: Path) -> None:
    author.page("/apercu/P3.4")
    rewrite(folder, TITLE, "Écrire une lettre")
    assert author.page("/apercu/P3.4").heading == "Écrire une lettre"
    assert "Écrire une lettre" in author.page("/apercu/").main_text


def test_a_fault_is_told_with_its_line(author: Browser, folder: Path) -> None:
    line = rewrite(folder, f'titre: "{TITLE}"', f'titres: "{TITLE}"')
    page = author.page("/apercu/P3.4")
    assert page.heading == "La leçon P3.4 ne se montre pas encore"
    assert f"fr/lessons/p3.yaml, ligne {line}" in page.main_text
    assert "clé inconnue" in page.main_text


def test_a_fault_of_a_screen_is_told_too(author: Browser, folder: Path) -> None:
    scene = next(step.scene for step in LESSONS["P3.4"].text.steps)
    assert scene is not None
    file = f"scenes/{scene.partition('/')[0]}.yaml"
    line = rewrite(folder, "genre: mail", "genre: lettre", file)
    assert f"fr/{file}, ligne {line}" in author.page("/apercu/P3.4").main_text


def test_a_file_that_cannot_be_read_is_told(author: Browser, folder: Path) -> None:
    rewrite(folder, f'titre: "{TITLE}"', f'titre: "{TITLE}')
    assert "le fichier ne se lit plus" in author.page("/apercu/P3.4").main_text


def test_a_fault_elsewhere_hides_nothing(author: Browser, folder: Path) -> None:
    rewrite(folder, "parcours:", "parcour:", "lessons/p1.yaml")
    page = author.page("/apercu/P3.4")
    assert page.heading == TITLE
    assert "fr/lessons/p1.yaml" in page.main_text


def test_no_such_lesson_is_not_found(author: Browser) -> None:
    assert author.get("/apercu/P9.9").status_code == 404


def test_there_is_no_preview_in_production(settings: Settings) -> None:
    with production(settings) as app:
        browser = app.test_client()
        assert browser.get("/apercu/").status_code == 404
        assert browser.get("/apercu/P3.4").status_code == 404
