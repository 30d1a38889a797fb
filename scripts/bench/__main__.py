"""``python -m scripts.bench [--against c52ab2d] [--section locks]``: see docs/performance.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.bench.bench import Bench, Side
from scripts.bench.commits import KEPT, Code, Missing, commit, working_tree
from scripts.bench.figures import Line, middle, table
from scripts.bench.site import Site, floor_of
from scripts.bench.visitor import Visitor

SECTIONS = sorted(
    one.stem for one in (Path(__file__).parent / "sections").glob("*.py") if one.stem != "__init__"
)
AGAINST = "c52ab2d"
COPIES = 9  # of each of the twelve people of the demo
FLOOR_PAGES = 100


def main() -> int:
    """Measure; the word of the program is 0 when every target is reached."""
    asked = _arguments()
    try:
        old, new = commit(asked.against), working_tree()
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="pixlearn-bench-", dir=asked.folder) as folder:
        return _measure(old, new, Path(folder), asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--against", default=AGAINST, help="the commit to stand beside")
    parser.add_argument("--section", choices=SECTIONS, action="append", help="all of them if none")
    parser.add_argument("--seconds", type=float, default=15, help="of load, for each cell")
    parser.add_argument("--think", type=float, default=0, help="seconds between two answers")
    parser.add_argument("--folder", help="where the bases are made: a disk, not memory")
    asked = parser.parse_args()
    asked.section = asked.section or SECTIONS
    return asked


def _measure(old: Code, new: Code, folder: Path, asked: argparse.Namespace) -> int:
    before, sites = os.getloadavg(), (Site(old, folder / "old"), Site(new, folder / "new"))
    try:
        people = sites[0].fill(COPIES)
        sites[1].take_over(sites[0])
        floor = floor_of(new, folder / "floor")
        sites = (*sites, floor)  # type: ignore[assignment]
        for site in sites[:2]:
            site.serve()
        sides = [Side(f"{site.code.name}", site) for site in sites[:2]]
        bench = Bench(sides[0], sides[1], floor, asked.seconds, asked.think)
        print(f"{old.name} beside {new.name}: {people} learners", flush=True)
        lines = {name: import_module(f"scripts.bench.sections.{name}") for name in asked.section}
        found = {name: section.run(bench) for name, section in lines.items()}
        bare = _floor(floor)
    finally:
        for site in sites:
            site.stop()
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, {platform.platform()}",
        "python": platform.python_version(),
        "load": {"before": before, "after": os.getloadavg()},
        "seconds": asked.seconds,
        "think": asked.think,
        "people": people,
        "floor_ms": round(bare, 2),
        "old": old.name,
        "new": new.name,
    }
    _tell(about, found, old, new)
    missed = [one for lines in found.values() for one in lines if one.verdict == "NO"]
    return 1 if missed else 0


def _floor(site: Site) -> float:
    """Milliseconds of the bare page, one at a time."""
    visitor = Visitor(site.port)
    return 1000 * middle([visitor.get("/").seconds for _ in range(FLOOR_PAGES)])


def _tell(about: dict[str, object], found: dict[str, list[Line]], old: Code, new: Code) -> None:
    for name, lines in found.items():
        print(f"\n{name}\n{table(lines, old.name, new.name)}")
    for word in ("date", "machine", "load", "floor_ms"):
        print(f"{word}: {about[word]}")
    kept = about | {name: [one.as_json() for one in lines] for name, lines in found.items()}
    KEPT.mkdir(exist_ok=True)
    stamp = str(about["date"]).replace(":", "").partition("+")[0]
    file = KEPT / f"{'-'.join(found)}-{stamp}.json"
    file.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    print(f"kept in {file.relative_to(KEPT.parent)}")


if __name__ == "__main__":
    sys.exit(main())
