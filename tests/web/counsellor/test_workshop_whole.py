"""A workshop from its preparation to its report, with eight people who each have a browser."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from pixlearn.accounts.store import Learner, Seat
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.diagnostic.store import Attempt
from pixlearn.structures.rules import Plan
from pixlearn.structures.service import open_planned
from pixlearn.structures.store import Workshop
from pixlearn.tracks.service import begin, move_to
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, finished_lesson
from tests.web.counsellor.test_workshops import code_on, open_one, press, seated, write_name
from tests.web.learner.reader import Reader
from tests.web.learner.ways import enter_workshop
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both


def coming() -> int:
    """The year of a 4 May that has not come, whenever the test lives."""
    return now().year + 1


def when() -> dict[str, str]:
    """The fields of 4 May of the coming year, at 14:30."""
    return {"date__jour": "4", "date__mois": "5", "date__annee": f"{coming()}", "heure": "14h30"}


def reader_of(app: Flask) -> Reader:
    """Somebody with a phone of their own."""
    browser = app.test_client()
    assert isinstance(browser, Browser)
    return Reader(app, browser)


def whole_form(counsellor: Browser, press: str, **written: str) -> str:
    """Fill the whole form; the path of the workshop."""
    page = counsellor.page("/conseiller/ateliers/nouveau")
    response = counsellor.send(page, press, **{**when(), **written})
    assert response.status_code == 303, response.get_data(as_text=True)
    return response.location


def state_of(counsellor: Browser, path: str, name: str) -> str:
    """What the board says beside a first name."""
    page = counsellor.page(path)
    rows = [row for row in page.all("li") if row.get("id", "").startswith("place-")]
    words = [" ".join("".join(row.itertext()).split()) for row in rows]
    return next(each for each in words if each.startswith(name) or f" · {name} " in f"{each} ")


def test_eight_people_from_the_door_to_the_report(place: Place, counsellor: Browser) -> None:
    path = whole_form(counsellor, "Ouvrir l'atelier maintenant", titre="Lundi", lieu="Salle 2")
    code = code_on(counsellor.page(path))
    people = [reader_of(place.app) for _ in range(8)]
    for person in people:
        enter_workshop(person, code)
        assert person.path == "/ecouter"
    page = counsellor.page(path)
    assert "8 personnes" in page.main_text
    page = press(counsellor, page, "Confirmer ces 8 personnes")
    assert "Est ici" not in page.main_text
    with place.app.app_context():
        query = select(Seat.learner_id).order_by(Seat.created_at, Seat.id)
        first, *_ = db.session.execute(query).scalars()
    write_name(counsellor, page, first, "Sonia")
    people[0].go("/diagnostic")
    people[0].press("J'appuie ici")
    assert "En cours" in state_of(counsellor, path, "Sonia")
    assert "Commence" in state_of(counsellor, path, "Personne 2")
    people[1].go("/diagnostic")
    people[1].press("Faire une pause")
    assert "En pause" in state_of(counsellor, path, "Personne 2")
    people[2].go("/aide?depuis=/diagnostic/point-de-depart/gestes/1")
    people[2].press("J'ai besoin d'aide")
    assert "Votre demande est partie" in people[2].page.main_text
    assert "Quelqu'un arrive" not in people[2].page.main_text
    press(counsellor, counsellor.page(path), "J'arrive Personne 3")
    people[2].go("/aide")
    assert "Quelqu'un arrive" in people[2].page.main_text
    people[3].go("/diagnostic/arreter")
    people[3].press("J'arrête")
    assert "A fini" in state_of(counsellor, path, "Personne 4")
    assert "8 personnes, 1 a fini, 1 est en pause" in counsellor.page(path).main_text
    end = press(counsellor, counsellor.page(path), "Terminer l'atelier")
    assert end.heading == "Ce que chacun a fait"
    report = counsellor.page(f"{path}/compte-rendu").main_text
    assert "Nombre de personnes : 8" in report
    assert "Lieu : Salle 2" in report
    people[4].go("/aide")
    assert "J'ai besoin d'aide" not in people[4].page.main_text


def test_a_workshop_kept_for_later_has_no_code_until_it_opens(counsellor: Browser) -> None:
    path = whole_form(counsellor, "Garder pour plus tard", titre="Mardi")
    page = counsellor.page(path)
    assert f"4 mai {coming()} à 14 h 30" in page.main_text
    assert "À venir" in page.main_text
    assert "À venir" in counsellor.page("/conseiller/ateliers").main_text
    assert len(code_on(press(counsellor, page, "Ouvrir l'atelier"))) == 6


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("titre", "", "Écrivez un titre"),
        ("date__jour", "31 2", "Écrivez une date"),
        ("heure", "25 h", "Écrivez une heure"),
        ("places", "13", "de 1 à 12"),
        ("lieu", "x" * 121, "lieu plus court"),
        ("but", "P9", "Choisissez le sujet"),
    ],
)
def test_the_form_says_what_is_wrong(
    counsellor: Browser, field: str, value: str, words: str
) -> None:
    page = counsellor.page("/conseiller/ateliers/nouveau")
    response = counsellor.send(page, "Garder", **{**when(), field: value})
    assert response.status_code == 422
    assert words in response.get_data(as_text=True)


def test_what_was_decided_can_be_changed(place: Place, counsellor: Browser) -> None:
    path = whole_form(counsellor, "Garder pour plus tard", but="P3", pauses="4", text="grand")
    page = counsellor.page(f"{path}/modifier")
    counsellor.go_on(counsellor.send(page, "Garder", lieu="Salle 7", places="6"))
    with place.app.app_context():
        workshop = db.session.execute(select(Workshop)).scalar_one()
        assert (workshop.place, workshop.capacity, workshop.purpose) == ("Salle 7", 6, "P3")
        assert (workshop.break_every, workshop.comfort) == (4, {"text": "grand"})


def adapted(place: Place, **choices: object) -> str:
    """An adapted workshop, open; its code."""
    with place.app.app_context(), transaction():
        plan = Plan("Lundi", now(), **choices)  # type: ignore[arg-type]
        return open_planned(place.structure, plan).code or ""


def test_who_has_chosen_nothing_reads_as_the_workshop_does(place: Place) -> None:
    code = adapted(place, comfort={"text": "grand", "theme": "contraste"})
    person = reader_of(place.app)
    enter_workshop(person, code)
    assert 'data-texte="grand"' in person.page.html
    assert 'data-theme="contraste"' in person.page.html


def test_who_has_chosen_keeps_their_own_reading(place: Place) -> None:
    code = adapted(place, comfort={"text": "grand", "theme": "contraste"})
    person = reader_of(place.app)
    person.go("/affichage")
    person.press("Changer l'affichage", spacing="large")
    enter_workshop(person, code)
    assert 'data-espace="large"' in person.page.html
    assert "data-texte" not in person.page.html


def test_in_short_sittings_a_break_is_offered_after_four_questions(place: Place) -> None:
    person = reader_of(place.app)
    enter_workshop(person, adapted(place, break_every=4))
    person.go("/diagnostic")
    person.do_gestures()
    for number in range(1, 5):
        person.past_try()
        assert person.path == f"/diagnostic/point-de-depart/{number}"
        person.answer()
    assert person.page.heading == "Une petite pause ?"
    person.press("Je continue")
    person.past_try()
    assert person.path == "/diagnostic/point-de-depart/5"


def test_where_somebody_helps_found_together_is_offered_and_nothing_is_kept(place: Place) -> None:
    person = reader_of(place.app)
    enter_workshop(person, adapted(place, helper=True))
    person.go("/diagnostic")
    person.do_gestures()
    person.past_try()
    assert "On a trouvé ensemble" in person.page.main_text
    with place.app.app_context():
        assert db.session.execute(select(Attempt.with_someone)).scalars().all() == [False]
        shown = db.session.execute(select(Learner.display)).scalar_one()
        assert "helper" not in shown


def test_somebody_not_of_the_workshop_loses_the_seat_and_keeps_the_work(
    place: Place, counsellor: Browser
) -> None:
    path, page = open_one(counsellor)
    seated(place, path, "Karim")
    seated(place, path, "Sonia")
    page = press(counsellor, counsellor.page(path), "Pas de mon atelier Karim")
    assert "Karim" not in page.main_text
    with place.app.app_context():
        assert len(db.session.execute(select(Learner)).scalars().all()) == 2
        assert len(db.session.execute(select(Seat)).scalars().all()) == 1


def test_a_code_that_let_in_twenty_strangers_sleeps_until_it_is_renewed(
    place: Place, counsellor: Browser
) -> None:
    path = whole_form(counsellor, "Ouvrir l'atelier maintenant", places="1")
    code = code_on(counsellor.page(path))
    for _ in range(21):
        enter_workshop(reader_of(place.app), code)
    late = reader_of(place.app)
    enter_workshop(late, code)
    assert not late.path.startswith("/ecouter")
    page = counsellor.page(path)
    assert "Le code dort" in page.main_text
    awake = press(counsellor, page, "Nouveau code")
    assert "Le code dort" not in awake.main_text
    enter_workshop(late, code_on(awake))
    assert late.path == "/ecouter"


def test_the_board_takes_as_many_statements_for_twelve_as_for_one(
    place: Place, counsellor: Browser
) -> None:
    path, _ = open_one(counsellor)
    counts = []
    with place.app.app_context():
        engine = db.engine
    for number in range(12):
        seated(place, path, f"Personne {number}", asks_for_help=number % 3 == 0)
        if number in {0, 11}:
            with counted_statements(engine) as sent:
                counsellor.page(path)
            counts.append(len(sent))
    assert counts[0] == counts[1] <= 8


def test_the_live_view_refreshes_the_board_alone_and_can_be_stopped(
    place: Place, counsellor: Browser
) -> None:
    path, page = open_one(counsellor)
    seated(place, path, "Sonia")
    assert 'data-hx-trigger="every 5s"' in counsellor.page(path).html
    assert "data-hx-trigger" not in counsellor.page(f"{path}?direct=non").html
    press(counsellor, page, "Terminer l'atelier")
    assert "data-hx-trigger" not in counsellor.page(path).html


def test_in_a_workshop_about_a_track_a_finished_lesson_is_the_end(
    place: Place, counsellor: Browser
) -> None:
    path = whole_form(counsellor, "Ouvrir l'atelier maintenant", but="P3")
    sonia = seated(place, path, "Sonia")
    with time_machine.travel(now() + timedelta(minutes=5), tick=True):
        with place.app.app_context(), transaction():
            finished_lesson(sonia, "P3.5")
        assert "A fini" in state_of(counsellor, path, "Sonia")


def test_the_group_page_counts_and_names_nobody(place: Place, counsellor: Browser) -> None:
    path, _ = open_one(counsellor)
    stuck: list[UUID] = []
    with place.app.app_context(), transaction():
        workshop = db.session.execute(select(Workshop)).scalar_one()
        for name in ("Sonia", "Karim", "Lina"):
            learner = a_learner(name, shares_with=place.structure)
            finished_lesson(learner, "P3.5")
            db.session.add(Seat(workshop_id=workshop.id, learner_id=learner))
            stuck.append(learner)
        lesson = catalogue().teaching.lessons["P3.6"]
        for learner in stuck[:2]:
            visit = begin(learner, lesson, None)
            move_to(visit, "activite")
            visit.misses = 2
    page = counsellor.page(f"{path}/groupe")
    assert "3 leçons finies" in page.main_text
    assert "l'activité : 2 personnes" in page.main_text
    assert not [name for name in ("Sonia", "Karim", "Lina") if name in page.html]


def test_the_next_date_is_read_by_the_learner_and_goes_into_a_calendar(
    place: Place, counsellor: Browser
) -> None:
    path = whole_form(counsellor, "Ouvrir l'atelier maintenant", titre="Cap", lieu="Salle 2")
    person = reader_of(place.app)
    enter_workshop(person, code_on(counsellor.page(path)))
    page = counsellor.page(f"{path}/bilan")
    past = counsellor.send(page, "Garder cette date", **{**when(), "date__annee": "2020"})
    assert past.status_code == 422
    counsellor.go_on(counsellor.send(page, "Garder cette date", **when()))
    for address in ("/", "/diagnostic/pause"):
        person.go(address)
        assert f"4 mai {coming()} à 14 h 30 – Salle 2" in person.page.main_text
    file = person.browser.get("/prochain-atelier.ics").get_data(as_text=True)
    assert f"DTSTART:{coming()}0504T123000Z\r\n" in file
    assert "SUMMARY:Atelier\r\n" in file
    own = counsellor.get(f"{path}/prochaine-date.ics").get_data(as_text=True)
    assert "SUMMARY:Cap\r\n" in own
    page = counsellor.page(f"{path}/bilan")
    counsellor.go_on(counsellor.send(page, "Plus de date"))
    person.go("/")
    assert "Votre prochain atelier" not in person.page.main_text


def test_the_presence_sheet_has_names_and_blank_lines(place: Place, counsellor: Browser) -> None:
    path = whole_form(counsellor, "Ouvrir l'atelier maintenant", places="6")
    seated(place, path, "Sonia")
    seated(place, path, None)
    page = counsellor.page(f"{path}/presence")
    assert "Sonia" in page.main_text
    assert len(list(page.all("tr"))) == 1 + 6


def test_the_report_takes_what_is_chosen(counsellor: Browser) -> None:
    path = whole_form(counsellor, "Ouvrir l'atelier maintenant", but="P6", partages="oui")
    page = counsellor.page(f"{path}/compte-rendu?duree=120&niveau=Avancé&orientation=EPN")
    for words in (
        "Durée, en minutes : 120",
        "Matériel : Ordinateur",
        "Niveau de l'atelier : Avancé",
        "Thématiques : Insertion professionnelle",
        "Orientation : EPN",
    ):
        assert words in page.main_text
    assert "Durée, en minutes : 120" in counsellor.page(f"{path}/compte-rendu?duree=7").main_text


def test_another_structure_finds_none_of_these_pages(
    stranger: Browser, counsellor: Browser
) -> None:
    path, _ = open_one(counsellor)
    for page in ("modifier", "groupe", "presence", "salle", "compte-rendu", "bilan"):
        assert stranger.get(f"{path}/{page}").status_code == 404
