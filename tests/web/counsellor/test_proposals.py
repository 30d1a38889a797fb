"""« Proposer la suite » : by the grid or freely, to one or several, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.orientation.partner_schema import DAILY, SAFETY, WORK
from pixlearn.orientation.store import GridVersion, Partner
from pixlearn.privacy.service import refuse_to_share
from pixlearn.privacy.store import FollowUp, Look
from pixlearn.structures.days import PARIS, day_of
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import (
    a_learner,
    agreed_a_month_ago,
    answers,
    finished_lesson,
)
from tests.web.counsellor.proposing import (
    RIGHT,
    WRONG,
    at_the_first_level,
    options,
    proposed_in,
    sheet,
)
from tests.web.parsed_page import text_of
from tests.web.statements import counted_statements


@pytest.fixture
def sonia(place: Place) -> UUID:
    return at_the_first_level(place)


def test_the_grid_fills_the_sheet_and_says_why(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(sheet(sonia))
    found = options(page)
    assert list(found)[:2] == ["parcours|P1", "parcours|P4"]
    assert [value for value, chosen in found.items() if chosen] == ["parcours|P1"]
    assert "Le résultat est de 40 % au plus." in page.main_text
    assert "Commencer petit, ensemble." in page.main_text
    assert "est sous 50 %." in page.main_text
    counsellor.go_on(counsellor.send(page, "Proposer"))
    [made] = proposed_in(place)
    assert (made.kind, made.target, made.title) == ("parcours", "P1", "Mon smartphone")
    assert made.grid_version == 1
    assert made.modality == "atelier"
    assert "Commencer petit, ensemble." in made.reasons
    assert made.staff_id == place.counsellor


def test_what_is_up_to_the_counsellor_is_shown_and_not_chosen(
    counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(sheet(sonia))
    assert "À votre choix, jamais coché d'avance" in page.main_text
    assert options(page)["partenaire|partenaire:remise_a_niveau_lire_ecrire_compter"] is False


def test_a_project_told_in_an_interview_is_a_reason(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Awa", shares_with=place.structure)
        answers(learner, RIGHT)
        query = select(FollowUp).where(FollowUp.learner_id == learner)
        db.session.execute(query).scalar_one().project = "emploi"
    page = counsellor.page(sheet(learner))
    assert next(iter(options(page))) == "parcours|P6"
    assert "Le projet dit : un emploi." in page.main_text


def test_before_the_end_the_starting_point_is_proposed(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Inès", shares_with=place.structure)
    page = counsellor.page(sheet(learner))
    assert options(page) == {"diagnostic|": True}
    counsellor.go_on(counsellor.send(page, "Proposer"))
    [made] = proposed_in(place)
    assert (made.kind, made.target, made.grid_version) == ("diagnostic", None, None)


def test_a_lesson_with_a_day_a_modality_and_a_word(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(sheet(sonia, "lecon"))
    written = {"date__jour": "4", "date__mois": "5", "date__annee": str(now().year + 1)}
    response = counsellor.send(
        page, "Proposer", quoi="lecon|P3.5", modalite="accompagne", mot="À jeudi !", **written
    )
    page = counsellor.go_on(response)
    [made] = proposed_in(place)
    assert (made.kind, made.target, made.modality) == ("lecon", "P3.5", "accompagne")
    assert made.on_date is not None
    assert (made.on_date.day, made.on_date.month) == (4, 5)
    assert made.word == "À jeudi !"
    assert "En attente de réponse" in page.main_text
    assert "C'est proposé." in page.main_text


def test_a_workshop_to_come_brings_its_day(place: Place, counsellor: Browser, sonia: UUID) -> None:
    assert "Aucun atelier à venir" in counsellor.page(sheet(sonia, "atelier")).main_text
    with place.app.app_context(), transaction():
        open_workshop(place.structure_elsewhere, "Ailleurs", shared_computers=False)
        workshop = open_workshop(place.structure, "Premiers pas", shared_computers=False)
        known, day = workshop.id, day_of(workshop.starts_at, PARIS)
    page = counsellor.page(sheet(sonia, "atelier"))
    assert options(page) == {f"atelier|{known}": True}
    counsellor.go_on(counsellor.send(page, "Proposer"))
    [made] = proposed_in(place)
    assert (made.title, made.on_date, made.modality) == ("Premiers pas", day, "atelier")


def test_partners_are_searched_by_service_and_town(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        for name, commune, service in (
            ("Espace du Val", "Vert-Bois", SAFETY),
            ("Médiathèque", "Vert-Bois", WORK),
            ("Le Fab", "Belleville", SAFETY),
        ):
            db.session.add(a_partner(place.structure, name, commune, service))
    page = counsellor.page(sheet(sonia, "partenaire"))
    assert len(options(page)) == 3
    page = counsellor.page(sheet(sonia, "partenaire") + f"&commune=vert&service={SAFETY}")
    assert "Espace du Val, Vert-Bois" in page.main_text
    assert len(options(page)) == 1
    counsellor.go_on(counsellor.send(page, "Proposer"))
    assert [one.title for one in proposed_in(place)] == ["Espace du Val, Vert-Bois"]
    assert (
        "Aucun partenaire" in counsellor.page(sheet(sonia, "partenaire") + "&commune=zz").main_text
    )


def test_what_the_grid_advises_leads_to_real_places(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        db.session.add(a_partner(place.structure, "Espace du Val", "Vert-Bois", DAILY))
        db.session.add(a_partner(place.structure, "Boutique", "Vert-Bois", "Autre"))
    page = counsellor.page(sheet(sonia))
    links = {text_of(each): each.get("href", "") for each in page.one("main").iter("a")}
    page = counsellor.page(links["Choisir un lieu : Un espace public numérique, près de chez vous"])
    assert "Espace du Val" in page.main_text
    assert "Boutique" not in page.main_text
    counsellor.go_on(counsellor.send(page, "Proposer"))
    assert [one.title for one in proposed_in(place)] == ["Espace du Val, Vert-Bois"]


def test_sent_twice_it_is_proposed_once(place: Place, counsellor: Browser, sonia: UUID) -> None:
    page = counsellor.page(sheet(sonia))
    counsellor.send(page, "Proposer")
    counsellor.send(page, "Proposer")
    assert len(proposed_in(place)) == 1
    page = counsellor.page(sheet(sonia))
    assert options(page)["parcours|P1"] is False
    assert "Déjà proposé le" in page.main_text


def test_another_day_takes_the_place_of_the_first(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(sheet(sonia))
    counsellor.send(page, "Proposer")
    counsellor.send(page, "Proposer", mot="Avec moi, jeudi.")
    assert sorted(one.state for one in proposed_in(place)) == ["proposee", "retiree"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"quoi": "parcours|P9"}, "Choisissez ce que vous proposez."),
        ({"quoi": "lecon|P3.5"}, "Choisissez ce que vous proposez."),
        ({"date__jour": "31", "date__mois": "2", "date__annee": "2031"}, "Écrivez une date"),
        ({"date__jour": "1", "date__mois": "1", "date__annee": "1020"}, "Vérifiez l'année"),
        ({"mot": "a" * 301}, "300 signes au plus"),
    ],
)
def test_a_fault_is_told_and_what_was_written_stays(
    place: Place, counsellor: Browser, sonia: UUID, written: dict[str, str], words: str
) -> None:
    page = counsellor.page(sheet(sonia))
    response = counsellor.send(page, "Proposer", **{"mot": "Bonjour", **written})
    assert response.status_code == 422
    again = page_of(response)
    assert words in again.main_text
    assert text_of(again.one("textarea")) == written.get("mot", "Bonjour")
    assert proposed_in(place) == []


def test_a_day_that_is_past_is_refused(counsellor: Browser, sonia: UUID) -> None:
    past = now() - timedelta(days=2)  # yesterday or before, wherever one is
    parts = {"date__jour": f"{past.day}", "date__mois": f"{past.month}"}
    page = counsellor.page(sheet(sonia))
    response = counsellor.send(page, "Proposer", date__annee=f"{past.year}", **parts)
    assert response.status_code == 422
    assert "Écrivez un jour à venir" in page_of(response).main_text


def test_the_same_to_several_people_who_share(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        karim = a_learner("Karim", shares_with=place.structure)
        paul = a_learner("Paul")
        elsewhere = a_learner("Rosa", shares_with=place.structure_elsewhere)
    asked = ",".join(map(str, (sonia, karim, paul, elsewhere, "x")))
    page = counsellor.page(f"/conseiller/proposer?pour={asked}")
    assert "À 2 personnes : Karim, Sonia." in page.main_text
    page = counsellor.go_on(counsellor.send(page, "Proposer", quoi="parcours|P4"))
    assert "Proposé à 2 personnes." in page.main_text
    assert {one.learner_id for one in proposed_in(place)} == {sonia, karim}


def test_without_anybody_the_page_says_where_to_choose(counsellor: Browser) -> None:
    assert "Personne n'est choisi" in counsellor.page("/conseiller/proposer").main_text


def test_the_structures_own_grid_is_read_and_its_version_kept(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        content = catalogue().grid.model_dump(mode="json", by_alias=True, exclude_none=True)
        content["grille"]["version"] = 2
        content["regles"] = []
        content["bandes"][0]["prescriptions"] = ["parcours:P7"]
        for version, published in ((2, now()), (3, None)):
            db.session.add(
                GridVersion(
                    structure_id=place.structure,
                    version=version,
                    content=content,
                    made_by=None,
                    published_at=published,
                )
            )
    page = counsellor.page(sheet(sonia))
    assert next(iter(options(page))) == "parcours|P7"
    counsellor.go_on(counsellor.send(page, "Proposer"))
    assert [one.grid_version for one in proposed_in(place)] == [2]


@pytest.mark.parametrize("page", ["proposer", "propositions", "message"])
def test_each_page_is_a_look_and_gone_when_sharing_stops(
    place: Place, counsellor: Browser, stranger: Browser, sonia: UUID, page: str
) -> None:
    address = f"/conseiller/apprenants/{sonia}/{page}"
    assert stranger.get(address).status_code == 404
    assert counsellor.get(address).status_code == 200
    with place.app.app_context(), transaction():
        looks = [look.learner_id for look in db.session.execute(select(Look)).scalars()]
        refuse_to_share(sonia, place.structure)
    assert looks == [sonia]
    assert counsellor.get(address).status_code == 404


def test_the_message_names_the_step_and_the_site_and_no_secret(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    counsellor.go_on(counsellor.send(counsellor.page(sheet(sonia)), "Proposer"))
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/message")
    words = text_of(page.one("textarea"))
    assert words.startswith("Bonjour Sonia. Je vous propose la suite : « Mon smartphone ».")
    assert "Mission locale" not in words
    assert str(sonia) not in words
    links = [unquote(each.get("href", "")) for each in page.one("main").iter("a")]
    [sms] = [link for link in links if link.startswith("sms:?&body=")]
    [mail] = [link for link in links if link.startswith("mailto:?subject=")]
    assert "Mon smartphone" in sms
    assert "Mon smartphone" in mail


@pytest.mark.both
@pytest.mark.parametrize("genre", ["", "lecon", "atelier", "partenaire"])
def test_the_sheet_takes_12_statements_at_most(
    place: Place, counsellor: Browser, sonia: UUID, genre: str
) -> None:
    with place.app.app_context(), transaction():
        answers(sonia, WRONG * 20)
        for lesson in ("P1.1", "P1.2", "P3.4"):
            finished_lesson(sonia, lesson)
        for _ in range(30):
            agreed_a_month_ago(sonia, place.structure)
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        counsellor.page(sheet(sonia, genre))
    assert len(sent) <= 12, sent


def a_partner(structure: UUID, name: str, commune: str, service: str) -> Partner:
    """A place of digital mediation."""
    return Partner(
        id=uuid4(),
        structure_id=structure,
        source_id=None,
        name=name,
        kind="epn",
        services=[service],
        modalities=[],
        public=[],
        accessibility=None,
        address="1 rue des Lilas",
        postcode="37000",
        commune=commune,
        hours=None,
        phone="02 00 00 00 00",
        email=None,
        website=None,
        checked_on=None,
    )
