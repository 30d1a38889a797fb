"""A workshop: opened, projected, followed, closed."""

from __future__ import annotations

import re
from uuid import UUID
from xml.etree.ElementTree import Element

from sqlalchemy import select
from werkzeug.test import TestResponse

from pixlearn.accounts.service import take_seat
from pixlearn.accounts.store import Learner, Seat
from pixlearn.db import db, now, transaction
from pixlearn.structures.store import Workshop
from tests.web.browsing import Browser, button_in, filled_fields, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner
from tests.web.parsed_page import ParsedPage, text_of


def open_one(counsellor: Browser, **written: str) -> tuple[str, ParsedPage]:
    """Open a workshop through its form; its path and its page."""
    response = counsellor.send(counsellor.page("/conseiller/ateliers"), **written)
    path = response.location
    return path, counsellor.go_on(response)


def code_on(page: ParsedPage) -> str:
    """The six digits that stand on a page."""
    found = re.search(r"\b(\d{3}) (\d{3})\b", page.main_text)
    assert found, page.main_text
    return "".join(found.groups())


def seated(place: Place, path: str, first_name: str | None, *, asks_for_help: bool = False) -> UUID:
    """Somebody in the room."""
    with place.app.app_context(), transaction():
        query = select(Workshop).where(Workshop.id == UUID(path.rsplit("/", 1)[1]))
        workshop = db.session.execute(query).scalar_one()
        learner = a_learner(first_name)
        seat = take_seat(learner, workshop)
        seat.help_asked_at = now() if asks_for_help else None
        return learner


def field(page: ParsedPage, name: str) -> Element:
    """The field of this name."""
    return next(each for each in page.all("input") if each.get("name") == name)


def form_with(page: ParsedPage, words: str) -> Element:
    """The form whose button begins with these words."""
    for form in page.all("form"):
        if any(text_of(button).startswith(words) for button in form.iter("button")):
            return form
    raise AssertionError(f"no form with {words!r} in: {page.main_text}")


def press(counsellor: Browser, page: ParsedPage, words: str) -> ParsedPage:
    """Press a button of the page and follow where it leads."""
    return counsellor.go_on(counsellor.send(page, words, form_with(page, words)))


def write_name(counsellor: Browser, page: ParsedPage, learner: UUID, name: str) -> TestResponse:
    """Write a first name into the field of one person and send it."""
    field = f"prenom-{learner}"
    form = next(f for f in page.all("form") if any(i.get("name") == field for i in f.iter("input")))
    fields = filled_fields(form)
    fields[field] = name
    assert text_of(button_in(form, None)).startswith("Garder le")
    return counsellor.post(form.get("action", ""), data=fields)


def test_opening_leads_to_a_page_with_a_code(counsellor: Browser) -> None:
    path, page = open_one(counsellor, titre="Lundi matin", partages="oui")
    assert page.heading == "Lundi matin"
    assert len(code_on(page)) == 6
    assert "Ordinateurs partagés" in page.main_text
    assert "Lundi matin" in counsellor.page("/conseiller/ateliers").main_text
    assert path.startswith("/conseiller/ateliers/")


def test_the_title_is_proposed_and_may_not_be_empty_or_endless(
    place: Place, counsellor: Browser
) -> None:
    page = counsellor.page("/conseiller/ateliers")
    assert field(page, "titre").get("value", "").startswith("Atelier du ")
    for title, words in [("  ", "Écrivez un titre"), ("x" * 81, "plus court")]:
        response = counsellor.send(page, titre=title, partages="oui")
        assert response.status_code == 422
        refused = page_of(response)
        assert words in refused.main_text
        assert field(refused, "titre").get("value") == title.strip()
        assert "checked" in field(refused, "partages").attrib
    with place.app.app_context():
        assert db.session.execute(select(Workshop.id)).first() is None


