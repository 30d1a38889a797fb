"""The badges as written: whole, and each fault told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pixlearn.content.badges import Badge, CompetenceHeld, TrackDone
from pixlearn.content.badges_check import FAMILIES, badge_faults, read_badges
from pixlearn.content.catalogue import Catalogue
from pixlearn.content.check import read_content
from pixlearn.content.faults import ContentFault
from pixlearn.content.lessons_check import read_teaching
from tests.real_content import real_catalogue
from tests.unit.content.content_folder import REAL, write_content

ONE = """\
badges:
  - id: bd-ges-1
    famille: savoir_faire
    nom: "Je fais les gestes"
    description: "Sait appuyer et écrire."
    critere: {competence: GES.1, statut: acquis, preuve_directe: 2}
    message: "Vous savez faire les gestes."
    image: {pictogramme: appui, alt: "Un doigt."}
    points: 1
    alignement:
      - {cadre: "DigComp 2.2", code: "5.2", nom: "Identifier des besoins"}
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return real_catalogue()


def told(tmp_path: Path, text: str, stem: str = "savoir_faire") -> list[ContentFault]:
    """The faults of a file of badges in an otherwise good content."""
    content = read_content(write_content(tmp_path, **{f"badges__{stem}": text}), "fr")
    read_badges(content, read_teaching(content))
    return content.faults


def test_a_good_badge_has_no_fault(tmp_path: Path) -> None:
    assert told(tmp_path, ONE) == []


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("competence: GES.1", "competence: GES.2", "critere.competence", "pas dans le référentiel"),
        ("preuve_directe: 2", "preuve_directe: 5", "critere.preuve_directe", "4 acquis"),
        (
            "competence: GES.1, statut: acquis, preuve_directe: 2",
            "parcours: P8, lecons: 6, questions_reussies: 0.75",
            "critere",
            "ne va pas avec la famille",
        ),
        (
            "competence: GES.1, statut: acquis, preuve_directe: 2",
            "faits_en_vrais: 3",
            "critere",
            "Vouliez-vous dire « faits_en_vrai » ?",
        ),
        ("points: 1", "points: 3", "points", "le plus haut niveau de ses acquis est 1"),
        ('code: "5.2"', 'code: "2.1"', "alignement[1].code", "attendu ici : 5.2"),
        ("pictogramme: appui", "pictogramme: appuis", "image.pictogramme", "« appui »"),
        ("famille: savoir_faire", "famille: effort", "famille", "« effort.yaml »"),
        ("Sait appuyer", "Sait cliquer", "description", "mot lourd"),
        ("nom: \"Je", "nm: \"Je", "nm", "clé inconnue"),
    ],
)  # fmt: skip
def test_a_fault_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, field: str, words: str
) -> None:
    broken = ONE.replace(old, new)
    line = next(n for n, text in enumerate(broken.splitlines(), 1) if new in text)
    faults = [one for one in told(tmp_path, broken) if words in one.message]
    assert [(one.file, one.line, one.field) for one in faults] == [
        ("fr/badges/savoir_faire.yaml", line, f"badges[1].{field}")
    ]


@pytest.mark.parametrize(
    ("criterion", "field", "words"),
    [
        ("parcours: P8, lecons: 6, questions_reussies: 0.75", "parcours", "n'existe pas"),
        ("acquis: [GES.1.9], statut: acquis", "acquis[1]", "pas dans le référentiel"),
        (
            "acquis: [GES.1.1], statut: acquis, preuve_directe: [GES.1.2]",
            "preuve_directe[1]",
            "pas dans « acquis »",
        ),
    ],
)
def test_an_unknown_track_or_skill_is_told(
    tmp_path: Path, criterion: str, field: str, words: str
) -> None:
    broken = ONE.replace("competence: GES.1, statut: acquis, preuve_directe: 2", criterion)
    faults = [one for one in told(tmp_path, broken) if words in one.message]
    assert [(one.line, one.field) for one in faults] == [(6, f"badges[1].critere.{field}")]


