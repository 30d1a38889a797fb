"""A browser with scripts off, in memory: every answer is checked as it comes.

`Browser` is the app's test client. Whatever a test asks for, each response must carry the security
headers and each page must be good HTML; a fault fails the test that fetched the page.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from pixlearn.web.typography import typeset
from tests.web.headers_check import faults_of_headers
from tests.web.html_check import faults_of
from tests.web.parsed_page import ParsedPage, text_of

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


def page_of(response: TestResponse) -> ParsedPage:
    """The page, or the piece of a page, that came with a response."""
    return _read(response.get_data(as_text=True))


@lru_cache(maxsize=4)
def _read(html: str) -> ParsedPage:
    """Parsed once, although the client checks a page and the test reads it."""
    return ParsedPage(html, whole="<html" in html[:200].lower())


_good: set[int] = set()


TYPE_IN_A_TAG = re.compile(r'\b(?:class|id|for|name|href|action)="[^"]*[\u2011\u00a0\u202f][^"]*"')


def _faults_of_page(response: TestResponse) -> list[str]:
    """What is wrong with a page; one found good is not read again for another token.

    PostgreSQL gives the same pages: there, what they are made of is what counts.
    """
    if "PIXLEARN_TEST_DATABASE_URL" in os.environ:
        return []
    html = TOKEN.sub("", response.get_data(as_text=True))
    key = hash((html, response.status_code))
    if key in _good:
        return []
    faults = [
        *faults_of(page_of(response), response.status_code),
        *_not_in_type(html),
        *(f"French type in a tag: {found}" for found in TYPE_IN_A_TAG.findall(html)),
    ]
    if not faults:
        _good.add(key)
    return faults


def _not_in_type(html: str) -> list[str]:
    """The places of a French page in which a space or a hyphen would break."""
    if '<html lang="fr"' not in html[:200]:
        return []
    wanted = typeset(html)
    return [
        f"not in French type: {html[max(0, at - 60) : at + 20]!r}"
        for at, (sign, right) in enumerate(zip(html, wanted, strict=True))
        if sign != right
    ]


def filled_fields(form: Element) -> MultiDict[str, str]:
    """What a browser sends for a form as it stands: kept values, no button."""
    fields: MultiDict[str, str] = MultiDict()
    for element in form.iter():
        name = element.get("name")
        if not name or "disabled" in element.attrib:
            continue
        kind = element.get("type", "text")
        if element.tag == "textarea":
            fields.add(name, "".join(element.itertext()))
        elif element.tag == "select":
            options = list(element.iter("option"))
            chosen = [each for each in options if "selected" in each.attrib] or options[:1]
            fields.setlist(name, [each.get("value", text_of(each)) for each in chosen])
        elif element.tag == "input" and kind in {"radio", "checkbox"}:
            if "checked" in element.attrib:
                fields.add(name, element.get("value", "on"))
        elif element.tag == "input" and kind not in {"submit", "button", "image", "reset"}:
            fields.add(name, element.get("value", ""))
    return fields


def button_in(form: Element, words: str | None) -> Element:
    """The button a person presses by its words; without words the first, as Enter does."""
    buttons = [each for each in form.iter("button") if each.get("type") == "submit"]
    for button in buttons:
        if words is None or text_of(button).startswith(words):
            return button
    raise AssertionError(f"no button {words!r} among {[text_of(each) for each in buttons]}")


class Browser(FlaskClient):
    """The test client of all web tests."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; fail on a page or headers that no person should get."""
        response = super().open(*args, **kwargs)
        faults = list(faults_of_headers(response))
        if response.mimetype == "text/html" and not response.location and response.data:
            faults += _faults_of_page(response)
        asked = f"{response.request.method} {response.request.path} {response.status_code}"
        assert not faults, "\n  ".join([f"{asked}:", *faults])
        return response

    def page(self, path: str, status: int = 200) -> ParsedPage:
        """Go to an address, following redirects; the page that shows, with this status."""
        response = self.get(path, follow_redirects=True)
        assert response.status_code == status, f"{path}: {response.status}"
        return page_of(response)

    def send(
        self,
        page: ParsedPage,
        press: str | None = None,
        form: Element | None = None,
        **written: str | list[str],
    ) -> TestResponse:
        """Send a form as a browser does: what stands in it, what was `written`, one button.

        `form` is the page's main form when not given; `press` begins the words of the button.
        A dash in a field's name is written ``__``. The redirect is not followed.
        """
        form = page.main_form() if form is None else form
        fields = filled_fields(form)
        for name, value in written.items():
            fields.setlist(name.replace("__", "-"), [value] if isinstance(value, str) else value)
        button = button_in(form, press)
        if button.get("name"):
            fields.add(button.get("name", ""), button.get("value", ""))
        address = button.get("formaction") or form.get("action", "")
        if form.get("method", "get").lower() == "get":
            return self.get(address, query_string=fields)
        return self.post(address, data=fields)

    def go_on(self, response: TestResponse) -> ParsedPage:
        """Follow the redirect that ends a POST; the page that shows."""
        assert response.status_code == 303, f"{response.status}: {page_of(response).main_text}"
        return self.page(response.location)
