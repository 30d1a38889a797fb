"""A lesson's item sends who does not know to a step of that lesson."""

import shutil

import pytest

from pixlearn.config import ROOT
from pixlearn.content.catalogue import check_content
from tests.real_content import real_catalogue

LESSONS = real_catalogue().teaching.lessons


def test_the_step_to_see_again_is_the_first_that_the_hint_names() -> None:
    lesson = LESSONS["P1.2"]
    assert lesson.activity.feedback.dont_know.startswith("Regardez les étapes 5 et 6.")
    assert lesson.step_again(lesson.activity) == 5


@pytest.mark.parametrize("hint", ["Regardez le début.", "Regardez l'étape 7."])
def test_a_hint_that_names_no_step_is_a_fault(tmp_path, hint: str) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "fr" / "lessons" / "p1.yaml"
    told = LESSONS["P1.2"].activity.feedback.dont_know
    file.write_text(file.read_text("utf-8").replace(told, hint), "utf-8")
    (fault,) = check_content(tmp_path / "content")
    assert fault.field == "lecons[2].activite.retours.ne_sait_pas"
    assert "une étape de 1 à 6" in fault.message
