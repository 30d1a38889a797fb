"""A provider of identities in a process of its own, and what a person does there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import requests

from pixlearn.db import now
from tests.browser.site import free_port

START = 180.0  # seconds a slow machine may need
# The provider lives in the time of the test, which may be another one than the machine's.
OURS = """
import datetime, runpy, sys, time_machine
time_machine.travel(datetime.datetime.fromisoformat(sys.argv.pop(1))).start()
runpy.run_module("oidc_provider_mock", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class RunningProvider:
    """Where it answers, and its process."""

    url: str
    process: subprocess.Popen[bytes]

    def knows(self, subject: str, **claims: object) -> None:
        """Let it tell this of somebody, in ID tokens too: the claims given here win."""
        done = requests.put(f"{self.url}/users/{subject}", json=claims, timeout=5)
        assert done.status_code == 204, done.text

    def lets_in(self, address: str, subject: str, **changed: str) -> str:
        """Somebody signs in at the address we sent them to; the path that they come back by.

        ``changed``: what reaches the provider in another way than we wrote it.
        """
        return self._press(with_changes(address, **changed), sub=subject)

    def lets_go(self, address: str) -> str:
        """Somebody refuses; the path that they come back by."""
        return self._press(address, action="deny")

    def _press(self, address: str, **form: str) -> str:
        answer = requests.post(address, data=form, timeout=5, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        there = urlsplit(answer.headers["Location"])
        return f"{there.path}?{there.query}"


def with_changes(address: str, **changed: str) -> str:
    """The address with these parameters in place of its own."""
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return urlunsplit(parts._replace(query=urlencode(query | changed)))


@contextmanager
def a_provider(folder: Path) -> Iterator[RunningProvider]:
    """Run a provider on this machine until the end."""
    port = free_port()
    url, log = f"http://127.0.0.1:{port}", folder / "provider.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", OURS, now().isoformat(), "--port", str(port)],
            env=os.environ | {"NO_COLOR": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + START
        while True:
            try:
                requests.get(f"{url}/jwks", timeout=5).raise_for_status()
                break
            except requests.ConnectionError:
                assert time.monotonic() < deadline, log.read_text()
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        yield RunningProvider(url, process)
    finally:
        process.terminate()
        process.wait(60)
