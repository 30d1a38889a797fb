"""Who is who in a room, and what is left of it once the workshop is over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.accounts.store import Learner, Seat
from pixlearn.config import Settings
from pixlearn.db import db, now, transaction
from pixlearn.privacy.service import refuse_to_share
from pixlearn.structures.rules import Plan
from pixlearn.structures.service import open_planned
from pixlearn.structures.store import workshop_of
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in
from tests.web.counsellor.test_workshop_whole import reader_of, state_of, whole_form
from tests.web.counsellor.test_workshops import code_on, open_one, press, seated
from tests.web.learner.reader import Reader
from tests.web.learner.ways import nameless_cards
from tests.web.parsed_page import text_of

PAGES = ("", "/bilan", "/presence", "/groupe", "/compte-rendu", "/salle", "/ecran")


def at_the_door(place: Place, code: str) -> Reader:
    """Somebody with a phone, before they enter."""
    person = reader_of(place.app)
    person.go(f"/atelier/{code}")
    return person


def numbers(place: Place) -> list[int]:
    """The numbers of the seats, in the order people came."""
    with place.app.app_context():
        return list(db.session.execute(select(Seat.number).order_by(Seat.created_at)).scalars())


def of_sharing_and_not(place: Place, path: str) -> tuple[UUID, UUID, UUID]:
    """Sonia shares; Lucie did and stopped; Paul never did."""
    workshop_id = UUID(path.rsplit("/", 1)[1])
    with place.app.app_context(), transaction():
        people = (
            a_learner("Sonia", shares_with=place.structure),
            a_learner("Lucie", shares_with=place.structure),
            a_learner("Paul"),
        )
        refuse_to_share(people[1], place.structure)
        for one in people:
            take_seat(one, workshop_of(place.structure, workshop_id)).admitted_at = now()
    return people


def test_a_name_written_at_the_door_is_on_the_board_beside_the_number(
    place: Place, counsellor: Browser
) -> None:
    path, page = open_one(counsellor)
    at_the_door(place, code_on(page)).press("J'entre dans l'atelier")
    at_the_door(place, code_on(page)).press("J'entre dans l'atelier", prenom=" Marie ")
    words = counsellor.page(path).main_text
    assert "2 · Marie" in words
    assert "Personne 1" in words


def test_who_gives_no_name_reads_the_number_until_named(place: Place, counsellor: Browser) -> None:
    path, page = open_one(counsellor)
    seated(place, path, "Karim")
    person = at_the_door(place, code_on(page))
    person.press("J'entre dans l'atelier")
    for address in ("/ecouter", "/", "/diagnostic/pause"):
        person.go(address)
        assert "vous êtes la personne 2" in person.page.main_text
    person.go("/aide")
    person.press("J'ai besoin d'aide")
    assert "Vous êtes la personne 2" in person.page.main_text
    named = counsellor.page(path)
    fields = {f"prenom__{person.learner_id}": "Sonia"}
    form = next(one for one in named.all("form") if one.get("id") == "names")
    counsellor.go_on(counsellor.send(named, None, form, **fields))
    person.go("/")
    assert "la personne 2" not in person.page.main_text


@pytest.mark.parametrize("name", ["sonia@exemple.fr", "06 12 34 56 78", "2026", "é" * 41])
def test_the_door_refuses_what_is_no_name_and_lets_in_without(place: Place, name: str) -> None:
    with place.app.app_context(), transaction():
        code = open_planned(place.structure, Plan("Lundi", now())).code or ""
    person = at_the_door(place, code)
    assert person.browser.send(person.page, prenom=name).status_code == 422
    assert numbers(place) == []
    page = page_of(person.browser.send(person.page, prenom=name))
    refused = person.browser.send(page, "J'entre sans prénom", prenom=name)
    assert refused.status_code == 303
    assert numbers(place) == [1]


def test_somebody_who_has_a_name_is_not_asked_again(place: Place, counsellor: Browser) -> None:
    path, page = open_one(counsellor)
    with place.app.app_context(), transaction():
        sonia = a_learner("Sonia")
    phone = signed_in(place.app, learner=sonia)
    door = phone.page(f"/atelier/{code_on(page)}")
    assert "Sonia" in door.main_text
    assert not [one for one in door.all("input") if one.get("name") == "prenom"]
    phone.go_on(phone.send(door, prenom="Autre"))
    assert "1 · Sonia" in counsellor.page(path).main_text


def test_a_nameless_card_asks_the_first_name_too(
    place: Place, settings: Settings, counsellor: Browser
) -> None:
    path, _ = open_one(counsellor)
    card, _ = nameless_cards(place.app, settings, place.structure)
    person = reader_of(place.app)
    person.go(card.path)
    assert "Pendant l'atelier, votre conseiller voit" in person.page.main_text
    assert person.browser.send(person.page, prenom="a@b.fr").status_code == 422
    person.press("J'entre", prenom="Inès")
    assert "1 · Inès" in counsellor.page(path).main_text


def test_a_closed_code_says_so_before_anybody_writes_a_name(
    place: Place, counsellor: Browser
) -> None:
    _, page = open_one(counsellor)
    press(counsellor, page, "Terminer l'atelier")
    person = reader_of(place.app)
    answer = person.browser.get(f"/atelier/{code_on(page)}")
    assert answer.status_code == 404
    assert "Cet atelier est fermé" in page_of(answer).main_text


def test_codes_tried_at_the_door_are_counted(place: Place) -> None:
    browser = place.app.test_client()
    statuses = [browser.get(f"/atelier/{code}").status_code for code in range(100000, 100031)]
    assert statuses == [404] * 30 + [429]


@pytest.mark.both
def test_people_who_arrive_at_once_have_numbers_of_their_own(
    place: Place, counsellor: Browser
) -> None:
    _, page = open_one(counsellor)
    doors = [at_the_door(place, code_on(page)) for _ in range(6)]
    with ThreadPoolExecutor(len(doors)) as pool:
        list(pool.map(lambda person: person.press("J'entre dans l'atelier"), doors))
    assert sorted(numbers(place)) == [1, 2, 3, 4, 5, 6]


def test_the_number_of_somebody_sent_away_is_given_to_nobody(
    place: Place, counsellor: Browser
) -> None:
    path, _ = open_one(counsellor)
    seated(place, path, "Karim")
    seated(place, path, "Sonia")
    press(counsellor, counsellor.page(path), "Pas de mon atelier Sonia")
    seated(place, path, "Lina")
    assert numbers(place) == [1, 3]


def test_two_of_one_name_are_told_apart_everywhere(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    for _ in range(2):
        seated(place, path, "Marie", asks_for_help=True)
    page = counsellor.page(path)
    assert "Plusieurs personnes ici s'appellent Marie" in page.main_text
    assert "« Marie D. »" in page.main_text
    buttons = [text_of(each) for each in page.all("button")]
    for words in ("J'arrive", "Est ici", "Pas de mon atelier"):
        assert f"{words} Marie, personne 1" in buttons
        assert f"{words} Marie, personne 2" in buttons
    names = [text_of(each) for each in counsellor.page(f"{path}/bilan").all("h2")]
    assert {"1 · Marie", "2 · Marie"} <= set(names)
    rows = {text_of(row) for row in counsellor.page(f"{path}/presence").all("tr")}
    assert {"1Marie", "2Marie"} <= rows


def test_nine_names_are_written_in_one_form(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    people = [seated(place, path, None) for _ in range(9)]
    page = counsellor.page(path)
    form = next(one for one in page.all("form") if one.get("id") == "names")
    named = {f"prenom__{one}": f"Personne-{number}" for number, one in enumerate(people[:8], 1)}
    words = counsellor.go_on(counsellor.send(page, "Garder les prénoms", form, **named)).main_text
    assert "8 · Personne-8" in words
    assert "Personne 9" in words


def test_one_wrong_name_keeps_the_nine_fields_as_written(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    first, second = seated(place, path, None), seated(place, path, None)
    page = counsellor.page(path)
    form = next(one for one in page.all("form") if one.get("id") == "names")
    written = {f"prenom__{first}": "Sonia", f"prenom__{second}": "a@b.fr"}
    answer = counsellor.send(page, None, form, **written)
    assert answer.status_code == 422
    shown = {one.get("value") for one in page_of(answer).all("input")}
    assert {"Sonia", "a@b.fr"} <= shown
    assert "1 · Sonia" not in counsellor.page(path).main_text


@pytest.mark.parametrize("page", PAGES)
def test_once_over_only_those_who_share_are_named(
    place: Place, counsellor: Browser, page: str
) -> None:
    path, opened = open_one(counsellor)
    of_sharing_and_not(place, path)
    press(counsellor, opened, "Terminer l'atelier")
    shown = counsellor.page(f"{path}{page}").html
    assert "Lucie" not in shown
    assert "Paul" not in shown


def test_once_over_the_page_says_who_came_and_no_more(place: Place, counsellor: Browser) -> None:
    path, opened = open_one(counsellor)
    sonia, _, paul = of_sharing_and_not(place, path)
    press(counsellor, opened, "Terminer l'atelier")
    page = counsellor.page(path)
    for words in ("1 · Sonia", "Personne 2", "Personne 3", "3 personnes"):
        assert words in page.main_text
    for words in ("Commence", "A fini", "Changer le prénom", "Garder"):
        assert words not in page.main_text
    assert "prenom-" not in counsellor.page(f"{path}?nommer={sonia}").html
    end = counsellor.page(f"{path}/bilan").main_text
    assert "Personne 3 Ne partage pas. Vous voyez seulement sa présence." in end
    form = {"action": "nommer", "learner_id": f"{paul}", f"prenom-{paul}": "X"}
    form["csrf_token"] = next(
        one.get("value", "") for one in page.all("input") if one.get("name") == "csrf_token"
    )
    counsellor.post(path, data=form)
    with place.app.app_context():
        query = select(Learner.first_name).where(Learner.id == paul)
        assert db.session.execute(query).scalar_one() == "Paul"


def test_a_workshop_that_nobody_ended_is_over_all_the_same(
    place: Place, counsellor: Browser
) -> None:
    path, _ = open_one(counsellor)
    of_sharing_and_not(place, path)
    with place.app.app_context(), transaction():
        workshop = workshop_of(place.structure, UUID(path.rsplit("/", 1)[1]))
        workshop.closes_at = now() - timedelta(minutes=1)
    assert "Paul" not in counsellor.page(path).html


def test_opened_again_it_gives_back_the_room(place: Place, counsellor: Browser) -> None:
    path, opened = open_one(counsellor)
    of_sharing_and_not(place, path)
    press(counsellor, opened, "Terminer l'atelier")
    press(counsellor, counsellor.page(path), "Ouvrir de nouveau")
    assert "Commence" in state_of(counsellor, path, "Paul")


def test_a_hand_raised_twice_keeps_its_place(place: Place, counsellor: Browser) -> None:
    path, page = open_one(counsellor)
    person = at_the_door(place, code_on(page))
    person.press("J'entre dans l'atelier")
    person.go("/aide")
    form = person.page
    person.press("J'ai besoin d'aide")
    with place.app.app_context():
        first = db.session.execute(select(Seat.help_asked_at)).scalar_one()
    with time_machine.travel(now() + timedelta(minutes=2), tick=True):
        person.browser.send(form)
    with place.app.app_context():
        assert db.session.execute(select(Seat.help_asked_at)).scalar_one() == first
    assert path


def test_somebody_is_coming_is_said_after_the_press_and_for_ten_minutes(
    place: Place, counsellor: Browser
) -> None:
    path, page = open_one(counsellor)
    person = at_the_door(place, code_on(page))
    person.press("J'entre dans l'atelier")
    person.go("/diagnostic/ensemble")
    person.press("Prévenir")
    assert "Votre demande est partie" in person.page.main_text
    press(counsellor, counsellor.page(path), "J'arrive")
    person.go("/diagnostic/ensemble")
    assert "Quelqu'un arrive" in person.page.main_text
    with time_machine.travel(now() + timedelta(minutes=11), tick=True):
        person.go("/diagnostic/ensemble")
        assert "Quelqu'un arrive" not in person.page.main_text


def test_the_door_of_an_adapted_session_reads_as_inside_and_asks_no_listening(
    place: Place,
) -> None:
    comfort = {"text": "tres_grand", "theme": "contraste", "voice": "oui"}
    with place.app.app_context(), transaction():
        code = open_planned(place.structure, Plan("Lundi", now(), comfort=comfort)).code or ""
    person = at_the_door(place, code)
    assert 'data-texte="tres_grand"' in person.page.html
    assert 'data-theme="contraste"' in person.page.html
    person.press("J'entre dans l'atelier")
    assert "Voulez-vous écouter" not in person.page.html
    assert "Je commence" in person.page.main_text


def test_the_report_counts_the_minutes_of_the_room(place: Place, counsellor: Browser) -> None:
    path, opened = open_one(counsellor)
    with time_machine.travel(now() + timedelta(minutes=13), tick=True):
        press(counsellor, opened, "Terminer l'atelier")
        report = counsellor.page(f"{path}/compte-rendu").main_text
    assert "Durée, en minutes : 13" in report


@pytest.mark.parametrize(
    ("moment", "hour", "title"),
    [
        (datetime(2027, 3, 9, 23, 27, tzinfo=UTC), "0 h 30", "10 mars"),
        (datetime(2027, 3, 10, 8, 30, tzinfo=UTC), "9 h 30", "10 mars"),
        (datetime(2027, 3, 10, 22, 40, tzinfo=UTC), "0 h 00", "11 mars"),
    ],
)
def test_a_new_workshop_proposes_the_half_hour_to_come(
    place: Place, moment: datetime, hour: str, title: str
) -> None:
    with time_machine.travel(moment, tick=False):
        page = signed_in(place.app, staff=place.counsellor).page("/conseiller/ateliers/nouveau")
    values = {one.get("name"): one.get("value") for one in page.all("input")}
    assert values["heure"] == hour
    assert title in (values["titre"] or "")


def test_the_next_date_proposed_is_never_past(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    seated(place, path, "Sonia")
    with time_machine.travel(now() + timedelta(days=16), tick=False):
        page = signed_in(place.app, staff=place.counsellor).page(f"{path}/bilan")
        values = {one.get("name"): one.get("value") or "" for one in page.all("input")}
        parts = (int(values[f"date-{part}"]) for part in ("annee", "mois", "jour"))
        assert date(*parts) > now().date()


def test_the_presence_sheet_is_ready_to_sign(place: Place, counsellor: Browser) -> None:
    path = whole_form(counsellor, "Ouvrir l'atelier maintenant", titre="Cap", places="6")
    seated(place, path, "Sonia")
    page = counsellor.page(f"{path}/presence")
    heads = [text_of(each) for each in page.all("th")]
    assert heads == ["Numéro", "Prénom", "Nom", "Signature"]
    for words in ("Mission locale du Val", "Claire Petit", "Cap"):
        assert words in page.main_text
    assert page.main_text.count(" h ") >= 2
    rows = [text_of(row) for row in page.all("tr")][1:]
    assert rows == ["1Sonia", "2", "3", "4", "5", "6"]


def test_the_wall_shows_nothing_of_the_counsellors(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    for page in ("ecran", "groupe"):
        html = counsellor.page(f"{path}/{page}").html
        for words in ("/conseiller/apprenants", "/mon-compte", "/sortir", "Claire"):
            assert words not in html
        assert "Retour à l'atelier" in html or "Ce que chacun a fait" in html


def test_the_code_comes_before_the_room(counsellor: Browser) -> None:
    _, page = open_one(counsellor)
    words = page.main_text
    assert words.index(" ".join((code_on(page)[:3], code_on(page)[3:]))) < words.index("0 personne")


def test_a_card_is_named_only_while_its_holder_has_not_refused(
    place: Place, settings: Settings, counsellor: Browser
) -> None:
    card, _ = nameless_cards(place.app, settings, place.structure)
    person = reader_of(place.app)
    person.go(card.path)
    person.press("J'entre")
    assert "Carte 1" in counsellor.page("/conseiller/cartes").main_text
    with place.app.app_context(), transaction():
        refuse_to_share(UUID(f"{person.learner_id}"), place.structure)
    assert "Carte 1" not in counsellor.page("/conseiller/cartes").main_text
