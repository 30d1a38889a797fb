"""No template lies about unused, and none opens a hole in the policy."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SOURCES = [*sorted((ROOT / "pixlearn").rglob("*.py")), *TEMPLATES]
# Found by their folder: the macros of `ui`, and one template a kind of item.
BY_FOLDER = {"components", "items"}


@cache
def text_of(source: Path) -> str:
    """Each file is read once for the tests of all templates."""
    return source.read_text()


def name_of(template: Path) -> str:
    return template.relative_to(ROOT / "templates").as_posix()


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_is_used(template: Path) -> None:
    name = name_of(template)
    used = any(f'"{name}"' in text_of(source) for source in SOURCES if source != template)
    assert used or name.split("/")[0] in BY_FOLDER, f"nothing shows {name}"


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_holds_nothing_inline(template: Path) -> None:
    text = text_of(template)
    for pattern in (r"\son[a-z]+=", r"\sstyle=", r"<style", r"<script(?![^>]*\ssrc=)", r"\shx-"):
        assert not re.search(pattern, text), f"{pattern} in {name_of(template)}"
    assert not re.search(r"\|\s*safe\b", text), f"|safe in {name_of(template)}"
