"""A ninth kind of question: one file, one line that registers it, one template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from pixlearn.activities import KINDS, register
from pixlearn.config import ROOT
from pixlearn.content.catalogue import check_content, load_catalogue
from pixlearn.content.current import in_force, use
from tests.ninth_kind import QUESTION, TEMPLATE, TrueOrFalse
from tests.web.learner.reader import Reader, ask

KIND = "dire_vrai_ou_faux"


@pytest.fixture(autouse=True)
def _ninth_kind(app: Flask, tmp_path: Path) -> Iterator[None]:
    before, loader = in_force(), app.jinja_env.loader
    root = copytree(ROOT / "content", tmp_path / "content")
    (root / "fr" / "items" / "neuf.yaml").write_text(QUESTION, "utf-8")
    register(TrueOrFalse)
    assert loader is not None
    app.jinja_env.loader = ChoiceLoader([loader, DictLoader({f"items/{KIND}.html": TEMPLATE})])
    assert check_content(root) == []
    use(load_catalogue(root))
    yield
    use(*before)
    app.jinja_env.loader = loader
    del KINDS[KIND]


@pytest.fixture
def asked(app: Flask, beginner: Reader) -> Reader:
    """Somebody before a question of that kind."""
    ask(app, beginner.learner_id, "it-GES.1.1-z")
    beginner.go("/diagnostic")
    return beginner


def test_it_is_answered_like_any_other(asked: Reader) -> None:
    assert asked.page.heading == "On appuie sur un bouton avec un doigt."
    asked.press("Valider", choix="vrai")
    [row] = asked.item_answers()
    assert (row.outcome, row.given, row.guess) == (1.0, {"choix": "vrai"}, 0.25)


def test_without_a_choice_it_says_what_to_do(asked: Reader) -> None:
    page = asked.press("Valider")
    assert "Choisissez une réponse." in page.main_text


def test_it_is_among_the_samples_by_itself(reader: Reader) -> None:
    page = reader.browser.get("/composants?question=8").get_data(as_text=True)
    assert "On appuie sur un bouton avec un doigt." in page
