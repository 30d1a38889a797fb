"""Starts the app as in production, on a free port, with demo data in a folder of its own.

The demo is made once a run (`demo_folder`); each installation begins as a copy of it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
DEMO = "demo.json"
NOWHERE = "http://127.0.0.1:1"  # where the demo is made, to be written over
START = 180.0  # seconds a slow machine may need


@dataclass(frozen=True)
class Site:
    """A running app: its address, who can enter (the demo command's own words), its folder."""

    url: str
    demo: dict[str, Any]
    folder: Path


def _flask(environ: dict[str, str], *arguments: str) -> str:
    command = [str(BIN / "flask"), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, f"flask {' '.join(arguments)}:\n{done.stdout}{done.stderr}"
    return done.stdout


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/sante/vie", timeout=5).close()  # noqa: S310 - our own
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the app does not answer at {url}:\n{log.read_text()}")


def demo_folder(base: Path) -> Path:
    """An installation with demo data in `base`, made by the first who asks, of many at once."""
    folder = base / "demo"
    with (base / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / DEMO).exists():
            folder.mkdir()
            environ = environ_of(folder, NOWHERE)
            _flask(environ, "upgrade")
            (folder / DEMO).write_text(_flask(environ, "demo", "--json"))
    return folder


def copy_demo(base: Path, folder: Path, url: str) -> dict[str, Any]:
    """Begin an installation in `folder`; who can enter it, at this address."""
    shutil.copytree(demo_folder(base), folder, dirs_exist_ok=True)
    demo: dict[str, Any] = json.loads((folder / DEMO).read_text().replace(NOWHERE, url))
    return demo


def environ_of(folder: Path, url: str) -> dict[str, str]:
    """The settings of an installation kept in `folder`, at this address."""
    environ = os.environ | {
        "PIXLEARN_INSTANCE": str(folder),
        "PIXLEARN_PUBLIC_URL": url,
        "PIXLEARN_ENV": "development",
        "PIXLEARN_LIMITS": "off",  # one address signs in again and again
        "WEB_CONCURRENCY": "1",
    }
    environ.pop("PIXLEARN_DATABASE_URL", None)
    return environ


@contextmanager
def serve(base: Path, folder: Path, *, host: str = "127.0.0.1", **more: str) -> Iterator[Site]:
    """Serve a new installation kept in `folder`, with `more` settings; stop it at the end.

    ``base``: where the demo of this run is kept.
    """
    port = free_port()
    url = f"http://{host}:{port}"
    demo = copy_demo(base, folder, url)
    environ = environ_of(folder, url) | more
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(BIN / "gunicorn"), "--bind", f"127.0.0.1:{port}", "wsgi:app"],
            cwd=ROOT,
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(url, server, log)
        yield Site(url, demo, folder)
    finally:
        server.terminate()
        server.wait(60)
