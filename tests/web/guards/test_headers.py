"""Headers of every kind of answer: policy, caches, cookies, compression."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import brotli
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from pixlearn.accounts.secret import card_secrets
from pixlearn.config import ROOT, Settings
from tests.web.browsing import Browser, page_of
from tests.web.guards.asking import token_of
from tests.web.guards.sites import SITE, production
from tests.web.guards.world import SEED, World

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture(scope="module")
def real_site(settings: Settings, installed_app: Flask) -> Iterator[Flask]:
    """The site on https; the tables are those of the tests."""
    with production(settings) as app:
        yield app


@pytest.fixture
def visitor(real_site: Flask, app: Flask) -> Browser:
    """Somebody unknown on the https site."""
    browser = real_site.test_client()
    assert isinstance(browser, Browser)
    return browser


def static_address(browser: Browser, name: str) -> str:
    """The address of a static file as pages write it, with its print."""
    found = re.search(rf'"(/static/{re.escape(name)}\?v=\w+)"', browser.get("/").text)
    assert found
    return found[1]


def every_kind(visitor: Browser) -> Iterator[TestResponse]:
    """Answers of all statuses a person may meet."""
    token = token_of(visitor)
    yield visitor.get("/")
    yield visitor.get("/sante/vie")
    yield visitor.get("/progression")  # 303
    yield visitor.get("/conseiller")  # 308
    yield visitor.get("/nulle-part")  # 404
    yield visitor.get("/static/nothing.css")  # 404
    yield visitor.post("/sante/vie", data={"csrf_token": token})  # 405
    yield visitor.post("/static/app.css", data={"csrf_token": token})  # 405
    yield visitor.post("/entrer", data={"code": "x" * 70_000})  # 413
    yield visitor.post("/entrer", data={"code": "1"})  # 400
    yield visitor.post("/entrer", data={"csrf_token": token})  # 422
    yield visitor.post("/", headers={"Sec-Fetch-Site": "cross-site"})  # 403
    yield visitor.get(static_address(visitor, "app.css"))
    yield visitor.get("/static/app.css", headers={"If-None-Match": "*"})  # 304


def test_every_kind_of_answer_has_the_headers(visitor: Browser) -> None:
    statuses = set()
    for response in every_kind(visitor):
        asked = f"{response.request.path} {response.status_code}"
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS, asked
        assert response.headers["Strict-Transport-Security"] == HSTS, asked
        assert "camera=(), " in response.headers["Permissions-Policy"], asked
        assert "Access-Control-Allow-Origin" not in response.headers, asked
        assert "Accept-Encoding" in response.vary, asked
        statuses.add(response.status_code)
    assert statuses == {200, 303, 308, 304, 400, 403, 404, 405, 413, 422}


def test_pages_are_stored_nowhere_and_depend_on_the_person(visitor: Browser) -> None:
    for response in every_kind(visitor):
        if response.request.path == "/static/app.css" and response.status_code in {200, 304}:
            continue
        assert response.headers["Cache-Control"] == "no-store", response.request.path
        assert {"Cookie", "HX-Request"} <= set(response.vary.as_set(preserve_casing=True))


def test_static_files_are_kept_for_ever_under_their_print(visitor: Browser) -> None:
    for name in ("app.css", "focus.js", "favicon.svg"):
        address = static_address(visitor, name)
        kept = visitor.get(address)
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in kept.headers
        assert "Cookie" not in kept.vary
        for other in (f"/static/{name}", f"/static/{name}?v=0123456789"):
            assert visitor.get(other).headers["Cache-Control"] == "no-cache"
        again = visitor.get(address, headers={"If-None-Match": kept.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_static_gives_its_own_files_only(visitor: Browser) -> None:
    for path in ("../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/wsgi.py", "vendor", ""):
        assert visitor.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("encoding", UNPACK)
def test_css_and_scripts_travel_compressed(visitor: Browser, encoding: str) -> None:
    for name, kind in (
        ("app.css", "text/css"),
        ("focus.js", "text/javascript"),
        ("vendor/htmx-4.0.1.min.js", "text/javascript"),
        ("favicon.svg", "image/svg+xml"),
    ):
        plain = (ROOT / "static" / name).read_bytes()
        packed = visitor.get(f"/static/{name}", headers={"Accept-Encoding": encoding})
        assert packed.mimetype == kind
        if packed.headers.get("Content-Encoding") == encoding:
            assert UNPACK[encoding](packed.data) == plain
            assert len(packed.data) < 0.9 * len(plain)
        else:
            assert packed.data == plain
            assert len(plain) < 1000
        assert int(packed.headers["Content-Length"]) == len(packed.data)
        assert visitor.get(f"/static/{name}").data == plain


def test_a_static_file_may_be_asked_for_in_parts_or_by_its_head(visitor: Browser) -> None:
    whole = visitor.get("/static/app.css")
    part = visitor.get("/static/app.css", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole.data)}"
    last = visitor.get("/static/app.css", headers={"Range": "bytes=-5"})
    assert (last.status_code, last.data) == (206, whole.data[-5:])
    outside = visitor.get("/static/app.css", headers={"Range": f"bytes={len(whole.data)}-"})
    assert outside.status_code == 416
    other = {"Range": "bytes=10-19", "If-Range": '"another"'}
    assert visitor.get("/static/app.css", headers=other).data == whole.data
    head = visitor.head("/static/app.css")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == f"{len(whole.data)}"


def test_each_encoding_of_a_file_is_known_apart(visitor: Browser) -> None:
    tags = {
        visitor.get("/static/app.css", headers={"Accept-Encoding": one}).headers["ETag"]
        for one in ("identity", *UNPACK)
    }
    assert len(tags) == 3
    for tag in tags:
        again = {"If-None-Match": tag, "Accept-Encoding": "identity"}
        same = tag == visitor.get("/static/app.css").headers["ETag"]
        status = visitor.get("/static/app.css", headers=again).status_code
        assert status == (304 if same else 200)


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "*;q=0", "deflate", "br;q=0"])
def test_who_cannot_unpack_gets_plain_bytes(visitor: Browser, accepted: str) -> None:
    for path in ("/", "/static/app.css"):
        response = visitor.get(path, headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip, br;q=0.5", "br"),
        ("*", "br"),
        ("gzip, deflate, br", "br"),
    ],
)
def test_pages_travel_compressed_once(
    real_site: Flask, app: Flask, accepted: str, encoding: str
) -> None:
    client = real_site.test_client()
    plain = client.get("/accessibilite").data
    # The checking browser reads pages, not their compressed bytes.
    response = super(Browser, client).open(
        "/accessibilite", base_url=SITE, headers={"Accept-Encoding": accepted}
    )
    assert response.headers["Content-Encoding"] == encoding
    assert int(response.headers["Content-Length"]) == len(response.data) < 0.6 * len(plain)
    assert UNPACK[encoding](response.data).startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("encoding", UNPACK)
def test_the_length_of_a_compressed_page_says_nothing(
    real_site: Flask, app: Flask, encoding: str
) -> None:
    client = real_site.test_client()
    taken = {"Accept-Encoding": encoding}
    lengths = {
        len(super(Browser, client).open("/aide", base_url=SITE, headers=taken).data)
        for _ in range(40)
    }
    assert max(lengths) - min(lengths) >= 15
    assert len(lengths) >= 10


def test_cookies_are_bound_to_the_site_and_out_of_reach(real_site: Flask, world: World) -> None:
    browser = real_site.test_client()
    assert isinstance(browser, Browser)
    token = card_secrets(SEED, 0).token
    entered = browser.send(browser.page(f"/carte/{token}"))
    named = browser.send(browser.page("/ma-carte"), prenom="Max")
    shown = browser.send(browser.page("/affichage"))
    left = browser.send(browser.page("/sortir"))
    cookies = {}
    for response in (entered, named, shown, left):
        for cookie in response.headers.getlist("Set-Cookie"):
            cookies[cookie.partition("=")[0]] = cookie
            for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
                assert re.search(rf"; {flag}(;|$)", cookie), cookie
            assert "Domain" not in cookie
    assert set(cookies) == {"__Host-pixlearn", "__Host-phone", "__Host-card", "__Host-kept"}


def test_signing_out_empties_the_browser(real_site: Flask, world: World) -> None:
    browser = real_site.test_client()
    assert isinstance(browser, Browser)
    browser.send(browser.page(f"/carte/{card_secrets(SEED, 0).token}"))
    page = browser.page("/sortir")
    left = browser.send(page)
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "HX-Redirect" not in left.headers
    browser.send(browser.page(f"/carte/{card_secrets(SEED, 0).token}"))
    data = {"csrf_token": token_of(browser)}
    by_htmx = browser.post("/sortir", data=data, headers={"HX-Request": "true"})
    assert (by_htmx.status_code, by_htmx.headers["HX-Redirect"]) == (200, "/")
    assert browser.get("/progression").status_code == 303
    assert "csrf_token" not in page_of(by_htmx).html
