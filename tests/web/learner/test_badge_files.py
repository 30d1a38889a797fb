"""The file of a badge, from the one who asks for it to whoever checks it; and its end."""

from __future__ import annotations

import io
import json
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, url_for
from openbadgeslib.ob3 import OB3Verifier
from PIL import Image
from sqlalchemy import delete, select, update

from pixlearn.accounts.store import Learner
from pixlearn.badges.credentials import Site, private_key
from pixlearn.badges.service import award
from pixlearn.badges.store import Credential
from pixlearn.config import BadgeKey, Settings
from pixlearn.db import db, now, transaction
from pixlearn.tracks.store import LessonVisit
from tests.web.browsing import Browser, page_of
from tests.web.guards.world import all_rows
from tests.web.learner.reader import Reader, buttons_of

BADGE, FILE = "bd-com-1", "/badges/bd-com-1/fichier"
NAME = "Zéphyrine"
NEW_KEY = BadgeKey("newer", bytes(range(100, 132)))


def hold_badge(reader: Reader, *, together: bool = False, name: str | None = NAME) -> None:
    """Give the reader a first name and a badge."""
    learner_id = reader.learner_id
    with reader.app.app_context(), transaction():
        db.session.execute(update(Learner).where(Learner.id == learner_id).values(first_name=name))
        award(learner_id, [BADGE], [BADGE] if together else [])