def test_the_screen_shows_the_code_and_nobodys_name(place: Place, counsellor: Browser) -> None:
    path, page = open_one(counsellor)
    seated(place, path, "Sonia")
    screen = counsellor.page(f"{path}/ecran")
    assert code_on(screen) == code_on(page)
    assert "QR code de l'atelier" in screen.main_text
    assert "Sonia" not in screen.html


def test_a_first_name_is_attached_to_the_person_it_stands_beside(
    place: Place, counsellor: Browser
) -> None:
    path, _ = open_one(counsellor)
    first, second = seated(place, path, None), seated(place, path, None)
    page = counsellor.page(path)
    assert "Personne 2" in page.main_text
    assert field(page, f"prenom-{second}").get("autocomplete") == "off"
    answer = write_name(counsellor, page, second, "  Sonia\t B. ")
    assert "Sonia B." in counsellor.go_on(answer).main_text
    with place.app.app_context():
        rows = db.session.execute(select(Learner.id, Learner.first_name)).all()
    assert {tuple(row) for row in rows} == {(first, None), (second, "Sonia B.")}


def test_a_name_that_cannot_be_kept_stays_in_its_field(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    learner = seated(place, path, "Sonia")
    for name, words in [("", "Écrivez un prénom"), ("\x00", "Écrivez un prénom"), ("é" * 41, "40")]:
        page = counsellor.page(f"{path}?nommer={learner}")
        response = write_name(counsellor, page, learner, name)
        assert response.status_code == 422
        page = page_of(response)
        assert words in page.main_text
        assert field(page, f"prenom-{learner}").get("value") == name.strip("\x00")
    assert "Sonia" in counsellor.page(path).main_text


def test_nobody_outside_the_room_is_named(place: Place, counsellor: Browser) -> None:
    path, page = open_one(counsellor)
    with place.app.app_context(), transaction():
        outsider = a_learner("Karim")
    fields = filled_fields(form_with(page, "Nouveau code"))
    fields.update({"action": "nommer", "learner_id": f"{outsider}", f"prenom-{outsider}": "X"})
    assert counsellor.post(path, data=fields).status_code == 404
    with place.app.app_context():
        assert db.session.execute(select(Learner.first_name)).scalar_one() == "Karim"


def test_a_form_that_says_nothing_known_changes_nothing(counsellor: Browser) -> None:
    path, page = open_one(counsellor)
    fields = filled_fields(form_with(page, "Nouveau code"))
    for sent in ({"action": "tout"}, {"action": "aider", "learner_id": "abc"}, {}):
        assert counsellor.post(path, data={**fields, **sent}).status_code == 400


def test_coming_lowers_the_hand(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    seated(place, path, "Karim")
    seated(place, path, "Sonia", asks_for_help=True)
    page = counsellor.page(path)
    assert page.main_text.count("Demande de l'aide") == 1
    assert "2 personnes, 1 demande de l'aide" in page.main_text
    page = press(counsellor, page, "J'arrive Sonia")
    assert "emande de l'aide" not in page.main_text
    with place.app.app_context():
        query = select(Seat.help_asked_at).where(Seat.help_asked_at.is_not(None))
        assert db.session.execute(query).first() is None


def test_a_new_code_ends_the_former_one_and_closing_ends_all(
    place: Place, counsellor: Browser
) -> None:
    path, page = open_one(counsellor)
    former = code_on(page)
    renewed = press(counsellor, page, "Nouveau code")
    assert code_on(renewed) != former
    press(counsellor, renewed, "Terminer l'atelier")
    closed = counsellor.page(path)
    assert "Fermé" in closed.main_text
    assert "L'atelier est fermé" in counsellor.page(f"{path}/ecran").main_text
    with place.app.app_context():
        assert db.session.execute(select(Workshop.code)).scalar_one() is None
    again = press(counsellor, closed, "Ouvrir de nouveau")
    assert len(code_on(again)) == 6


def test_the_room_shows_no_result(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    learner = seated(place, path, "Sonia")
    page = counsellor.page(path)
    assert f"/conseiller/apprenants/{learner}" not in page.html
    assert "Pas les résultats" in page.main_text
