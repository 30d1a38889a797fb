"""Other installations of the site: one more app, and the site of real people."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from flask import Flask

from pixlearn import create_app
from pixlearn.config import Settings
from pixlearn.db import db
from tests.real_content import languages_once
from tests.web.browsing import Browser

SITE = "https://pixlearn.example"


class SecureBrowser(Browser):
    """A browser that asks for the https address of the site."""

    def open(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Send a request to the public address."""
        kwargs.setdefault("base_url", SITE)
        return super().open(*args, **kwargs)


def another_app(settings: Settings) -> Flask:
    """An app with these settings; the content is read once for all of them."""
    with patch("pixlearn.load_languages", languages_once):
        return create_app(settings)


@contextmanager
def production(settings: Settings, *, proxies: int = 0) -> Iterator[Flask]:
    """The app with the settings of production; its logging ends with it."""
    root, ours = logging.getLogger(), logging.getLogger("pixlearn")
    handlers, level = list(root.handlers), ours.level
    real = replace(settings, env="production", public_url=SITE, trusted_proxies=proxies)
    real.refuse_unsafe()
    app = another_app(real)
    app.test_client_class = SecureBrowser
    try:
        yield app
    finally:
        root.handlers, ours.level = handlers, level
        with app.app_context():
            db.engine.dispose()
