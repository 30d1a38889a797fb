"""Another language is laid over the French course: ids are compared, faults are told."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from pixlearn.content import check_languages, load_languages, told_of_languages
from pixlearn.scenes.view import show_scene
from tests.unit.content.content_folder import REAL


@pytest.fixture(scope="module")
def languages():
    return {one.language: one for one in load_languages(REAL)}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the real content, to change."""
    return copytree(REAL, tmp_path / "content")


def changed(content: Path, file: str, old: str, new: str) -> list[str]:
    path = content / "en" / file
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")
    return [str(fault) for fault in check_languages(content)]


def test_the_content_is_good_in_every_language() -> None:
    assert check_languages(REAL) == []


def test_a_lesson_that_is_there_is_told_in_its_language_and_the_rest_in_french(languages) -> None:
    english, french = languages["en"].teaching, languages["fr"].teaching
    assert english.lessons.keys() == french.lessons.keys()
    assert english.words.keys() == french.words.keys()
    own = [one.id for one in english.lessons.values() if one.language == "en"]
    assert own == ["P1.1"]
    assert english.lessons["P1.1"].text.title == "Press and scroll"
    assert english.lessons["P1.2"] is french.lessons["P1.2"]
    assert english.words["faire_defiler"].word == "to scroll"


def test_a_screen_is_told_in_its_own_words(languages) -> None:
    scene = languages["en"].scenes["lesson-p1/town_bus"]
    assert show_scene(scene).alternative == (
        "Bus and bicycle. Address: greenwood-town.example/bus. Bus 12 goes to the station. "
        "A ticket costs 1.60 euros. Buttons: Back ; Home page."
    )


def test_who_writes_reads_how_much_there_is() -> None:
    assert told_of_languages(REAL) == (
        f"en : 1 leçon sur 42, 1 mot sur {len(load_languages(REAL)[0].teaching.words)} ; "
        "le reste se lit en français.",
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("lessons/p1.yaml", "id: P1.1", "id: P1.9", "« P1.9 » n'est pas en français."),
        ("lessons/p1.yaml", "adresse: appuyer", "adresse: press", "l'adresse est la même"),
        ("lessons/p1.yaml", "[GES.1.1, GES.1.2]", "[GES.1.2, GES.1.1]", "les acquis sont les"),
        ("lessons/p1.yaml", "lesson-p1/pool", "lesson-p1/pol", "la scène « lesson-p1/pol »"),
        ("lessons/p1.yaml", "lecons:", "lessons:", "clé inconnue « lessons »."),
        ("glossary/p1.yaml", "id: faire_defiler", "id: scroll", "« scroll » n'est pas en français"),
    ],
)
def test_a_fault_is_told_with_its_line(
    content: Path, file: str, old: str, new: str, fault: str
) -> None:
    told = changed(content, file, old, new)
    assert any(one.startswith(f"en/{file}, ligne ") and fault in one for one in told), told


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("en/items/ges.yaml", "en/items/ges.yaml : rien ne lit ce fichier"),
        ("de/lessons/p1.yaml", "de : rien ne lit cette langue"),
    ],
)
def test_a_file_that_nothing_reads_is_told(content: Path, file: str, fault: str) -> None:
    path = content / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a: b", "utf-8")
    assert any(str(one).startswith(fault) for one in check_languages(content))
