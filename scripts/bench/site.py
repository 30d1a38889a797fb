"""A state of the code as a site: installed, filled, served by gunicorn, watched."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.bench.commits import ROOT, Code
from scripts.bench.people import multiply

HERE = Path(__file__).resolve().parent
START = 120.0  # seconds a slow machine may need
SECRETS = {
    "PIXLEARN_SECRET_KEY": "key-of-the-benchmark-0123456789abcdefgh",
    "PIXLEARN_PEPPER": "pepper-of-the-benchmark-0123456789abcde",
}


@dataclass(frozen=True, slots=True)
class Held:
    """One time that the write lock was held: by which page, for how long."""

    at: float
    page: str
    seconds: float
    statements: int


@dataclass
class Site:
    """One state of the code, with a base of its own."""

    code: Code
    folder: Path
    port: int = 0
    entries: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environ(self) -> dict[str, str]:
        """The settings of the installation; limits are off, all requests come from one address."""
        return (
            {name: value for name, value in os.environ.items() if "PIXLEARN" not in name}
            | SECRETS
            | {
                "PATH": f"{self.code.bin}:{os.environ['PATH']}",
                "PIXLEARN_INSTANCE": str(self.folder),
                "PIXLEARN_DATABASE_URL": f"sqlite:///{self.folder / 'pixlearn.db'}",
                "PIXLEARN_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
                "PIXLEARN_LIMITS": "off",
                "BENCH_LOCKS": str(self.folder / "locks"),
                "BENCH_FLOOR": str(self.folder / "floor.db"),
            }
        )

    def flask(self, *words: str) -> str:
        """Run one of its commands."""
        command = [str(self.code.bin / "flask"), *words]
        done = subprocess.run(
            command,
            cwd=self.code.root,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{self.code.name}: flask {words[0]}\n{done.stderr[-2000:]}"
        return done.stdout

    def fill(self, copies: int) -> int:
        """Make the tables, the people of the demo, and copies of them."""
        self.folder.mkdir(parents=True)
        self._translate()
        self.flask("upgrade")
        self.entries = json.loads(self.flask("demo", "--json"))
        return multiply(self.folder / "pixlearn.db", copies)

    def take_over(self, other: Site) -> None:
        """The same people: a copy of another site's base, brought to this code's version."""
        shutil.copytree(other.folder, self.folder)
        self.entries = other.entries
        self._translate()
        self.flask("upgrade")

    def _translate(self) -> None:
        """Pages in French, as people read them."""
        command = [str(self.code.bin / "python"), "scripts/translations.py", "compile"]
        subprocess.run(command, cwd=self.code.root, capture_output=True, check=True)

    def serve(self, application: str = "wsgi:app", *, chdir: Path | None = None) -> None:
        """Start, and come back once it answers."""
        (self.folder / "locks").mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        command = [str(self.code.bin / "gunicorn"), "--config", str(HERE / "timed_locks.py")]
        command += ["--bind", f"127.0.0.1:{self.port}", application]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=chdir or self.code.root,
                env=self.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
            except urllib.error.URLError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError((self.folder / "server.log").read_text()[-3000:])

    def stop(self) -> None:
        """End its own processes."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(30)

    def held(self, since: float = 0.0) -> list[Held]:
        """Each time that the write lock was held since a moment of `time.perf_counter`."""
        found = [
            Held(*json.loads(line))
            for file in sorted((self.folder / "locks").glob("*.jsonl"))
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
        return [one for one in found if one.at >= since]


def floor_of(code: Code, folder: Path) -> Site:
    """The bare application beside which pages are read, under the same gunicorn."""
    folder.mkdir(parents=True)
    base = sqlite3.connect(folder / "floor.db")
    base.execute("CREATE TABLE floor (word TEXT)")
    base.execute("INSERT INTO floor VALUES ('floor')")
    base.commit()
    base.close()
    site = Site(code, folder)
    site.serve("scripts.bench.floor:app", chdir=ROOT)
    return site


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
