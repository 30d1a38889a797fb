"""Whatever a file holds, reading it ends with faults, never with an exception."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pixlearn.content.check import read_content
from tests.unit.content.content_folder import ITEMS, SCENES, write_content

VALUES = [
    "null",
    "[]",
    "{}",
    "12",
    "-1.5",
    "yes",
    "2026-05-04",
    "é",
    "&a",
    "*a",
    "{a: b}",
    "- x",
    "'",
    ":",
]


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """The file with a few lines lost, doubled, or with another value."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "change", "cut"])):
            case "lose" if len(lines) > 1:
                del lines[place]
            case "double":
                lines.insert(place, lines[place])
            case "change":
                key, _, _ = lines[place].partition(":")
                lines[place] = f"{key}: {draw(st.sampled_from(VALUES))}"
            case _:
                lines[place] = lines[place][: draw(st.integers(0, len(lines[place])))]
    return "\n".join(lines) + "\n"


@settings(max_examples=60)
@given(damaged(ITEMS), damaged(SCENES))
def test_a_damaged_file_is_read_to_its_end(items, scenes):
    with tempfile.TemporaryDirectory() as folder:
        root = write_content(Path(folder), items__ges=items, scenes__telephone=scenes)
        for fault in read_content(root, "fr").faults:
            assert fault.message
            assert fault.line >= 0
