"""Pages of refusals: plain words, whole pages, in both languages, also without the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.typing import ResponseReturnValue

from pixlearn.accounts.limits import DigitsOff, MustWait
from pixlearn.cli.database import upgrade
from pixlearn.config import Settings
from pixlearn.db import Busy, db
from pixlearn.progression.service import StaleForm
from tests.web.browsing import Browser, page_of
from tests.web.guards.asking import HTMX, token_of
from tests.web.guards.sites import another_app
from tests.web.parsed_page import ParsedPage

SECRET = "a-secret-that-no-page-shows"
TRACES = ("Traceback", "File &#34;", "sqlalchemy", "sqlite", "psycopg", "SELECT ", SECRET, "Error:")
WORDS = {
    400: "La page n'a pas compris",
    403: "Cette demande vient d'un autre site",
    404: "Cette page n'existe pas",
    405: "Cette page s'ouvre autrement",
    409: "Cette page est ancienne",
    413: "C'est trop long",
    429: "Trop d'essais",
    500: "La page est en panne",
    503: "Le site est très occupé",
}


def _fails() -> None:
    raise RuntimeError(SECRET)


def _waits() -> None:
    raise MustWait(61)


def _digits_off() -> None:
    raise DigitsOff


def _busy() -> None:
    raise Busy


def _stale() -> None:
    raise StaleForm


FAULTS: dict[str, Callable[[], None]] = {
    "400": lambda: abort(400),
    "403": lambda: abort(403),
    "404": lambda: abort(404),
    "409": _stale,
    "413": lambda: abort(413),
    "415": lambda: abort(415),
    "429": _waits,
    "429-digits": _digits_off,
    "500": _fails,
    "501": lambda: abort(501),
    "503": _busy,
}


def _add_faulty_page(app: Flask) -> None:
    @app.route("/essai-de-faute/<name>", methods=["GET", "POST"])
    def faulty(name: str) -> ResponseReturnValue:
        FAULTS[name]()
        return ""


@contextmanager
def own_site(settings: Settings, folder: Path) -> Iterator[Flask]:
    """A site with a database of its own, to break it."""
    alone = replace(settings, database_url=f"sqlite:///{folder / 'own.db'}", instance=folder)
    app = another_app(alone)
    _add_faulty_page(app)
    app.test_client_class = Browser
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site with one more page, which fails as it is told."""
    with own_site(settings, tmp_path_factory.mktemp("errors")) as app:
        yield app


@pytest.fixture
def visitor(site: Flask) -> Browser:
    """Somebody unknown."""
    browser = site.test_client()
    assert isinstance(browser, Browser)
    return browser


def says(page: ParsedPage, status: int) -> None:
    """The page tells in plain words what happened, and leads on with one button."""
    assert page.heading.replace("’", "'") == WORDS[status]
    assert page.title.startswith("Erreur – ")
    assert page.root.get("lang") == "fr"
    for trace in TRACES:
        assert trace not in page.html
    ways_on = [link for link in page.one("main").iter("a") if link.get("class")]
    assert len(ways_on) == 1


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_refusal_is_a_whole_page_in_plain_french(
    visitor: Browser, name: str, headers: dict[str, str]
) -> None:
    response = visitor.get(f"/essai-de-faute/{name}", headers=headers)
    status = {"415": 415, "501": 500}.get(name, int(name[:3]))
    assert response.status_code == status
    page = page_of(response)
    assert page.whole
    says(page, 400 if status == 415 else status)


def test_a_wrong_method_says_which_one_is_right(visitor: Browser) -> None:
    token = token_of(visitor)
    response = visitor.post("/sante/vie", data={"csrf_token": token})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    says(page_of(response), 405)


def test_too_long_a_form_is_refused(visitor: Browser) -> None:
    response = visitor.post("/entrer", data={"code": "x" * 70_000})
    assert response.status_code == 413
    says(page_of(response), 413)


def test_waiting_is_told_in_minutes_and_in_a_header(visitor: Browser) -> None:
    response = visitor.get("/essai-de-faute/429")
    assert response.headers["Retry-After"] == "61"
    assert "Attendez 2 minutes" in page_of(response).main_text
    assert visitor.get("/essai-de-faute/503").headers["Retry-After"] == "5"


@pytest.mark.parametrize("name", FAULTS)
def test_a_refusal_speaks_english_when_asked(site: Flask, name: str) -> None:
    browser = site.test_client()
    assert isinstance(browser, Browser)
    browser.post("/affichage", data={"csrf_token": token_of(browser), "language": "en"})
    page = page_of(browser.get(f"/essai-de-faute/{name}"))
    assert page.root.get("lang") == "en"
    assert page.title.startswith("Error – ")
    assert page.heading not in WORDS.values()


def test_a_fault_of_ours_has_a_reference_that_stands_in_the_log(
    visitor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    response = visitor.get("/essai-de-faute/500")
    reference = response.headers["X-Request-Id"][:6].upper()
    assert f"Code à donner à votre conseiller : {reference}" in page_of(response).main_text
    assert reference in caplog.text


def test_a_busy_site_keeps_the_form(visitor: Browser) -> None:
    form = {"csrf_token": token_of(visitor), "mot": "bonjour", "submission_id": "12"}
    response = visitor.post("/essai-de-faute/503?chemin=a", data=form)
    page = page_of(response)
    kept = {field.get("name"): field.get("value") for field in page.main_form().iter("input")}
    assert response.status_code == 503
    assert page.main_form().get("action") == "/essai-de-faute/503?chemin=a"
    assert kept.pop("csrf_token")
    assert kept == {"mot": "bonjour", "submission_id": "12"}


def _somebody_here(site: Flask) -> Browser:
    browser = site.test_client()
    assert isinstance(browser, Browser)
    browser.send(browser.page("/"))
    assert browser.get("/progression").status_code == 200
    return browser


def test_a_broken_database_gives_the_page_of_our_faults(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with own_site(settings, tmp_path) as site:
        browser = _somebody_here(site)
        token = token_of(browser)
        with site.app_context(), db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE signed_in")
        for path in ("/", "/progression", "/diagnostic/point-de-depart/1"):
            response = browser.get(path)
            assert response.status_code == 500, path
            says(page_of(response), 500)
            assert "Code à donner" in page_of(response).main_text
        says(page_of(browser.post("/", data={"csrf_token": token})), 500)
        says(page_of(browser.get("/nulle-part")), 404)  # the person is unknown, the page is not
        assert browser.get("/sante/vie").status_code == 200
    assert "unexpected error" in caplog.text


def test_a_database_out_of_reach_gives_a_page_and_keeps_the_form(
    settings: Settings, tmp_path: Path
) -> None:
    with own_site(settings, tmp_path) as site:
        browser = _somebody_here(site)
        token = token_of(browser)
        with site.app_context():
            db.engine.dispose()
        for file in tmp_path.glob("own.db*"):
            file.unlink()
        (tmp_path / "own.db").mkdir()
        for path in ("/", "/progression"):
            response = browser.get(path)
            assert response.status_code == 503, path
            says(page_of(response), 503)
        response = browser.post("/ma-carte", data={"csrf_token": token, "prenom": "Zoé"})
        assert response.status_code == 503
        page = page_of(response)
        assert "Zoé" in [field.get("value") for field in page.main_form().iter("input")]
        says(page_of(browser.get("/nulle-part")), 404)
        assert browser.get("/sante/vie").status_code == 200
        assert browser.get("/sante/pret").status_code == 503
