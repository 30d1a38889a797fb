"""The page that leads newcomers says what is there; contracts and drawing find what is not so."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from grimp import ImportGraph

from scripts.architecture import Drawing, as_svg, drawing_of_the_code
from scripts.contracts import Capabilities

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
RULES = re.findall(r"^\|[^|]+\| `(pixlearn/\S+\.py)` \| `(\w+)` \|$", PAGE, re.MULTILINE)


def test_every_rule_is_where_the_page_says() -> None:
    assert len(RULES) > 20
    for path, name in RULES:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        made = {
            one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)
        } | {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
        assert name in made, f"{path} has no {name}"


def test_every_package_has_its_line_and_every_named_file_is_there() -> None:
    packages = {path.stem for path in (ROOT / "pixlearn").iterdir() if path.name[0] not in "_"}
    table = PAGE.split("| Package |")[1].split("\n\n")[0]
    named = {
        name
        for line in table.splitlines()
        for name in re.findall(r"`(\w+)`", line.split("|")[1] if line.startswith("|") else "")
    }
    assert named == packages
    for path in re.findall(r"`((?:web|templates|diagnostic|progression|scenes)/[\w./]+)`", PAGE):
        assert any((folder / path).exists() for folder in (ROOT, ROOT / "pixlearn")), path


def test_the_drawing_is_that_of_the_imports_and_none_points_up() -> None:
    drawing = drawing_of_the_code()
    assert drawing.up == frozenset()
    assert (ROOT / "docs" / "architecture.svg").read_text("utf-8") == as_svg(drawing)


def test_an_arrow_that_points_up_is_drawn_and_counted() -> None:
    rows = (("web",), ("service",), ("db",))
    arrows = frozenset({("web", "service"), ("service", "db"), ("web", "db"), ("db", "web")})
    svg = as_svg(Drawing(rows, arrows))
    ElementTree.fromstring(svg)  # noqa: S314 - made by ourselves
    assert "3 arrows down, 1 up" in svg
    assert svg.count('class="up"') == 1
    assert "web imports db" not in svg, "others imply it"


def faults(*imports: tuple[str, str], rows: list[str] | None = None) -> list[str]:
    """What the contract says of a house with these imports."""
    graph = ImportGraph()
    for module in ("house", "house.web", "house.cards", "house.cards.rules", "house.cards.names"):
        graph.add_module(module)
    for one in ("flask", "sqlalchemy"):
        graph.add_module(one, is_squashed=True)
    for importer, imported in imports:
        graph.add_import(importer=f"house.{importer}", imported=imported)
    contract = Capabilities(
        name="",
        session_options={"root_packages": ["house"]},
        contract_options={
            "beside": ["web"],
            "request": ["flask"],
            "rows": ["sqlalchemy"],
            "working_with_rows": rows or [],
        },
    )
    return list(contract.check(graph, verbose=False).metadata["faults"])


def test_a_capability_that_knows_a_request_is_found_whatever_the_file_is_called() -> None:
    assert faults(("web", "flask")) == []
    assert faults(("cards.names", "flask"), rows=["cards: names"]) == [
        "house.cards.names knows a request: it imports flask"
    ]


def test_a_module_that_reaches_rows_is_found_however_far() -> None:
    found = faults(("cards.rules", "house.cards.names"), ("cards.names", "sqlalchemy"))
    assert (
        "house.cards.rules is not pure: house.cards.rules -> house.cards.names -> sqlalchemy"
        in (found)
    )
    assert len(found) == 2
    assert faults(("cards.names", "sqlalchemy"), rows=["cards: names"]) == []


@pytest.mark.parametrize("module", ["names", "gone"])
def test_the_list_of_those_that_work_with_rows_stays_true(module: str) -> None:
    [fault] = faults(rows=[f"cards: {module}"])
    assert fault.startswith(f"house.cards.{module} ")
    assert fault.endswith("take it off the list")