def test_an_id_written_twice_is_told(tmp_path: Path) -> None:
    [fault] = told(tmp_path, ONE + ONE.removeprefix("badges:\n"))
    assert (fault.field, fault.line) == ("badges[2].id", 12)
    assert "deux fois" in fault.message


def test_more_lessons_than_the_track_has_are_told(tmp_path: Path) -> None:
    """Planted in a copy of the real content, where there are tracks."""
    for path in REAL.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(REAL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    file = tmp_path / "fr" / "badges" / "parcours.yaml"
    file.write_text(file.read_text("utf-8").replace("P4, lecons: 6", "P4, lecons: 7"), "utf-8")
    content = read_content(tmp_path, "fr")
    read_badges(content, read_teaching(content))
    assert [one.message for one in content.faults] == ["P4 a 6 leçons ; trouvé : 7."]


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ("bd-com-1", "aucun badge pour le savoir-faire « COM.1 »"),
        ("bd-parcours-p4", "aucun badge pour le parcours « P4 »"),
    ],
)
def test_a_competence_or_track_without_its_badge_is_told(gone: str, words: str) -> None:
    content = read_content(REAL, "fr")
    teaching = read_teaching(content)
    badges = read_badges(content, teaching)
    del badges[gone]
    assert any(words in one.message for one in badge_faults(content, teaching, badges))


def test_fewer_than_27_badges_are_told() -> None:
    content = read_content(REAL, "fr")
    teaching = read_teaching(content)
    few = dict(list(read_badges(content, teaching).items())[:26])
    messages = [one.message for one in badge_faults(content, teaching, few)]
    assert "27 badges au moins ; trouvé : 26." in messages


def test_badges_come_family_by_family(catalogue: Catalogue) -> None:
    families = [badge.family for badge in catalogue.badges.values()]
    assert families == sorted(families, key=FAMILIES.index)
    assert set(families) == set(FAMILIES)


def test_each_competence_and_track_has_one_badge(catalogue: Catalogue) -> None:
    criteria = [badge.criterion for badge in catalogue.badges.values()]
    held = [one.competence for one in criteria if isinstance(one, CompetenceHeld)]
    done = [one.track for one in criteria if isinstance(one, TrackDone)]
    assert sorted(held) == sorted(one.id for one in catalogue.framework.competences)
    assert sorted(done) == sorted(one.id for one in catalogue.teaching.tracks.values())


def test_no_two_badges_share_a_name_or_a_picture(catalogue: Catalogue) -> None:
    badges = catalogue.badges.values()
    assert len({badge.name for badge in badges}) == len(badges)
    looks = {(badge.family, badge.picture.pictogram) for badge in badges}
    assert len(looks) == len(badges)


def test_alignments_of_know_how_are_those_of_the_framework(catalogue: Catalogue) -> None:
    codes = {one.id: set(one.digcomp) for one in catalogue.framework.competences}
    for badge in catalogue.badges.values():
        if isinstance(badge.criterion, CompetenceHeld):
            assert {one.code for one in badge.alignment} == codes[badge.criterion.competence]


GUIDE = (REAL.parent / "docs" / "ecrire-un-badge.md").read_text("utf-8")


def test_the_example_of_the_guide_is_the_badge_that_exists(catalogue: Catalogue) -> None:
    [text] = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    [written] = yaml.safe_load(text)["badges"]
    assert (
        Badge.model_validate({**written, "alignement": tuple(written["alignement"])})
        == catalogue.badges[written["id"]]
    )


def test_the_guide_names_every_criterion(catalogue: Catalogue) -> None:
    rows = re.findall(r"^\| `(\{.*\})` \|", GUIDE, re.MULTILINE)
    shown = {tuple(yaml.safe_load(row)) for row in rows}
    used = {
        tuple(badge.criterion.model_dump(by_alias=True, exclude_none=True))
        for badge in catalogue.badges.values()
    }
    assert used == shown
