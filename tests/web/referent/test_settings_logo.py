"""The structure's logo: what may be one, where it shows and where it never does."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from pixlearn.db import transaction
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.people import a_structure, signed_in, somebody_at_work

HERE = "/referent/reglages/logo"
FIGURES = "/referent/statistiques"


@pytest.fixture
def referent(app: Flask) -> Browser:
    with app.app_context(), transaction():
        structure = a_structure("Cap emploi Ouest")
        open_workshop(structure, "Atelier", shared_computers=False)
        staff = somebody_at_work(structure, "Claire", counsels=True, refers=True)
    return signed_in(app, staff=staff)


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300), mode: str = "RGB") -> bytes:
    """A picture of that kind."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def choose(browser: Browser, content: bytes, name: str = "logo.png") -> TestResponse:
    """Send a file by the form."""
    form = browser.page(HERE).main_form()
    token = form.find(".//input[@name='csrf_token']")
    assert token is not None
    data = {"csrf_token": token.get("value"), "fichier": (io.BytesIO(content), name)}
    return browser.post(HERE, data=data)


def address(browser: Browser, path: str = FIGURES) -> str | None:
    """Where the logo of a page is, if there is one."""
    found = [one.get("src") for one in browser.page(path).all("img")]
    return found[0] if found else None


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGB"), ("JPEG", "RGB"), ("JPEG", "CMYK")])
def test_a_picture_becomes_a_small_png(referent: Browser, kind: str, mode: str) -> None:
    assert choose(referent, picture(kind, mode=mode)).status_code == 303
    response = referent.get(address(referent) or "")
    assert response.mimetype == "image/png"
    assert Image.open(io.BytesIO(response.data)).size == (400, 133)
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_that_came_beside_the_picture_is_kept(referent: Browser) -> None:
    choose(referent, picture() + b"<script>alert(1)</script>")
    assert b"script" not in referent.get(address(referent) or "").data


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture()[:60],
        picture("GIF"),
        picture("PNG", (2001, 2001)),
        picture() + b"\0" * 200 * 1024,
    ],
    ids=["empty", "text", "svg", "cut", "gif", "too large", "too heavy"],
)
def test_nothing_else_is_a_logo(referent: Browser, content: bytes) -> None:
    response = choose(referent, content)
    assert response.status_code == 422
    assert "PNG ou JPEG" in page_of(response).main_text
    assert address(referent) is None


def test_it_is_on_the_big_screen_and_on_the_presence_sheet(referent: Browser) -> None:
    choose(referent, picture())
    room = next(
        link.get("href", "")
        for link in referent.page("/conseiller/ateliers").one("main").iter("a")
        if "/ateliers/" in link.get("href", "") and "nouveau" not in link.get("href", "")
    )
    for page in ("ecran", "presence"):
        assert address(referent, f"{room}/{page}") is not None, page


@pytest.mark.parametrize("path", ["/conseiller/", "/conseiller/cartes", "/aide", "/connexion"])
def test_other_pages_show_none(referent: Browser, path: str) -> None:
    choose(referent, picture())
    assert address(referent, path) is None


def test_one_press_takes_it_away(referent: Browser) -> None:
    choose(referent, picture())
    former = address(referent)
    page = referent.page(HERE)
    form = next(one for one in page.all("form") if "Retirer" in "".join(one.itertext()))
    referent.go_on(referent.send(page, "Retirer", form))
    assert address(referent) is None
    assert referent.get(former or "").status_code == 404


def test_a_new_one_has_an_address_of_its_own(referent: Browser) -> None:
    choose(referent, picture())
    former = address(referent)
    choose(referent, picture(size=(500, 500)))
    assert address(referent) != former
