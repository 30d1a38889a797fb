"""How much a course holds stands in its file; lessons, tracks and badges may be more."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from pixlearn.content.catalogue import check_content, load_catalogue
from tests.unit.content.content_folder import REAL, write_content

TRACK = "P8"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the real content, to change."""
    return copytree(REAL, tmp_path / "content")


def told(root: Path) -> list[str]:
    return [str(fault) for fault in check_content(root)]


@pytest.mark.parametrize(
    ("size", "fault"),
    [
        ("domaines: 5", "fr/framework.yaml : 6 domaines attendus ; trouvé : 5."),
        ("acquis: 58", "fr/framework.yaml : 59 acquis attendus ; trouvé : 58."),
        ("parcours: 7", "fr/lessons : 8 parcours au moins ; trouvé : 7."),
        ("par_parcours: 6", "fr/lessons : 7 leçons de P4 au moins ; trouvé : 6."),
    ],
)
def test_less_than_the_course_says_is_told(content: Path, size: str, fault: str) -> None:
    file = content / "fr" / "cours.yaml"
    name, number = size.split(": ")
    more = file.read_text("utf-8").replace(size, f"{name}: {int(number) + 1}")
    file.write_text(more, "utf-8")
    assert fault in told(content)


def test_a_course_without_its_file_is_told(content: Path) -> None:
    (content / "fr" / "cours.yaml").unlink()
    [fault] = told(content)
    assert fault.startswith("fr/cours.yaml : ce fichier manque")


def test_a_wrong_size_is_told_with_its_line(tmp_path: Path) -> None:
    course = (
        (REAL / "fr" / "cours.yaml").read_text("utf-8").replace("parcours: 7", "parcours: sept")
    )
    faults = told(write_content(tmp_path, cours=course))
    line = course[: course.index("parcours: sept")].count("\n") + 1
    assert any(f"fr/cours.yaml, ligne {line}, cours.tailles.parcours" in fault for fault in faults)


def test_an_eighth_track_is_a_file_and_its_badge(content: Path) -> None:
    lessons, badges = content / "fr" / "lessons", content / "fr" / "badges" / "parcours.yaml"
    track = (lessons / "p3.yaml").read_text("utf-8").replace("P3", TRACK)
    track = re.sub(r"(adresse: [a-z0-9-]+)", r"\1-encore", track)
    track = re.sub(r'consigne: "', 'consigne: "Et ', track)
    (lessons / "p8.yaml").write_text(track, "utf-8")
    assert told(content) == [f"fr/badges : aucun badge pour le parcours « {TRACK} »."]

    [badge] = re.findall(
        r"^  - id: bd-parcours-p3\n(?:    .*\n)*", badges.read_text("utf-8"), re.MULTILINE
    )
    with badges.open("a", encoding="utf-8") as file:
        file.write(badge.replace("bd-parcours-p3", "bd-parcours-p8").replace("P3", TRACK))
    assert told(content) == []
    tracks = load_catalogue(content).teaching.tracks
    assert [one.id for one in tracks.values()][-1] == TRACK


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("fr/diagnostics/notes.txt", "fr/diagnostics/notes.txt : rien ne lit ce fichier"),
        ("fr/lecons/p8.yaml", "fr/lecons/p8.yaml : rien ne lit ce fichier"),
        ("fr/aide/notes.txt", "fr/aide/notes.txt : rien ne lit ce fichier"),
    ],
)
def test_a_file_that_nothing_reads_is_told(content: Path, file: str, fault: str) -> None:
    path = content / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a: 1\n", "utf-8")
    [found] = told(content)
    assert found.startswith(fault)
