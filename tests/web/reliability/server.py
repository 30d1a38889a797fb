"""The app under gunicorn with a SQLite file, killed and started again at will."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
START = 180.0  # seconds a slow machine may need


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One installation in a folder of its own."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "pixlearn.db"

    @property
    def environ(self) -> dict[str, str]:
        """The settings of the installation."""
        environ = os.environ | {
            "PIXLEARN_INSTANCE": str(self.folder),
            "PIXLEARN_DATABASE_URL": f"sqlite:///{self.database}",
            "PIXLEARN_PUBLIC_URL": self.url,
            "PIXLEARN_ENV": "development",
        }
        return environ

    def install(self) -> None:
        """Make the tables."""
        command = [str(BIN / "flask"), "upgrade"]
        subprocess.run(command, cwd=ROOT, env=self.environ, check=True, capture_output=True)

    def start(self) -> None:
        """Start, and come back once it answers."""
        # Loaded once before the workers: those that are killed are replaced at once.
        command = ["gunicorn", "--preload", "--bind", f"127.0.0.1:{self.port}", "wsgi:app"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(BIN / command[0]), *command[1:]],
                cwd=ROOT,
                env=self.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/sante/vie", timeout=5).close()  # noqa: S310
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "server.log").read_text())

    def kill(self) -> None:
        """SIGKILL to all its processes: nothing can be finished, flushed or said."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def kill_workers(self) -> None:
        """SIGKILL to the processes that answer; gunicorn itself makes new ones."""
        assert self.process is not None
        main = self.process.pid
        for worker in Path(f"/proc/{main}/task/{main}/children").read_text().split():
            os.kill(int(worker), signal.SIGKILL)
