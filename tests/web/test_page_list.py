"""The list of pages that browsers look at is complete."""

from __future__ import annotations

from flask import Flask

from tests.browser.page import REFUSAL
from tests.browser.pages import NOT_PAGES, PAGES


def test_every_address_that_answers_a_get_is_listed(app: Flask) -> None:
    endpoints = {
        rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    listed = {page.endpoint for page in PAGES} | set(NOT_PAGES)
    listed -= {REFUSAL}
    assert endpoints - listed == set(), "add them to the pages of tests/browser"
    assert listed - endpoints == set(), "these are gone: take them out of tests/browser"
