"""« Aujourd'hui » : who needs the counsellor, in which order, and until when."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.accounts.store import Learner, Seat
from pixlearn.badges.store import AwardedBadge
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.orientation.store import Proposal
from pixlearn.privacy.service import refuse_to_share
from pixlearn.privacy.store import FollowUp, Look
from pixlearn.structures.service import open_workshop
from pixlearn.tracks import service as tracks
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import (
    a_learner,
    agreed_a_month_ago,
    answers,
    signed_in,
    somebody_at_work,
    summed_up,
)
from tests.web.learner.reader import form_with
from tests.web.parsed_page import ParsedPage, text_of
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both

TODAY = "/conseiller/?qui=structure"
WRONG = ("COM.1.4", "INF.2.1", "SEC.2.2")


def lines(page: ParsedPage) -> list[str]:
    """Each person of the day: their name, why, and what can be done."""
    return [text_of(line) for line in page.one("main").iter("li") if line.find("div") is not None]


def titles(page: ParsedPage) -> list[str]:
    return [text_of(title) for title in page.all("h2")]


def seated(place: Place, name: str, *, hand: bool, admitted: bool, shares: bool = True) -> UUID:
    """Somebody in an open workshop."""
    learner = a_learner(name, shares_with=place.structure if shares else None)
    workshop = open_workshop(place.structure, "Premiers pas", shared_computers=False)
    seat: Seat = take_seat(learner, workshop)
    seat.help_asked_at = now() if hand else None
    seat.admitted_at = now() if admitted else None
    return learner


def proposed(learner: UUID, place: Place, *, days_ago: int) -> Proposal:
    """A proposal that nobody answered."""
    proposal = agreed_a_month_ago(learner, place.structure)
    proposal.state, proposal.answered_at = "proposee", None
    proposal.created_at = now() - timedelta(days=days_ago)
    return proposal


def stuck(learner: UUID, lesson_id: str = "P3.5", misses: int = 2) -> None:
    """A lesson under way whose item was missed so many times."""
    visit = tracks.begin(learner, catalogue().teaching.lessons[lesson_id], None)
    visit.misses = misses


def told(learner: UUID) -> None:
    """« Montrer à mon conseiller », pressed now."""
    db.session.add(
        AwardedBadge(learner_id=learner, badge_id="bd-visio", seen_at=now(), told_at=now())
    )


def away(learner: UUID, days: int) -> None:
    """Nobody has seen this person for so many days."""
    row = db.session.execute(select(Learner).where(Learner.id == learner)).scalar_one()
    row.last_seen_at = now() - timedelta(days=days)


def test_the_day_goes_from_raised_hands_to_helping_hands(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        away(a_learner("Gil", shares_with=place.structure), 20)
        proposed(a_learner("Fay", shares_with=place.structure), place, days_ago=8)
        told(a_learner("Eva", shares_with=place.structure))
        summed_up(a_learner("Dan", shares_with=place.structure), level=2, ended_at=now())
        stuck(a_learner("Cleo", shares_with=place.structure))
        seated(place, "Bo", hand=False, admitted=False)
        seated(place, "Ana", hand=True, admitted=True)
        a_learner("Zoé", shares_with=place.structure)
    page = counsellor.page(TODAY)
    said = lines(page)
    assert "1 personne à accueillir" in said.pop(0)
    assert [words.split()[0] for words in said] == ["Ana", "Cleo", "Dan", "Eva", "Fay", "Gil"]
    assert "Demande de l'aide" in said[0]
    assert "Aller à l'atelier" in said[0]
    assert "Joindre un document" in said[1]
    assert "Je sais rejoindre une visio" in said[3]
    assert "Mes e-mails" in said[4]
    assert "il y a 20 jours" in said[5]
    assert "Proposer un coup de main" in said[5]
    assert len(titles(page)) == 7


def test_a_person_stands_once_with_the_first_reason_and_the_others_after(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = seated(place, "Ana", hand=True, admitted=False)
        stuck(learner)
        away(learner, 15)
    page = counsellor.page(TODAY)
    assert len(titles(page)) == 2
    [room, words] = lines(page)
    assert "1 personne à accueillir" in room
    places = [words.index(part) for part in ("Demande de l'aide", "essayé", "Dernière")]
    assert places == sorted(places)


def test_one_miss_or_a_solved_item_is_no_reason(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        stuck(a_learner("Ana", shares_with=place.structure), misses=1)
    assert "Personne n'attend." in counsellor.page(TODAY).main_text


def test_three_misses_in_a_row_are_a_reason_while_the_diagnostic_lasts(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        for name, outcomes, ended in (
            ("Trois", [("GES.2.1", 1.0), *((skill, 0.0) for skill in WRONG)], None),
            ("Deux", [("GES.2.1", 1.0), *((skill, 0.0) for skill in WRONG[:2])], None),
            ("Fini", [(skill, 0.0) for skill in WRONG], "sur"),
        ):
            answers(a_learner(name, shares_with=place.structure), outcomes, ended_how=ended)
    [words] = lines(counsellor.page(TODAY))
    assert words.startswith("Trois")
    assert "3 questions de suite" in words


def test_what_was_read_on_the_persons_page_is_no_news_any_more(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Dan", shares_with=place.structure)
        summed_up(learner, level=2, ended_at=now())
        told(learner)
    assert len(lines(counsellor.page(TODAY))) == 1
    assert len(lines(counsellor.page(TODAY))) == 1
    counsellor.page(f"/conseiller/apprenants/{learner}")
    assert "Personne n'attend." in counsellor.page(TODAY).main_text


def test_news_last_fourteen_days(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        ended = now() - timedelta(days=15)
        summed_up(a_learner("Dan", shares_with=place.structure), level=2, ended_at=ended)
    assert "Personne n'attend." in counsellor.page(TODAY).main_text


def test_a_proposal_waits_seven_days_before_it_is_a_reason(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        proposed(a_learner("Fay", shares_with=place.structure), place, days_ago=0)
    assert "Personne n'attend." in counsellor.page(TODAY).main_text
    with time_machine.travel(now() + timedelta(days=7, minutes=1), tick=False):
        later = signed_in(place.app, staff=place.counsellor)
        assert lines(later.page(TODAY))[0].startswith("Fay")


def test_a_colleagues_learners_stand_under_the_whole_structure(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        colleague = somebody_at_work(place.structure, "Lou", counsels=True, refers=False)
        for name, follower in (("Mine", place.counsellor), ("Theirs", colleague), ("None", None)):
            learner = a_learner(name, shares_with=place.structure)
            query = select(FollowUp).where(FollowUp.learner_id == learner)
            db.session.execute(query).scalar_one().followed_by = follower
            away(learner, 20)
    for whose, expected in (
        ("", {"Mine"}),
        ("?qui=personne", {"None"}),
        ("?qui=structure", {"Mine", "None", "Theirs"}),
    ):
        page = counsellor.page(f"/conseiller/{whose}")
        assert {words.split()[0] for words in lines(page)} == expected
    assert "Mes apprenants (1)" in page.main_text
    assert "Sans conseiller désigné (1)" in page.main_text


def test_whoever_does_not_share_shows_nothing_but_their_place_in_the_room(
    place: Place, counsellor: Browser, stranger: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = seated(place, "Ana", hand=True, admitted=True, shares=False)
        stuck(learner)
    [words] = lines(counsellor.page(TODAY))
    assert "Demande de l'aide" in words
    assert "leçon" not in words
    assert f"/apprenants/{learner}" not in counsellor.page(TODAY).html
    assert "Ana" not in stranger.page(TODAY).main_text


def test_somebody_who_stops_sharing_leaves_the_day(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Cleo", shares_with=place.structure)
        stuck(learner)
    assert len(lines(counsellor.page(TODAY))) == 1
    with place.app.app_context(), transaction():
        refuse_to_share(learner, place.structure)
    assert "Cleo" not in counsellor.page(TODAY).main_text


def test_each_person_shown_who_shares_is_one_look(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = seated(place, "Ana", hand=True, admitted=False)
        seated(place, "Bo", hand=True, admitted=False, shares=False)
    counsellor.page(TODAY)
    with place.app.app_context():
        rows = db.session.execute(select(Look.learner_id, Look.view)).all()
    assert [tuple(row) for row in rows] == [(learner, "list")]


def test_a_long_section_shows_five_and_leads_to_its_own_pages(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        for number in range(60):
            away(a_learner(f"Personne{number}", shares_with=place.structure), 20 + number)
    page = counsellor.page(TODAY)
    assert len(lines(page)) == 5
    assert lines(page)[0].startswith("Personne0")
    [more] = [link.get("href", "") for link in page.all("a") if "55 autres" in text_of(link)]
    whole = counsellor.page(more)
    assert len(lines(whole)) == 50
    assert "Page 1 sur 2" in whole.main_text
    assert len(lines(counsellor.page(f"{more}&page=2"))) == 10


def test_the_day_of_a_thousand_people_takes_8_statements(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        people = [
            Learner(
                id=uuid4(),
                first_name=f"Personne {number}",
                display={},
                last_seen_at=now() - timedelta(days=number % 30),
            )
            for number in range(1000)
        ]
        db.session.add_all(people)
        db.session.flush()
        db.session.add_all(
            FollowUp(learner_id=one.id, structure_id=place.structure, followed_by=None)
            for one in people
        )
        for one in people[:30]:
            stuck(one.id)
        seated(place, "Ana", hand=True, admitted=False)
    with place.app.app_context():
        engine = db.engine
    with counted_statements(engine) as sent:
        page = counsellor.page(TODAY)
    assert len(sent) <= 8, sent
    assert len(lines(page)) == 1 + 1 + 5 + 5


def test_an_empty_day_says_how_people_come(counsellor: Browser) -> None:
    page = counsellor.page(TODAY)
    assert "Personne n'attend." in page.main_text
    assert "Ma première heure" in page.main_text


def test_whoever_wants_to_talk_waits_until_somebody_has_talked(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Ana", shares_with=place.structure)
        proposed(learner, place, days_ago=0).state = "en_parler"
        db.session.execute(select(Proposal)).scalar_one().answered_at = now()
    [words] = lines(counsellor.page(TODAY))
    assert "Veut en parler d'abord" in words
    page = counsellor.page(f"/conseiller/apprenants/{learner}")
    counsellor.send(page, form=form_with(page, "Nous en avons parlé"), action="parle")
    assert "Personne n'attend." in counsellor.page(TODAY).main_text


def test_a_month_after_a_yes_the_day_and_the_page_ask_what_came_of_it(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Ana", shares_with=place.structure)
        agreed_a_month_ago(learner, place.structure)
    assert "accord donné" in lines(counsellor.page(TODAY))[0]
    page = counsellor.page(f"/conseiller/apprenants/{learner}")
    counsellor.send(page, form=form_with(page, "C'est fait"), action="fait")
    assert "Personne n'attend." in counsellor.page(TODAY).main_text


def test_a_room_of_nine_is_one_line(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        workshop = open_workshop(place.structure, "Premiers pas", shared_computers=False)
        for number in range(9):
            take_seat(a_learner(f"Personne {number}"), workshop)
    [words] = lines(counsellor.page("/conseiller/"))
    assert "9 personnes à accueillir" in words


def test_people_of_one_first_name_are_told_apart_beside_it_and_in_their_buttons(
    place: Place, counsellor: Browser
) -> None:
    with place.app.app_context(), transaction():
        for title in ("Lundi matin", "Mardi soir"):
            learner = a_learner("Marie", shares_with=place.structure)
            take_seat(learner, open_workshop(place.structure, title, shared_computers=False))
            summed_up(learner, level=2, ended_at=now())
    page = counsellor.page(TODAY)
    names = [text_of(one) for one in page.all("p") if text_of(one).startswith("Marie")]
    buttons = [text_of(one) for one in page.all("a") if "Lire le résultat" in text_of(one)]
    assert sorted(names) == ["Marie Lundi matin", "Marie Mardi soir"]
    assert len(set(buttons)) == 2
    assert all(title in " ".join(buttons) for title in ("Lundi matin", "Mardi soir"))


def test_a_first_name_is_a_link_to_the_persons_page(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Ana", shares_with=place.structure)
        stuck(learner)
    [link] = [one for one in counsellor.page(TODAY).all("a") if text_of(one) == "Ana"]
    assert link.get("href") == f"/conseiller/apprenants/{learner}"
