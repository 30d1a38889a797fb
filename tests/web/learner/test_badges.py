"""« Mes badges »: what is shown to whom, and the quiet moment that comes once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4
from xml.etree import ElementTree

import pytest
from flask import Flask
from sqlalchemy import select, update

from pixlearn.badges.rules import Facts, ground_of
from pixlearn.badges.service import award
from pixlearn.badges.store import AwardedBadge
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.privacy.service import agree_to_share
from pixlearn.tracks.store import LessonVisit
from pixlearn.web.badge_words import missing_in_words, next_in_words
from tests.web.browsing import Browser
from tests.web.counsellor.people import a_structure, signed_in, somebody_at_work
from tests.web.learner.reader import Reader, buttons_of, form_with, links_of
from tests.web.parsed_page import ParsedPage, text_of

FIRST, EMAIL, TRACK = "bd-premier-pas", "bd-com-1", "bd-parcours-p3"
DOMAINS = ("GES", "INF", "COM", "AGI", "SEC")
NEW = "/badges/nouveau"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def newcomer(reader: Reader) -> Reader:
    """Somebody who has pressed « Je commence » and nothing else."""
    reader.go("/")
    reader.press("Je commence")
    return reader


def give(reader: Reader, *badge_ids: str, together: bool = False) -> None:
    learner_id = reader.learner_id
    with reader.app.app_context(), transaction():
        award(learner_id, badge_ids, badge_ids if together else ())


def name_of(reader: Reader, badge_id: str) -> str:
    with reader.app.app_context():
        return catalogue().badges[badge_id].name


def kept(reader: Reader, badge_id: str) -> AwardedBadge:
    learner_id = reader.learner_id
    query = select(AwardedBadge).where(
        AwardedBadge.learner_id == learner_id, AwardedBadge.badge_id == badge_id
    )
    with reader.app.app_context():
        found = db.session.execute(query).scalar_one()
        db.session.expunge_all()
    return found


def shares(reader: Reader) -> Browser:
    """Let the reader share with a structure; its counsellor, signed in."""
    learner_id = reader.learner_id
    with reader.app.app_context(), transaction():
        structure = a_structure("Mission locale du Val")
        staff = somebody_at_work(structure, "Claire Petit", counsels=True, refers=False)
        agree_to_share(learner_id, structure)
    return signed_in(reader.app, staff=staff)


def seen_by(counsellor: Browser, learner_id: UUID) -> str:
    return counsellor.page(f"/conseiller/apprenants/{learner_id}").main_text


def shelf(page: ParsedPage) -> list[str]:
    """The words of each badge earned, in order."""
    lists = [each for each in page.all("ul") if each.get("class") == "shelf"]
    return [text_of(line) for each in lists for line in each.iter("li")]


def test_before_the_first_badge_the_page_says_how_it_comes(newcomer: Reader) -> None:
    page = newcomer.go("/badges")
    assert "Votre premier badge arrive vite." in page.main_text
    assert "Il manque les 3 gestes du début." in page.main_text
    assert shelf(page) == []
    assert buttons_of(page) == []
    assert links_of(page)["Je continue"] == "/diagnostic"


def test_the_first_gestures_bring_a_badge_with_its_day_and_how_it_was_checked(
    beginner: Reader,
) -> None:
    page = beginner.go("/badges")
    assert any(words.startswith("Premier pas") for words in shelf(page))
    page = beginner.go(f"/badges/{FIRST}")
    assert page.heading == "Premier pas"
    assert "Badge gagné le " in page.main_text
    assert "Vous l'avez fait vous-même." in page.main_text
    picture = next(each for each in page.all(f"{SVG}svg") if each.get("role") == "img")
    assert text_of(picture).endswith("point.")
    assert {"/badges", "/attestation", f"/badges/{FIRST}/fichier"} <= set(links_of(page).values())


def test_a_badge_of_skills_says_them_and_that_somebody_helped(newcomer: Reader) -> None:
    give(newcomer, EMAIL, together=True)
    page = newcomer.go(f"/badges/{EMAIL}")
    with newcomer.app.app_context():
        skills = next(c for c in catalogue().framework.competences if c.id == "COM.1").skills
    for skill in skills:
        assert skill.text in page.main_text
    assert "Vous en avez fait une partie avec quelqu'un." in page.main_text


def test_a_badge_of_a_track_says_its_lessons_and_what_was_seen_for_real(newcomer: Reader) -> None:
    give(newcomer, TRACK)
    learner_id = newcomer.learner_id
    with newcomer.app.app_context(), transaction():
        track = catalogue().teaching.tracks["mes-emails"]
        lesson = track.lessons[0]
        visit = LessonVisit(id=uuid4(), learner_id=learner_id, lesson_id=lesson.id, place="retenir")
        visit.seen_for_real_at = now()
        db.session.add(visit)
    page = newcomer.go(f"/badges/{TRACK}")
    assert "Votre conseiller l'a vu en vrai, le " in page.main_text
    for lesson in track.lessons:
        assert lesson.text.title in page.main_text


def test_a_badge_to_earn_says_what_is_missing_and_leads_there(newcomer: Reader) -> None:
    page = newcomer.go(f"/badges/{TRACK}")
    assert "Badge à gagner" in page.main_text
    assert "Il manque 6 leçons du parcours « Mes e-mails »." in page.main_text
    assert links_of(page)["Je vais à ce parcours"] == "/parcours/mes-emails"


def test_every_badge_to_earn_has_a_page_that_leads_on(newcomer: Reader) -> None:
    with newcomer.app.app_context():
        known = list(catalogue().badges)
    for badge_id in known:
        page = newcomer.go(f"/badges/{badge_id}")
        assert "Pour le gagner" in page.main_text
        way_on = [link for link in page.one("main").iter("a") if "data-way-on" in link.attrib]
        assert len(way_on) == 1
        assert newcomer.browser.get(way_on[0].get("href", "")).status_code in {200, 303}


@pytest.mark.parametrize(
    ("badge_id", "done", "words"),
    [
        ("bd-je-persevere", {"came_back": 2}, ["Revenez apprendre 1 autre jour."]),
        ("bd-en-vrai", {"done_for_real": 1}, ["Faites « En vrai » dans 2 leçons encore."]),
        ("bd-premiere-lecon", {}, ["Il manque 1 leçon à finir."]),
        (
            "bd-visio",
            {"acquired": {"COM.3.3"}},
            ["Il manque 1 savoir-faire.", "Montrez encore 1 de ces savoir-faire."],
        ),
        ("bd-autonome", {}, ["Finissez d'abord « Mon point de départ »."]),
        (
            "bd-autonome",
            {"percent": 80, "domains": {"GES": 90, "INF": 90, "COM": 90, "AGI": 40, "SEC": 90}},
            ["Il manque des savoir-faire dans : "],
        ),
        (
            "bd-autonome",
            {"percent": 80, "domains": dict.fromkeys(DOMAINS, 80), "together": 1},
            ["Ce badge demande de trouver les réponses vous-même."],
        ),
    ],
)
def test_what_is_missing_is_named(
    app: Flask, badge_id: str, done: dict[str, Any], words: list[str]
) -> None:
    with app.test_request_context():
        content = catalogue()
        facts = Facts(ground=ground_of(content), **done)
        said = missing_in_words(content.badges[badge_id], facts, content)
    assert len(said) == len(words)
    assert all(sentence.startswith(one) for sentence, one in zip(said, words, strict=True))


def test_one_skill_that_is_missing_is_named_beside_the_badge(app: Flask) -> None:
    with app.test_request_context():
        content = catalogue()
        facts = Facts(ground=ground_of(content), acquired=frozenset({"COM.3.3", "COM.3.4"}))
        said = next_in_words(content.badges["bd-visio"], facts, content)
        assert said == f"À montrer : « {content.framework.skill('COM.3.3').text.rstrip('.')} »"


def test_with_all_badges_each_stands_once_and_nothing_is_missing(newcomer: Reader) -> None:
    with newcomer.app.app_context():
        known = list(catalogue().badges)
    give(newcomer, *known)
    page = newcomer.go("/badges")
    assert len(shelf(page)) == len(known)
    assert "Bientôt" not in page.main_text


def test_an_unknown_badge_is_not_found(newcomer: Reader) -> None:
    newcomer.browser.page("/badges/bd-licorne", 404)


def test_a_hidden_badge_leaves_the_counsellors_page_at_once_and_comes_back(
    newcomer: Reader,
) -> None:
    give(newcomer, FIRST, EMAIL)
    counsellor = shares(newcomer)
    hidden = name_of(newcomer, EMAIL)
    assert hidden in seen_by(counsellor, newcomer.learner_id)
    newcomer.go("/badges")
    assert "Mission locale du Val voit les badges cochés." in newcomer.page.main_text
    newcomer.press("Je garde ce choix", montrer=[FIRST])
    assert "Votre choix est gardé." in newcomer.page.main_text
    assert hidden not in seen_by(counsellor, newcomer.learner_id)
    assert any(hidden in words and "Caché" in words for words in shelf(newcomer.page))
    assert "Vous seul ou vous seule voyez ce badge." in newcomer.go(f"/badges/{EMAIL}").main_text
    newcomer.go("/badges")
    newcomer.press("Je garde ce choix", montrer=[FIRST, EMAIL])
    assert hidden in seen_by(counsellor, newcomer.learner_id)


def test_somebody_elses_badge_is_only_one_to_earn(
    newcomer: Reader, new_reader: Callable[[], Reader]
) -> None:
    give(newcomer, EMAIL)
    other = new_reader()
    other.go("/")
    other.press("Je commence")
    give(other, FIRST)
    assert "Badge à gagner" in other.go(f"/badges/{EMAIL}").main_text
    other.go(NEW)
    form = form_with(other.page, "Continuer")
    other.follow(other.browser.send(other.page, "Continuer", form, badge=EMAIL))
    assert kept(newcomer, EMAIL).seen_at is None


def test_the_moment_of_each_badge_comes_once_the_oldest_first(newcomer: Reader) -> None:
    give(newcomer, EMAIL)
    give(newcomer, FIRST)
    page = newcomer.go(f"{NEW}?depuis=/parcours")
    assert page.heading == f"Vous avez un nouveau badge : {name_of(newcomer, EMAIL)}"
    assert "2 nouveaux badges" in page.main_text
    page = newcomer.press("Continuer")
    assert page.heading == "Vous avez un nouveau badge : Premier pas"
    newcomer.press("Continuer")
    assert newcomer.path == "/parcours"
    newcomer.go(f"{NEW}?depuis=/parcours")
    assert newcomer.path == "/parcours"


def test_all_moments_may_be_passed_in_one_press(newcomer: Reader) -> None:
    give(newcomer, EMAIL, FIRST)
    newcomer.go(NEW)
    newcomer.press("Voir tous mes badges")
    assert newcomer.path == "/badges"
    assert kept(newcomer, EMAIL).seen_at
    assert kept(newcomer, FIRST).seen_at


def test_showing_it_tells_the_counsellor_and_later_does_not(newcomer: Reader) -> None:
    give(newcomer, FIRST, EMAIL)
    shares(newcomer)
    newcomer.go(NEW)
    newcomer.press("Montrer à mon conseiller")
    newcomer.press("Plus tard")
    told, later = kept(newcomer, FIRST), kept(newcomer, EMAIL)
    assert told.told_at
    assert told.shown
    assert later.told_at is None
    assert later.seen_at


def test_who_shares_with_nobody_is_not_asked_and_tells_nobody(newcomer: Reader) -> None:
    give(newcomer, FIRST)
    page = newcomer.go(NEW)
    assert buttons_of(page) == ["Continuer"]
    assert "/partage" not in links_of(page).values()
    newcomer.browser.send(page, None, choix="montrer")
    assert kept(newcomer, FIRST).told_at is None


def test_a_structure_that_asks_is_one_link_away(newcomer: Reader) -> None:
    give(newcomer, FIRST)
    learner_id = newcomer.learner_id
    counsellor = shares(newcomer)
    newcomer.go("/partage")
    newcomer.press("J'arrête de partager")
    assert counsellor.get(f"/conseiller/apprenants/{learner_id}").status_code == 404
    assert buttons_of(newcomer.go(NEW)) == ["Continuer"]


@pytest.mark.parametrize(
    "target", ["https://ailleurs.example/", "//ailleurs.example", NEW, "/nulle-part", ""]
)
def test_the_way_on_stays_on_this_site_and_ends(newcomer: Reader, target: str) -> None:
    response = newcomer.browser.get(NEW, query_string={"depuis": target})
    assert response.status_code == 303
    assert response.location == "/badges"


def test_a_badge_that_the_content_lost_spoils_no_page(newcomer: Reader) -> None:
    give(newcomer, FIRST)
    with newcomer.app.app_context(), transaction():
        db.session.execute(update(AwardedBadge).values(badge_id="bd-d-avant"))
    assert shelf(newcomer.go("/badges")) == []
    newcomer.go(f"{NEW}?depuis=/parcours")
    assert newcomer.path == "/parcours"


def test_the_picture_of_every_badge_is_a_file_that_may_be_kept(app: Flask, client: Browser) -> None:
    with app.app_context():
        known = dict(catalogue().badges)
    for badge_id, badge in known.items():
        response = client.get(f"/images/badges/{badge_id}.svg")
        assert response.mimetype == "image/svg+xml"
        assert "public" in response.headers["Cache-Control"]
        assert len(response.data) < 4_000
        root = ElementTree.fromstring(response.data)  # noqa: S314 - drawn by the app
        assert root[0].text == badge.name
        assert badge.picture.alternative in (root[1].text or "")
    again = client.get(
        f"/images/badges/{FIRST}.svg",
        headers={"If-None-Match": client.get(f"/images/badges/{FIRST}.svg").headers["ETag"]},
    )
    assert again.status_code == 304
    assert client.get("/images/badges/bd-licorne.svg").status_code == 404
