"""What no file of the code holds: names that nothing uses, and pages that are not here."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    path
    for pattern in ("pixlearn/**/*.py", "scripts/*.py", "*.py", "migrations/env.py")
    for path in ROOT.glob(pattern)
)
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in CODE}
# Called by what we build upon, under the name that it has there.
CALLED_FROM_OUTSIDE = {
    "process_bind_param", "process_result_value",  # SQLAlchemy
    "get_id",  # Flask-Login
    "process_data", "pre_validate",  # WTForms
    "Capabilities", "check", "render_broken_contract",  # import-linter
    "handle_starttag", "handle_endtag", "handle_data",  # html.parser
}  # fmt: skip
# A check of the texts, for tests and for whoever writes them.
FOR_TESTS = {"crowded"}
READ_BY_GUNICORN = "gunicorn.conf.py"
# A name, not written by us: « (design section 7) », « security 2.3 », « the style page ».
ELSEWHERE = re.compile(
    r"\b(security|pedagogy|design|style|accessibility)"
    r"( section [0-9]| page\b| (?-i:[A-F])\b| [0-9]+(\.[0-9]+)?\b(?! ?(%|ms|s\b)))"
    r"|/work/|\bshared/reviews\b",
    re.IGNORECASE,
)
PAGE = re.compile(r"\bdocs/[\w./-]+\.(?:md|svg)|\b\w+/[\w./-]+\.md\b")
WRITTEN = sorted(
    path
    for folder in ("pixlearn", "tests", "templates", "static", "scripts", "migrations", "docs")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html", ".css", ".js", ".md", ".sh", ".yaml", ".toml"}
    and "vendor" not in path.parts
    and path != Path(__file__)
) + sorted(path for path in ROOT.glob("*") if path.suffix in {".py", ".md", ".toml"})


def names_used() -> Counter[str]:
    """How often each name stands in the code, and in what templates and other texts say."""
    used: Counter[str] = Counter()
    for tree in TREES.values():
        for node in ast.walk(tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    used[name] += 1
    for path in (ROOT / "templates").rglob("*.html"):
        used.update(re.findall(r"\w+", path.read_text("utf-8")))
    return used


def names_made(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The functions, classes and constants of a module, and how often each says its own name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            kinds = {ast.unparse(one).split("(")[0].split(".")[-1] for one in node.decorator_list}
            known = {"property", "cache", "lru_cache", "contextmanager", "dataclass", "classmethod"}
            if kinds <= known and not node.name.startswith("__"):  # others are registered
                yield node.name, 0
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            for name in ast.walk(statement):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                    yield name.id, 1


def test_nothing_in_the_code_is_unused() -> None:
    """What only tests call is a second truth that people read and nobody meets."""
    used = names_used()
    unused = [
        f"{path}: {name}"
        for path, tree in TREES.items()
        for name, own in names_made(tree)
        if used[name] <= own
        and name not in CALLED_FROM_OUTSIDE | FOR_TESTS
        and path != READ_BY_GUNICORN
    ]
    assert unused == []


def test_no_text_sends_to_a_page_that_is_not_here() -> None:
    """Say the reason itself, or name the file in docs/ that says it."""
    found = []
    for path in WRITTEN:
        text = path.read_text("utf-8")
        for match in ELSEWHERE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {match.group()}")
    assert found == []


def test_every_page_that_the_code_names_is_there() -> None:
    missing = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in WRITTEN
        if path.suffix == ".py"
        for match in PAGE.finditer(path.read_text("utf-8"))
        if match.group().startswith("docs/") and not (ROOT / match.group()).exists()
    ]
    assert missing == []
