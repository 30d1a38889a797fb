"""One's own people: taken over and passed on together, found, told apart, and given back."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from pixlearn.accounts.secret import hash_code
from pixlearn.accounts.service import take_seat
from pixlearn.accounts.store import Card, Learner, Staff
from pixlearn.db import db, now, transaction
from pixlearn.privacy.store import FollowUp, Handover
from pixlearn.progression.store import Summary
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser, page_of
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, answers, signed_in, somebody_at_work, summed_up
from tests.web.learner.reader import form_with
from tests.web.parsed_page import ParsedPage, text_of

LIST = "/conseiller/apprenants"
MANY = 90


def names(page: ParsedPage) -> list[str]:
    return [text_of(row[0]) for row in page.one("tbody")] if list(page.all("tbody")) else []


def followers(place: Place) -> list[UUID | None]:
    """Who follows each person, by first name."""
    with place.app.app_context():
        query = (
            select(FollowUp.followed_by)
            .join(Learner, Learner.id == FollowUp.learner_id)
            .order_by(Learner.first_name, Learner.id)
        )
        return list(db.session.execute(query).scalars())


def follows(place: Place, staff: UUID, learner: UUID) -> None:
    """This professional follows this person, inside a transaction."""
    query = select(FollowUp).where(FollowUp.learner_id == learner)
    db.session.execute(query).scalar_one().followed_by = staff


@pytest.fixture
def lou(place: Place) -> UUID:
    """A colleague."""
    with place.app.app_context(), transaction():
        return somebody_at_work(place.structure, "Lou Roy", counsels=True, refers=False)


@pytest.fixture
def crowd(place: Place) -> None:
    """Ninety people whom nobody follows."""
    with place.app.app_context(), transaction():
        for number in range(MANY):
            a_learner(f"Personne {number:02}", shares_with=place.structure)


@pytest.mark.both
@pytest.mark.usefixtures("crowd")
def test_ninety_people_are_followed_by_one_form_and_given_back_by_one(
    place: Place, counsellor: Browser
) -> None:
    page = counsellor.page(f"{LIST}?suivi=personne")
    assert f"Les {MANY} personnes de cette liste" in page.main_text
    answer = counsellor.send(page, tous="oui", action="suivre")
    done = counsellor.go_on(answer)
    assert f"C'est fait pour {MANY} personnes." in done.main_text
    assert followers(place) == [place.counsellor] * MANY
    undone = counsellor.send(done, form=form_with(done, "Annuler"), action="annuler")
    assert f"annulé pour {MANY} personnes" in counsellor.go_on(undone).main_text
    assert followers(place) == [None] * MANY
    with place.app.app_context():
        assert not db.session.execute(select(Handover)).all()


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("act", ["proposer", "cartes"])
def test_what_is_done_for_fifty_at_most_says_so_before_and_does_not_begin(
    counsellor: Browser, act: str
) -> None:
    page = counsellor.page(f"{LIST}?suivi=personne")
    options = {one.get("value"): text_of(one) for one in page.one("select", name_="action")}
    assert options[act].endswith("(50 personnes au plus)")
    assert not options["suivre"].endswith("au plus)")
    refused = counsellor.send(page, tous="oui", action=act)
    assert refused.status_code == 422
    words = page_of(refused).main_text.replace("\xa0", " ")
    assert f"Il y a {MANY} personnes. Cela se fait pour 50 personnes au plus à la fois." in words
    ticked = [one.get("value", "") for one in page.all("input") if one.get("name") == "personne"]
    assert len(ticked) == 50
    going_on = counsellor.go_on(counsellor.send(page, personne=ticked, action=act))
    assert len(set(re.findall(r"Personne \d\d", going_on.main_text))) == 50


@pytest.mark.parametrize("act", ["proposer", "cartes"])
def test_a_short_list_speaks_of_no_limit(place: Place, counsellor: Browser, act: str) -> None:
    with place.app.app_context(), transaction():
        a_learner("Sonia", shares_with=place.structure)
    options = counsellor.page(f"{LIST}?suivi=tous").one("select", name_="action")
    assert "au plus" not in next(text_of(one) for one in options if one.get("value") == act)


def test_each_person_is_told_as_by_the_single_act(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        sonia = a_learner("Sonia", shares_with=place.structure)
    counsellor.send(counsellor.page(f"{LIST}?suivi=tous"), personne=[str(sonia)], action="suivre")
    door = signed_in(place.app, learner=sonia).page("/")
    assert "Claire Petit vous suit maintenant." in door.main_text


def test_people_are_passed_on_to_a_colleague_whose_list_is_a_filter(
    place: Place, counsellor: Browser, lou: UUID
) -> None:
    with place.app.app_context(), transaction():
        sonia, _ = (a_learner(name, shares_with=place.structure) for name in ("Sonia", "Zoé"))
    page = counsellor.page(f"{LIST}?suivi=tous")
    counsellor.send(page, personne=[str(sonia)], action=f"passer:{lou}")
    assert names(counsellor.page(f"{LIST}?suivi={lou}")) == ["Sonia"]
    with place.app.app_context(), transaction():
        db.session.execute(select(Staff).where(Staff.id == lou)).scalar_one().active = False
    left = counsellor.page(f"{LIST}?suivi={lou}")
    assert names(left) == ["Sonia"]
    assert "suivi par Lou Roy, qui est parti" in left.main_text


def test_undoing_gives_back_to_whoever_followed_and_not_after_the_person_was_told(
    place: Place, counsellor: Browser, lou: UUID
) -> None:
    with place.app.app_context(), transaction():
        people = [a_learner(name, shares_with=place.structure) for name in ("Ana", "Bo")]
        for one in people:
            follows(place, lou, one)
    page = counsellor.page(f"{LIST}?suivi=tous")
    ticked = [str(one) for one in people]
    done = counsellor.go_on(counsellor.send(page, personne=ticked, action="suivre"))
    learner = signed_in(place.app, learner=people[1])
    learner.send(learner.page("/"), form=form_with(learner.page("/"), "J'ai compris"))
    counsellor.send(done, form=form_with(done, "Annuler"), action="annuler")
    assert followers(place) == [lou, place.counsellor]


def test_nobody_of_another_structure_is_followed_nor_follows(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        outsider = a_learner("Karim", shares_with=place.structure_elsewhere)
        own = a_learner("Sonia", shares_with=place.structure)
    page = counsellor.page(f"{LIST}?suivi=tous")
    answer = counsellor.send(page, personne=[str(outsider)], action="suivre")
    assert "fait=0" in answer.location
    wrong = counsellor.send(
        page, personne=[str(own)], action=f"passer:{place.counsellor_elsewhere}"
    )
    assert wrong.status_code == 404
    assert followers(place) == [None, None]


def test_the_list_opens_on_ones_own_people_once_there_are_some(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        sonia, _ = (a_learner(name, shares_with=place.structure) for name in ("Sonia", "Zoé"))
    assert names(counsellor.page(f"{LIST}?tri=prenom")) == ["Sonia", "Zoé"]
    with place.app.app_context(), transaction():
        follows(place, place.counsellor, sonia)
    page = counsellor.page(LIST)
    assert names(page) == ["Sonia"]
    [tab] = [one for one in page.all("a") if one.get("aria-current") == "true"]
    assert text_of(tab) == "Mes apprenants (1)"


def test_at_the_end_of_a_workshop_one_press_follows_all_who_share(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        workshop = open_workshop(place.structure, "Premiers pas", shared_computers=False)
        for name, shares in (("Ana", True), ("Bo", True), ("Cleo", False)):
            learner = a_learner(name, shares_with=place.structure if shares else None)
            take_seat(learner, workshop)
        workshop_id = workshop.id
    page = counsellor.page(f"/conseiller/ateliers/{workshop_id}/bilan")
    form = form_with(page, "Je suis ces 2 personnes")
    listed = counsellor.go_on(counsellor.send(page, form=form))
    assert sorted(names(listed)) == ["Ana", "Bo"]
    assert followers(place) == [place.counsellor, place.counsellor]


def test_a_referent_passes_on_all_the_people_of_one_who_left_without_seeing_them(
    place: Place, counsellor: Browser, lou: UUID
) -> None:
    with place.app.app_context(), transaction():
        for name in ("Ana", "Bo"):
            follows(place, lou, a_learner(name, shares_with=place.structure))
    referent = signed_in(place.app, staff=place.referent)
    page = referent.page(f"/referent/equipe/{lou}")
    assert "2 personnes suivies" in page.main_text
    assert "Ana" not in page.main_text
    referent.send(
        page, form=form_with(page, "Passer tout le monde"), a=str(place.counsellor), action="passer"
    )
    assert followers(place) == [place.counsellor, place.counsellor]


@pytest.mark.both
def test_list_and_page_say_one_level_in_the_same_words(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        summed_up(learner, level=2, ended_at=now(), to_confirm=True)
        row = db.session.execute(select(Summary).where(Summary.learner_id == learner)).scalar_one()
        row.between_from = 2
    words = "Entre « Je me débrouille » et « Je suis autonome »"
    plain = counsellor.page(f"{LIST}?niveau=2-3").main_text.replace("\xa0", " ")
    assert words in plain.replace("\u202f", " ")
    assert names(counsellor.page(f"{LIST}?niveau=2-3")) == ["Sonia"]
    assert names(counsellor.page(f"{LIST}?niveau=2")) == []


def test_people_of_one_first_name_are_told_apart(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        for title in ("Lundi matin", "Mardi soir"):
            workshop = open_workshop(place.structure, title, shared_computers=False)
            take_seat(a_learner("Marie", shares_with=place.structure), workshop)
        a_learner("Zoé", shares_with=place.structure)
    found = names(counsellor.page(LIST))
    assert sorted(found) == ["Marie Lundi matin", "Marie Mardi soir", "Zoé"]


def test_the_code_of_a_card_finds_whoever_holds_it_and_shares(
    place: Place, counsellor: Browser, stranger: Browser
) -> None:
    with place.app.app_context(), transaction():
        sonia = a_learner("Sonia", shares_with=place.structure)
        pepper = place.app.extensions["pixlearn_settings"].pepper
        db.session.add(
            Card(
                learner_id=sonia,
                structure_id=None,
                number=None,
                token_hash="t" * 64,
                code_hash=hash_code(pepper, "ABCD1234"),
                digits_hash="none",
                last_used_at=now(),
                ended_at=None,
            )
        )
    assert names(counsellor.page(f"{LIST}?q=abcd+1234")) == ["Sonia"]
    assert names(stranger.page(f"{LIST}?q=abcd+1234")) == []


def test_whoever_is_not_found_may_not_share_and_the_page_says_how_to_ask(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        follows(place, place.counsellor, a_learner("Sonia", shares_with=place.structure))
    words = counsellor.page(f"{LIST}?q=Paul&suivi=moi").main_text
    assert "la personne ne partage pas avec vous" in words
    assert "Chercher dans toute la structure" in words
    assert "Partager avec mon conseiller" in words


@pytest.mark.parametrize("who", ["counsellor", "referent"])
def test_help_of_professionals_is_a_search_in_the_guides(place: Place, who: str) -> None:
    browser = signed_in(place.app, staff=getattr(place, who))
    assert browser.get("/aide").location == "/conseiller/aide"
    page = browser.page("/conseiller/aide?q=homonyme")
    assert "Aucune page" not in page.main_text
    assert [one for one in page.all("a") if text_of(one) == "Guides"]


def test_the_first_hour_is_ones_own(place: Place, counsellor: Browser, lou: UUID) -> None:
    counsellor.send(counsellor.page("/conseiller/ateliers"), titre="Premier")
    assert "encore 3 étapes" in counsellor.page("/conseiller/").main_text
    other = signed_in(place.app, staff=lou)
    assert "encore 4 étapes" in other.page("/conseiller/").main_text
    page = other.page("/conseiller/premiere-heure")
    other.send(page, form=form_with(page, "J'en ai lu un"), action="lu")
    assert "Vous avez lu un guide." in other.page("/conseiller/premiere-heure").main_text
    other.send(page, form=form_with(page, "Je connais déjà"), action="tout")
    assert "étape" not in other.page("/conseiller/").main_text


def test_the_sheet_says_whose_it_is_and_who_prepared_it(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
    words = counsellor.page(f"/conseiller/apprenants/{learner}/fiche").main_text
    assert "Mission locale du Val" in words
    assert "Conseiller : Claire Petit" in words.replace("\xa0", " ")


def test_one_skill_shown_is_said_in_the_singular_and_never_like_a_mark(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        right = ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")
        answers(learner, [(skill, 1.0) for skill in right])
    words = counsellor.page(f"/conseiller/apprenants/{learner}").main_text.replace("\xa0", " ")
    assert "1 montré," in words
    assert "1 montrés" not in words
    assert "0 montrés" not in words