@pytest.fixture
def owner(beginner: Reader) -> Reader:
    """Somebody with a badge."""
    hold_badge(beginner)
    return beginner


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """Whoever was given a code."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    return browser


@pytest.fixture
def with_keys(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[BadgeKey]], None]:
    """Start the site again with other keys."""

    def change(keys: Sequence[BadgeKey]) -> None:
        settings = app.extensions["pixlearn_settings"]
        changed = replace(settings, badge_keys=tuple(keys))
        monkeypatch.setitem(app.extensions, "pixlearn_settings", changed)

    return change


def files_in(app: Flask) -> list[Credential]:
    """Every badge file there is."""
    with app.app_context():
        return list(db.session.execute(select(Credential).order_by(Credential.code)).scalars())


def make(owner: Reader, **written: str) -> Credential:
    """Ask for the file."""
    owner.go(FILE)
    owner.press("Je crée mon fichier", **written)
    [made] = files_in(owner.app)
    return made


def said_in(token: str, key: BadgeKey) -> dict[str, Any]:
    """What a token says, read by the library with the public key alone."""
    return OB3Verifier(private_key(key).public_key()).verify(token).raw or {}


def withdrawn(browser: Browser) -> list[str]:
    """The addresses in the list of withdrawn files."""
    said = json.loads(browser.get("/badges-ouverts/retires.json").data)
    return [one["id"] for one in said["revokedCredential"]]


def test_looking_makes_nothing(owner: Reader) -> None:
    page = owner.go(FILE)
    assert "Nous ne l'envoyons à personne" in page.main_text
    assert files_in(owner.app) == []
    assert owner.browser.get(f"{FILE}.svg").status_code == 404
    for ending in ("png", "jwt"):
        assert owner.browser.get(f"{FILE}.{ending}").status_code == 404


def test_each_download_holds_the_signed_file(owner: Reader, settings: Settings) -> None:
    made = make(owner)
    picture, proof = owner.browser.get(f"{FILE}.svg"), owner.browser.get(f"{FILE}.jwt")
    photo = owner.browser.get(f"{FILE}.png")
    assert (photo.mimetype, proof.mimetype) == ("image/png", "application/vc+jwt")
    with Image.open(io.BytesIO(photo.data)) as shown:
        shown.load()
        assert shown.size == (1080, 1080)
        assert shown.text == {"openbadgecredential": made.document}  # type: ignore[attr-defined]
    assert picture.mimetype == "image/svg+xml"
    assert picture.headers["Content-Disposition"] == 'attachment; filename="badge-com-1.svg"'
    token = OB3Verifier.extract_token_from_svg(picture.data)
    assert token == made.document
    assert proof.data.decode() == token
    said = said_in(token, settings.badge_keys[0])
    assert said["id"] == f"{settings.public_url}/verifier/{made.code}"
    assert said["name"] == "Je lis mes e-mails"


def test_asked_again_it_is_the_same_file(owner: Reader) -> None:
    owner.go(FILE)
    form = owner.page.main_form()
    first = owner.browser.send(owner.page, "Je crée", form)
    second = owner.browser.send(owner.page, "Je crée", form, prenom="oui")
    assert (first.status_code, second.status_code) == (303, 303)
    [made] = files_in(owner.app)
    assert NAME not in json.dumps(said_in(made.document, BadgeKey("tests", bytes(range(32)))))


@pytest.mark.parametrize("written", [{}, {"prenom": "oui"}])
def test_the_first_name_stands_in_it_only_when_ticked(
    owner: Reader, stranger: Browser, settings: Settings, written: dict[str, str]
) -> None:
    made = make(owner, **written)
    said = json.dumps(said_in(made.document, settings.badge_keys[0]), ensure_ascii=False)
    page = stranger.page(f"/verifier/{made.code}")
    assert (NAME in said, NAME in page.main_text) == (bool(written), bool(written))


def test_without_a_first_name_nothing_is_asked(beginner: Reader) -> None:
    hold_badge(beginner, name=None)
    page = beginner.go(FILE)
    assert [box.get("name") for box in page.one("main").iter("input")] == ["csrf_token"]


def test_how_it_was_checked_stands_in_it(beginner: Reader, settings: Settings) -> None:
    hold_badge(beginner, together=True)
    with beginner.app.app_context(), transaction():
        visit = LessonVisit(learner_id=beginner.learner_id, lesson_id="P3.2", place="retenir")
        visit.finished_at = visit.done_for_real_at = visit.seen_for_real_at = now()
        db.session.add(visit)
    said = said_in(make(beginner).document, settings.badge_keys[0])
    [evidence] = said["evidence"]
    assert "avec quelqu'un" in evidence["narrative"]
    assert "vue en faire une partie en vrai, le " in evidence["narrative"]


def test_somebody_elses_file_is_out_of_reach(
    owner: Reader, new_reader: Callable[[], Reader]
) -> None:
    made = make(owner)
    other = new_reader()
    other.begin()
    for path in (FILE, f"{FILE}.svg", f"{FILE}.json"):
        assert other.browser.get(path).status_code == 404
    token = page_of(other.browser.get("/affichage")).main_form().find(".//input")
    data = {"csrf_token": token.get("value", "") if token is not None else ""}
    for path in (FILE, f"{FILE}/retirer"):
        assert other.browser.post(path, data=data).status_code == 404
    assert [one.code for one in files_in(owner.app)] == [made.code]


def test_a_badge_that_is_not_earned_has_no_file(owner: Reader) -> None:
    assert owner.browser.get("/badges/bd-com-2/fichier").status_code == 404
    assert owner.browser.get("/badges/bd-nothing/fichier").status_code == 404


def test_whoever_has_the_code_sees_that_it_is_true(
    owner: Reader, stranger: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(owner)

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refused)
    page = stranger.page(f"/verifier/{made.code}")
    assert page.title.startswith("Ce badge est vrai")
    assert "Je lis mes e-mails" in page.main_text
    assert "La personne l'a fait seule" in page.main_text
    assert "Ce fichier ne nomme personne." in page.main_text


def test_a_file_changed_in_the_base_is_not_true(owner: Reader, stranger: Browser) -> None:
    made = make(owner)
    header, payload, signature = made.document.split(".")
    changed = f"{header}.{payload[:-8]}{payload[-8:].swapcase()}.{signature}"
    with owner.app.app_context(), transaction():
        db.session.execute(update(Credential).values(document=changed))
    page = stranger.page(f"/verifier/{made.code}")
    assert page.title.startswith("Ce fichier a été changé")
    assert "Je lis mes e-mails" not in page.main_text


def test_the_file_of_one_badge_does_not_answer_for_another_code(
    owner: Reader, stranger: Browser
) -> None:
    make(owner)
    with owner.app.app_context(), transaction():
        award(owner.learner_id, ["bd-ges-1"])
    owner.go("/badges/bd-ges-1/fichier")
    owner.press("Je crée mon fichier")
    first, second = files_in(owner.app)
    with owner.app.app_context(), transaction():
        db.session.execute(
            update(Credential).where(Credential.id == first.id).values(document=second.document)
        )
    assert stranger.page(f"/verifier/{first.code}").title.startswith("Ce fichier a été changé")


def test_a_former_key_still_checks_when_a_new_one_signs(
    owner: Reader,
    stranger: Browser,
    settings: Settings,
    with_keys: Callable[[Sequence[BadgeKey]], None],
) -> None:
    old = make(owner)
    with_keys([NEW_KEY, *settings.badge_keys])
    assert stranger.page(f"/verifier/{old.code}").title.startswith("Ce badge est vrai")
    published = json.loads(stranger.get("/badges-ouverts/emetteur.json").data)
    assert len(published["verificationMethod"]) == 2
    owner.go(FILE)
    owner.press("Retirer ce fichier")
    new = make(owner)
    assert new.key_id == NEW_KEY.id
    assert said_in(new.document, NEW_KEY)["name"] == "Je lis mes e-mails"


def test_a_key_that_is_gone_vouches_for_nothing(
    owner: Reader, stranger: Browser, with_keys: Callable[[Sequence[BadgeKey]], None]
) -> None:
    made = make(owner)
    with_keys([NEW_KEY])
    page = stranger.page(f"/verifier/{made.code}")
    assert page.title.startswith("Nous ne pouvons plus vérifier ce fichier")


def test_a_site_without_keys_says_so(
    owner: Reader, with_keys: Callable[[Sequence[BadgeKey]], None]
) -> None:
    page = owner.go(FILE)
    with_keys([])
    assert owner.browser.send(page, "Je crée").status_code == 404
    without = owner.go(FILE)
    assert "Ce site ne crée pas de fichiers de badge." in without.main_text
    assert buttons_of(without) == []
    assert files_in(owner.app) == []


def test_a_file_that_is_taken_back_is_known_as_such(
    owner: Reader, stranger: Browser, settings: Settings
) -> None:
    made = make(owner)
    assert withdrawn(stranger) == []
    owner.go(FILE)
    owner.press("Retirer ce fichier")
    assert "Je crée mon fichier" in buttons_of(owner.page)
    assert withdrawn(stranger) == [f"{settings.public_url}/verifier/{made.code}"]
    page = stranger.page(f"/verifier/{made.code}")
    assert page.title.startswith("Ce fichier est retiré")
    assert make(owner).code != made.code


def test_erasing_a_person_withdraws_their_files_and_leaves_nothing(
    owner: Reader, stranger: Browser, settings: Settings
) -> None:
    made = make(owner, prenom="oui")
    learner_id = owner.learner_id
    subject = said_in(made.document, settings.badge_keys[0])["credentialSubject"]["id"]
    with owner.app.app_context(), transaction():
        db.session.execute(delete(Learner).where(Learner.id == learner_id))
    with owner.app.app_context():
        left = repr(all_rows())
    assert made.code in left
    for trace in (NAME, repr(learner_id), learner_id.hex, str(UUID(subject)), made.document):
        assert trace not in left
    assert stranger.page(f"/verifier/{made.code}").title.startswith("Ce fichier est retiré")
    assert withdrawn(stranger) == [f"{settings.public_url}/verifier/{made.code}"]


def test_what_programs_read_may_be_kept_and_names_nobody(
    owner: Reader, stranger: Browser, settings: Settings
) -> None:
    make(owner, prenom="oui")
    for name in ("emetteur", "retires", BADGE):
        response = stranger.get(f"/badges-ouverts/{name}.json")
        assert response.mimetype == "application/json"
        assert re.fullmatch(r"public, max-age=\d+", response.headers["Cache-Control"])
        assert NAME not in response.text
        kept = {"If-None-Match": response.headers["ETag"]}
        assert stranger.get(f"/badges-ouverts/{name}.json", headers=kept).status_code == 304
    assert stranger.get("/badges-ouverts/bd-nothing.json").status_code == 404


def test_the_addresses_in_files_are_those_of_the_site(app: Flask, settings: Settings) -> None:
    site = Site(settings.public_url)
    with app.test_request_context():
        paths = {
            site.issuer: url_for("public.issuer"),
            site.revoked: url_for("public.revoked"),
            site.achievement(BADGE): url_for("public.achievement", badge_id=BADGE),
            site.picture(BADGE): url_for("public.badge_picture", badge_id=BADGE),
            site.paper("CODE"): url_for("public.verify_code", paper="CODE"),
        }
    assert [address.removeprefix(settings.public_url) for address in paths] == list(paths.values())
