"""What the lessons say to press can be pressed; who does not know is sent to a step."""

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


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (", montrer: photos}", "demande un bouton"),
        (", appuyer: absente}", "n'est pas une zone"),
    ],
)
def test_an_order_to_press_without_its_button_is_a_fault(tmp_path, step: str, message: str) -> None:
    faults = _with_step(tmp_path, ", appuyer: photos}", step)
    assert [message in fault.message for fault in faults] == [True]


def test_a_button_that_no_word_names_is_a_fault(tmp_path) -> None:
    faults = _with_step(tmp_path, "Appuyez 1 fois sur « Photos ».", "Voici « Photos ».")
    assert ["dites-le dans « texte »" in fault.message for fault in faults] == [True]


def test_a_person_without_a_drawing_is_a_fault(tmp_path) -> None:
    faults = _with_step(tmp_path, "dessin: sonia", "dessin: sonja")
    told = " ".join(fault.message for fault in faults)
    assert "le dessin « sonja » n'existe pas. Vouliez-vous dire « sonia » ?" in told


def _with_step(tmp_path, told: str, instead: str):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "fr" / "lessons" / "p1.yaml"
    text = file.read_text("utf-8")
    assert text.count(told) == 1
    file.write_text(text.replace(told, instead), "utf-8")
    return check_content(tmp_path / "content")
