"""Draw which package of pixlearn imports which: docs/architecture.svg, from the imports themselves.

``python -m scripts.architecture`` draws it anew; with ``--check`` it says whether the drawing is
that of the code as it is (`make lint`). An arrow that others already imply is left out.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "docs" / "architecture.svg"
BOX, ROW, GAP, MARGIN = (132, 34), 74, 64, 24
Arrow = tuple[str, str]
STYLE = """
  text { font: 15px system-ui, sans-serif; text-anchor: middle; fill: #1a1a1a }
  .few { font-size: 13px; text-anchor: start }
  rect { fill: #fff; stroke: #1a1a1a; stroke-width: 1.5 }
  path { fill: none; stroke: #4a5a78; stroke-width: 1.5; marker-end: url(#head) }
  .up { stroke: #b3261e; stroke-width: 3 }
  marker path { fill: #4a5a78; stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #f2f2f2 } rect { fill: #22262e; stroke: #c9ced8 }
    path { stroke: #9fb0d0 } marker path { fill: #9fb0d0 } .up { stroke: #ff8a80 }
  }
"""


@dataclass(frozen=True)
class Drawing:
    """The packages, row by row from the top, and which imports which."""

    rows: tuple[tuple[str, ...], ...]
    arrows: frozenset[Arrow]

    @property
    def row_of(self) -> Mapping[str, int]:
        """The row in which each package stands."""
        return {name: place for place, row in enumerate(self.rows) for name in row}

    @property
    def up(self) -> frozenset[Arrow]:
        """The arrows that do not point down: there are none while `make lint` is content."""
        return frozenset(
            (one, other) for one, other in self.arrows if self.row_of[one] >= self.row_of[other]
        )

    @property
    def shown(self) -> list[Arrow]:
        """The arrows that no way over others implies, and those that point up."""
        return sorted(
            (one, other)
            for one, other in self.arrows
            if (one, other) in self.up
            or not any(
                other in self._reached(between) for start, between in self.arrows
                if start == one and between != other
            )
        )  # fmt: skip

    def _reached(self, start: str) -> set[str]:
        seen, todo = set(), [start]
        while todo:
            here = todo.pop()
            new = {other for one, other in self.arrows if one == here} - seen
            seen |= new
            todo += new
        return seen


def drawing_of_the_code() -> Drawing:
    """The rows of the contract in pyproject.toml, and the imports that are there."""
    graph = grimp.build_graph("pixlearn", cache_dir=None)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(one["layers"] for one in settings["contracts"] if one["type"] == "layers")
    rows = tuple(tuple(name.strip() for name in row.split("|")) for row in layers)
    modules = {
        name: {f"pixlearn.{name}"} | graph.find_descendants(f"pixlearn.{name}")
        for row in rows
        for name in row
    }
    home = {module: name for name, own in modules.items() for module in own}
    arrows = {
        (name, home[imported])
        for name, own in modules.items()
        for module in own
        for imported in graph.find_modules_directly_imported_by(module)
        if home.get(imported, name) != name
    }
    return Drawing(rows, frozenset(arrows))


def as_svg(drawing: Drawing) -> str:
    """The drawing as a file that a browser and GitHub show, in light and dark."""
    most = max(len(row) for row in drawing.rows)
    width = most * (BOX[0] + GAP) + 2 * MARGIN
    height = len(drawing.rows) * ROW + MARGIN + 20
    places = dict(_places(drawing, width))
    down, up = len(drawing.arrows) - len(drawing.up), len(drawing.up)
    words = f"{down} arrows down, {up} up; those that others imply are left out"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="title desc">',
        '<title id="title">Which package of pixlearn imports which</title>',
        f'<desc id="desc">{words}. '
        + "; ".join(f"{one} imports {other}" for one, other in drawing.shown)
        + ".</desc>",
        f"<style>{STYLE}</style>",
        '<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
        ' orient="auto"><path d="M0 0 8 4 0 8Z"/></marker>',
        *(_arrow(drawing, places, arrow) for arrow in drawing.shown),
    ]
    for name, (x, y) in places.items():
        lines.append(f'<rect x="{x}" y="{y}" width="{BOX[0]}" height="{BOX[1]}" rx="6"/>')
        lines.append(f'<text x="{x + BOX[0] // 2}" y="{y + 22}">{name}</text>')
    lines.append(f'<text class="few" x="{MARGIN}" y="{height - 12}">{words}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _places(drawing: Drawing, width: int) -> Iterator[tuple[str, tuple[int, int]]]:
    for number, row in enumerate(drawing.rows):
        left = (width - len(row) * BOX[0] - (len(row) - 1) * GAP) // 2
        for place, name in enumerate(row):
            yield name, (left + place * (BOX[0] + GAP), MARGIN + number * ROW)


def _arrow(drawing: Drawing, places: Mapping[str, tuple[int, int]], arrow: Arrow) -> str:
    (x1, y1), (x2, y2) = (places[name] for name in arrow)
    kind = ' class="up"' if arrow in drawing.up else ""
    half, middle = BOX[0] // 2, BOX[1] // 2
    if abs(drawing.row_of[arrow[1]] - drawing.row_of[arrow[0]]) > 1:  # around what is between
        side = (x2 > x1) - (x2 < x1) or (1 if (len(arrow[0]) + len(arrow[1])) % 2 else -1)
        if x1 == x2:
            x, y1, y2 = x1 + half + side * half, y1 + middle, y2 + middle
            out = x + side * GAP
            return f'<path{kind} d="M{x} {y1}C{out} {y1} {out} {y2} {x} {y2}"/>'
        if len(drawing.rows[drawing.row_of[arrow[0]]]) > 1:  # down, then to the side of the other
            x1, y1, x2, y2 = x1 + half, y1 + BOX[1], x2 + half - side * half, y2 + middle
            return f'<path{kind} d="M{x1} {y1}C{x1} {y2} {x1} {y2} {x2} {y2}"/>'
        x1, y1, x2 = x1 + half + side * half, y1 + middle, x2 + half
        return f'<path{kind} d="M{x1} {y1}C{x2} {y1} {x2} {y1} {x2} {y2}"/>'
    x1, x2, y1 = x1 + half, x2 + half, y1 + BOX[1]
    middle = (y1 + y2) // 2
    return f'<path{kind} d="M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}"/>'


def main(arguments: list[str]) -> int:
    """Draw, or say whether what is drawn is so."""
    drawing = drawing_of_the_code()
    new = as_svg(drawing)
    if "--check" not in arguments:
        DRAWING.write_text(new, "utf-8")
    elif not DRAWING.exists() or DRAWING.read_text("utf-8") != new:
        print("docs/architecture.svg is of other imports: run python -m scripts.architecture")
        return 1
    print(f"{len(drawing.arrows) - len(drawing.up)} arrows down, {len(drawing.up)} up")
    return 1 if drawing.up else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
