"""The app served from the test's own process, so that a test can let time pass for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import time_machine
from flask import Flask
from selenium.webdriver import Chrome
from werkzeug.serving import make_server

from pixlearn import create_app
from pixlearn.config import Settings
from pixlearn.db import now
from tests.browser.site import Site, copy_demo, environ_of, free_port
from tests.browser.visitor import Visitor
from tests.web.browsing import Browser
from tests.web.learner.reader import Reader


@dataclass(frozen=True)
class World:
    """A running app with demo data: by its address for a browser, by itself for the others."""

    app: Flask
    site: Site

    def visitor(self, chromium: Chrome, width: int = 360) -> Visitor:
        """Somebody new at that browser, on a screen of this width."""
        visitor = Visitor(chromium, self.site)
        visitor.begin_anew()
        visitor.hold(width, 740)
        return visitor

    def reader(self) -> Reader:
        """Somebody else, with a phone of their own."""
        browser = self.app.test_client()
        assert isinstance(browser, Browser)
        return Reader(self.app, browser)


@contextmanager
def serve_here(base: Path, folder: Path) -> Iterator[World]:
    """Serve a new installation kept in `folder`, a copy of the demo in `base`; stop it later."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    demo = copy_demo(base, folder, url)
    app = create_app(Settings.from_environ(environ_of(folder, url)))
    app.test_client_class = Browser
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield World(app, Site(url, demo, folder))
    finally:
        server.shutdown()
        thread.join(10)


@contextmanager
def later(**passed: float) -> Iterator[None]:
    """That much later, for the app and for all who use it (as `timedelta` counts: ``days=31``)."""
    with time_machine.travel(now() + timedelta(**passed), tick=True):
        yield
