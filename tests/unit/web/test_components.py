"""What templates reach as `ui`, and the files that the look is made of."""

import gzip
import re
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import DictLoader, Environment

from pixlearn.activities import view as activity_views
from pixlearn.content.lessons import DRAWINGS
from pixlearn.scenes.pictograms import PICTOGRAMS
from pixlearn.scenes.schema import SceneKind
from pixlearn.web.components import Components, read_sprite
from pixlearn.web.samples import ITEMS, SCENES, sample_item

ROOT = Path(__file__).parents[3]
CSS = (ROOT / "static" / "app.css").read_text(encoding="utf-8")
SPRITE = read_sprite(ROOT / "static" / "sprite.svg")


def test_each_drawn_person_is_a_small_file_and_each_file_a_person() -> None:
    files = {file.stem: file for file in (ROOT / "static" / "personnes").glob("*.svg")}
    assert set(files) == set(DRAWINGS)
    assert [name for name, file in files.items() if file.stat().st_size > 3000] == []


def namespace(**files: str) -> Components:
    templates = {f"components/{name}.html": text for name, text in files.items()}
    return Components(Environment(loader=DictLoader(templates), autoescape=True), SPRITE)


def test_each_pictogram_has_its_drawing_and_each_drawing_its_pictogram() -> None:
    assert set(PICTOGRAMS.values()) == set(SPRITE)


def test_an_icon_is_a_drawing_that_screen_readers_skip() -> None:
    icon = namespace().icon("telephone")
    assert icon.startswith('<svg class="icon"')
    assert 'aria-hidden="true"' in icon
    assert "<path d=" in icon
    assert "ns0" not in icon


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        namespace().icon("licorne")


def test_macros_of_all_files_are_reached_by_their_name() -> None:
    ui = namespace(
        words="{% macro hello(name) %}Bonjour {{ name }}{% endmacro %}",
        own="{% macro _hidden() %}{% endmacro %}{% macro bye() %}Au revoir{% endmacro %}",
    )
    assert ui.hello("Léa <3") == "Bonjour Léa &lt;3"
    assert ui.bye() == "Au revoir"
    with pytest.raises(AttributeError):
        ui._hidden  # noqa: B018 - the access is what is tried


def test_two_macros_of_the_same_name_are_refused() -> None:
    macro = "{% macro hello() %}{% endmacro %}"
    with pytest.raises(ValueError, match="hello"):
        namespace(one=macro, two=macro)


def test_the_address_of_a_form_is_escaped() -> None:
    assert 'data-hx-post="/a?b=&#34;c"' in namespace().hx('/a?b="c')


def test_samples_show_every_kind_of_scene_and_of_item() -> None:
    kinds = {file.stem for file in (ROOT / "templates" / "items").glob("*.html")} - {"form"}
    assert {item.kind for item in ITEMS} == kinds
    assert {scene.kind for scene in SCENES} == set(get_args(SceneKind))


def test_a_refused_sample_has_its_faults_beside_the_fields() -> None:
    form = next(n for n, item in enumerate(ITEMS) if item.kind == "remplir_formulaire")
    refused = sample_item(form, refused=True)
    assert isinstance(refused, activity_views.ItemView)
    assert [field.name for field in refused.fields if field.error] == ["naissance", "ville"]
    assert sample_item(form).faults == ()


def test_the_look_is_light() -> None:
    def weight(*files: str) -> int:
        return sum(len(gzip.compress((ROOT / "static" / file).read_bytes())) for file in files)

    assert weight("app.css") <= 9_000
    assert weight("focus.js", "listen.js") <= 3_000


def test_nothing_is_fixed_cut_or_moving() -> None:
    assert re.findall(r"([.\w -]+) \{ position: sticky", CSS) == ["  .learner .way-bar"]
    assert not re.search(r"position: fixed|text-align: justify|animation|transition", CSS)
    hidden = [line.strip() for line in CSS.splitlines() if "overflow: hidden" in line]
    assert all(line.startswith(".visually-hidden") for line in hidden)
