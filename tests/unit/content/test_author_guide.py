"""The guide for authors says the truth: its examples are read without a fault."""

import re
from shutil import copytree

import pytest
import yaml

from pixlearn.activities import KINDS
from pixlearn.config import ROOT
from pixlearn.content.catalogue import check_content, load_catalogue
from pixlearn.scenes.schema import Scene

GUIDE = (ROOT / "docs" / "ecrire-une-question.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\*\*`(\w+)`\*\*.*?```yaml\n(.*?)```", GUIDE, re.DOTALL | re.MULTILINE)
COMMON = {
    "id": "it-exemple",
    "consigne": "Que faites-vous ?",
    "retours": {"juste": "Oui.", "faux": "Pas encore.", "ne_sait_pas": "C'est noté."},
}


def test_every_kind_has_its_example():
    assert [kind for kind, _ in EXAMPLES] == list(KINDS)


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_the_example_of_a_kind_is_an_item(kind, text):
    item = KINDS[kind].model_validate({**COMMON, "type": kind, **yaml.safe_load(text)})
    if kind != "trouver_a_l_ecran":
        assert list(item.troubles({})) == []


def test_the_whole_examples_are_an_item_and_screens():
    blocks = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
    items = [item for block in blocks for item in block.get("items", ())]
    scenes = [scene for block in blocks for scene in block.get("scenes", {}).values()]
    assert [KINDS[item["type"]].model_validate(item).skill for item in items] == ["COM.1.2"]
    assert [Scene.model_validate(scene).title for scene in scenes] == [
        "Boîte de réception",
        "Votre rendez-vous",
    ]


def test_the_whole_lesson_of_its_guide_is_one_lesson_more(tmp_path):
    guide = (ROOT / "docs" / "ecrire-une-lecon.md").read_text("utf-8")
    [lesson] = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    copytree(ROOT / "content", tmp_path / "content")
    with (tmp_path / "content" / "fr" / "lessons" / "p3.yaml").open("a", encoding="utf-8") as file:
        file.write(lesson)
    faults = [fault.message for fault in check_content(tmp_path / "content")]
    assert faults == []
    assert "P3.7" in load_catalogue(tmp_path / "content").teaching.lessons
