"""« Mes apprenants » : found, narrowed down, sorted, and acted on together."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.accounts.store import Learner, Seat
from pixlearn.badges.store import AwardedBadge
from pixlearn.db import db, now, transaction
from pixlearn.orientation.store import LearnerTag, Tag
from pixlearn.orientation.tags import create_tag
from pixlearn.privacy.service import refuse_to_share
from pixlearn.privacy.store import FollowUp, Look
from pixlearn.progression.store import Summary
from pixlearn.structures.service import open_workshop
from pixlearn.structures.store import Workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, agreed_a_month_ago, summed_up
from tests.web.parsed_page import ParsedPage, text_of
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

LIST = "/conseiller/apprenants?suivi=tous"


def names(page: ParsedPage) -> list[str]:
    return [text_of(row[0]) for row in page.one("tbody")] if list(page.all("tbody")) else []


def results(page: ParsedPage) -> str:
    return text_of(page.one("section", id="results"))


@pytest.fixture
def people(place: Place) -> dict[str, UUID]:
    """Four people who share, each with something of their own."""
    with place.app.app_context(), transaction():
        found = {
            name: a_learner(name, shares_with=place.structure)
            for name in ("Élodie", "Marc-Antoine", "Noé", "Zoé")
        }
        for name, level, percent in (("Élodie", 1, 20), ("Marc-Antoine", 3, 90), ("Noé", 2, 55)):
            summed_up(found[name], level=level, ended_at=now())
            query = select(Summary).where(Summary.learner_id == found[name])
            db.session.execute(query).scalar_one().percent = percent
        agreed_a_month_ago(found["Noé"], place.structure)
        db.session.add(
            AwardedBadge(learner_id=found["Noé"], badge_id="bd-visio", seen_at=now(), told_at=None)
        )
        query = select(FollowUp).where(FollowUp.learner_id == found["Élodie"])
        db.session.execute(query).scalar_one().followed_by = place.counsellor
        row = db.session.execute(select(Learner).where(Learner.id == found["Zoé"])).scalar_one()
        row.last_seen_at = now() - timedelta(days=20)
        take_seat(found["Zoé"], a_workshop(place))
        db.session.add(LearnerTag(tag_id=a_tag(place, "Lundi"), learner_id=found["Zoé"]))
    return found


def a_workshop(place: Place) -> Workshop:
    return open_workshop(place.structure, "Atelier du 3 mai", shared_computers=False)


def a_tag(place: Place, label: str) -> UUID:
    """A tag of the first structure, inside a transaction."""
    assert create_tag(place.structure, label) is None
    db.session.flush()
    found: UUID = db.session.execute(select(Tag.id).where(Tag.label == label)).scalar_one()
    return found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q=elo", {"Élodie"}),
        ("q=ANTOINE", {"Marc-Antoine"}),
        ("q=oe", {"Noé", "Zoé"}),
        ("bande=socle", {"Élodie"}),
        ("bande=valoriser", {"Marc-Antoine"}),
        ("visite=plus-14-jours", {"Zoé"}),
        ("visite=7-jours", {"Élodie", "Marc-Antoine", "Noé"}),
        ("proposition=accord", {"Noé"}),
        ("proposition=aucune", {"Élodie", "Marc-Antoine", "Zoé"}),
        ("visio=oui", {"Noé"}),
        ("suivi=moi", {"Élodie"}),
        ("suivi=personne", {"Marc-Antoine", "Noé", "Zoé"}),
        ("suivi=tous&niveau=nowhere", {"Élodie", "Marc-Antoine", "Noé", "Zoé"}),
        ("q=oe&visio=oui", {"Noé"}),
        ("q=personne", set()),
    ],
)
@pytest.mark.usefixtures("people")
def test_each_filter_keeps_whom_it_says(
    counsellor: Browser, asked: str, expected: set[str]
) -> None:
    assert set(names(counsellor.page(f"/conseiller/apprenants?{asked}"))) == expected


@pytest.mark.usefixtures("people")
def test_a_workshop_and_a_tag_narrow_the_list(counsellor: Browser) -> None:
    page = counsellor.page(LIST)
    for field in ("atelier", "etiquette"):
        options = page.by_id[f"champ-{field}"].iter("option")
        [chosen] = [one for one in options if one.get("value")]
        narrowed = counsellor.page(f"{LIST}&{field}={chosen.get('value')}")
        assert names(narrowed) == ["Zoé"]
    assert "1 personne, étiquette : Lundi" in results(narrowed)


@pytest.mark.usefixtures("people")
def test_the_list_is_sorted_as_asked(counsellor: Browser) -> None:
    by_name = names(counsellor.page(f"{LIST}&tri=prenom"))
    assert by_name == ["Élodie", "Marc-Antoine", "Noé", "Zoé"]
    by_level = names(counsellor.page(f"{LIST}&tri=niveau"))
    assert by_level == ["Élodie", "Noé", "Marc-Antoine", "Zoé"]
    assert names(counsellor.page(LIST))[-1] == "Zoé"


@pytest.mark.usefixtures("people")
def test_each_condition_is_taken_away_alone(counsellor: Browser) -> None:
    page = counsellor.page(f"{LIST}&q=oe&visio=oui&tri=prenom")
    assert "1 personne, prénom ou carte avec « oe », badge visio : obtenu" in results(page)
    [link] = [one for one in page.all("a") if text_of(one).startswith("Retirer : badge visio")]
    assert link.get("href") == "/conseiller/apprenants?q=oe&tri=prenom&suivi=tous"


@pytest.mark.usefixtures("people")
def test_the_form_works_without_scripts(counsellor: Browser) -> None:
    page = counsellor.page(LIST)
    answer = counsellor.send(page, form=page.one("form", role="search"), q="noe")
    assert names(page_of(answer)) == ["Noé"]


@pytest.mark.usefixtures("people")
def test_nobody_who_matches_leads_back_to_everybody(counsellor: Browser) -> None:
    page = counsellor.page(f"{LIST}&q=xyz")
    assert "Personne ne correspond, ou la personne ne partage pas avec vous." in results(page)
    assert names(page) == []


def test_people_ticked_get_a_seat_once(
    place: Place, counsellor: Browser, people: dict[str, UUID]
) -> None:
    page = counsellor.page(f"{LIST}&q=oe")
    with place.app.app_context():
        workshop = db.session.execute(select(Workshop.id)).scalar_one()
    ticked = [str(people["Noé"]), str(people["Zoé"])]
    for expected in (1, 0):
        answer = counsellor.send(page, personne=ticked, action=f"atelier:{workshop}")
        assert answer.location == f"/conseiller/apprenants?q=oe&suivi=tous&fait={expected}"
    with place.app.app_context():
        assert len(db.session.execute(select(Seat)).all()) == 2
    assert "C'est fait pour 0 personne." in counsellor.go_on(answer).main_text


def test_a_workshop_takes_no_more_people_than_it_holds(
    place: Place, counsellor: Browser, people: dict[str, UUID]
) -> None:
    with place.app.app_context(), transaction():
        workshop = db.session.execute(select(Workshop)).scalar_one()
        workshop.capacity, workshop_id = 2, workshop.id
    everybody = [str(one) for one in people.values()]
    page = counsellor.page(LIST)
    answer = counsellor.send(page, personne=everybody, action=f"atelier:{workshop_id}")
    assert answer.status_code == 422
    assert "assez de places" in page_of(answer).main_text
    with place.app.app_context():
        assert len(db.session.execute(select(Seat)).all()) == 1


def test_a_tag_is_put_and_taken_off(
    place: Place, counsellor: Browser, people: dict[str, UUID]
) -> None:
    with place.app.app_context():
        tag = db.session.execute(select(Tag.id)).scalar_one()
    page = counsellor.page(LIST)
    for act, carried in (("mettre", 2), ("mettre", 2), ("retirer", 1)):
        counsellor.send(page, personne=[str(people["Noé"])], action=f"{act}:{tag}")
        with place.app.app_context():
            assert len(db.session.execute(select(LearnerTag)).all()) == carried


def test_proposing_to_several_names_them_in_the_address(
    counsellor: Browser, people: dict[str, UUID]
) -> None:
    ticked = [str(people["Noé"]), str(people["Zoé"])]
    answer = counsellor.send(counsellor.page(LIST), personne=ticked, action="proposer")
    assert answer.status_code == 303
    assert counsellor.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    ("ticked", "act", "words"),
    [
        (False, "proposer", "Cochez au moins une personne"),
        (True, "", "Choisissez ce que vous voulez faire"),
        (True, "mettre:nonsense", "Choisissez ce que vous voulez faire"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays(
    counsellor: Browser, people: dict[str, UUID], ticked: bool, act: str, words: str
) -> None:
    who = [str(people["Noé"])] if ticked else []
    answer = counsellor.send(counsellor.page(f"{LIST}&tri=prenom"), personne=who, action=act)
    assert answer.status_code == 422
    page = page_of(answer)
    assert words in page.main_text
    kept = [box.get("value") for box in page.all("input") if "checked" in box.attrib]
    assert kept == who
    assert names(page)[0] == "Élodie"


def test_nothing_is_done_for_people_who_do_not_share(
    place: Place, counsellor: Browser, people: dict[str, UUID]
) -> None:
    with place.app.app_context(), transaction():
        outsider = a_learner("Karim", shares_with=place.structure_elsewhere)
        refuse_to_share(people["Noé"], place.structure)
        tag = db.session.execute(select(Tag.id)).scalar_one()
        workshop = db.session.execute(select(Workshop.id)).scalar_one()
    page = counsellor.page(LIST)
    for act in (f"mettre:{tag}", f"atelier:{workshop}"):
        who = [str(outsider), str(people["Noé"]), str(uuid4())]
        answer = counsellor.send(page, personne=who, action=act)
        assert answer.location.endswith("fait=0")


def test_acts_on_things_of_another_structure_are_refused(
    place: Place, stranger: Browser, people: dict[str, UUID]
) -> None:
    with place.app.app_context(), transaction():
        a_learner("Karim", shares_with=place.structure_elsewhere)
        tag = db.session.execute(select(Tag.id)).scalar_one()
        workshop = db.session.execute(select(Workshop.id)).scalar_one()
    page = stranger.page(LIST)
    for act in (f"mettre:{tag}", f"atelier:{workshop}"):
        answer = stranger.send(page, personne=[str(people["Noé"])], action=act)
        assert answer.status_code == 404
    assert names(stranger.page(f"{LIST}&etiquette={tag}")) == ["Karim"]


def test_the_whole_page_is_ticked_by_a_link(counsellor: Browser, people: dict[str, UUID]) -> None:
    page = counsellor.page(f"{LIST}&cocher=tout")
    kept = {box.get("value") for box in page.all("input") if "checked" in box.attrib}
    assert kept == {str(one) for one in people.values()}


def test_a_thousand_people_take_8_statements(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        tag, workshop = a_tag(place, "Lundi"), a_workshop(place).id
        rows = [
            Learner(id=uuid4(), first_name=f"Zoé {n}", display={}, last_seen_at=now())
            for n in range(1000)
        ]
        db.session.add_all(rows)
        db.session.flush()
        for one in rows:
            db.session.add(FollowUp(learner_id=one.id, structure_id=place.structure))
            db.session.add(LearnerTag(tag_id=tag, learner_id=one.id))
            db.session.add(Seat(workshop_id=workshop, learner_id=one.id))
            summed_up_row(one.id)
    with place.app.app_context():
        engine = db.engine
    asked = f"q=zoe&atelier={workshop}&etiquette={tag}&bande=developper&tri=niveau&page=3"
    for address in (LIST, f"{LIST}&{asked}"):
        with counted_statements(engine) as sent:
            page = counsellor.page(address)
        assert len(sent) <= 8, sent
        assert len(names(page)) == 50
        assert "1000 personnes" in results(page).replace("\u202f", "").replace("\xa0", "")
    with place.app.app_context():
        assert len(db.session.execute(select(Look)).all()) == 100


def summed_up_row(learner_id: UUID) -> None:
    """A summary in the middle band."""
    db.session.add(
        Summary(
            learner_id=learner_id,
            diagnostic_id="abc_diag",
            level=2,
            percent=50,
            ended_at=now(),
            active_at=now(),
        )
    )
