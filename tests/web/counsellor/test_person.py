"""One person: what 30 seconds show, what stands below, what is not there."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.accounts.service import take_seat
from pixlearn.badges.store import AwardedBadge
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.diagnostic import service as diagnostic
from pixlearn.orientation.store import LearnerTag, Note, Proposal, Tag
from pixlearn.privacy.service import agree_to_share, refuse_to_share
from pixlearn.privacy.store import Handover, Look
from pixlearn.structures.service import open_workshop
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import (
    a_learner,
    answers,
    finished_lesson,
    signed_in,
    somebody_at_work,
)
from tests.web.parsed_page import text_of
from tests.web.statements import counted_statements

SKILLS = ("COM.1.4", "INF.2.1", "SEC.2.2", "GES.2.1", "AGI.1.1")
RIGHT = [(skill, 1.0) for skill in SKILLS]


@pytest.fixture
def sonia(place: Place) -> UUID:
    """Somebody who shares, with an ended diagnostic."""
    with place.app.app_context(), transaction():
        learner = a_learner("Sonia", shares_with=place.structure)
        answers(learner, RIGHT)
    return learner


def badge(learner: UUID, badge_id: str, *, shown: bool = True) -> None:
    db.session.add(
        AwardedBadge(learner_id=learner, badge_id=badge_id, shown=shown, seen_at=None, told_at=None)
    )


def proposal(learner: UUID, structure: UUID, title: str) -> None:
    db.session.add(
        Proposal(
            learner_id=learner,
            structure_id=structure,
            staff_id=None,
            kind="externe",
            target=None,
            title=title,
            on_date=None,
            modality=None,
            word=None,
            reasons=[],
            grid_version=None,
            answered_at=None,
            done_learner=None,
            why_learner=None,
            done_staff=None,
            why_staff=None,
        )
    )


def test_the_glance_says_strong_points_and_needs_in_few_words(
    counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}")
    glance = text_of(page.one("section", aria_labelledby="glance-title"))
    assert "répondre à un e-mail" in glance
    assert "Besoins" in glance
    assert "Agir : démarches et emploi" in glance
    assert "sans conseiller désigné" in glance
    assert "Contact préféré Pas dit" in glance


def test_visio_stands_beside_the_contact_only_when_the_badge_is_shown(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    here = f"/conseiller/apprenants/{sonia}"
    words = "badge Visio"
    assert words not in counsellor.page(here).main_text
    with place.app.app_context(), transaction():
        badge(sonia, "bd-visio", shown=False)
    assert words not in counsellor.page(here).main_text
    with place.app.app_context(), transaction():
        for row in db.session.execute(select(AwardedBadge)).scalars():
            row.shown = True
    assert words in counsellor.page(here).main_text


def test_the_page_says_what_it_does_not_show(counsellor: Browser, sonia: UUID) -> None:
    words = counsellor.page(f"/conseiller/apprenants/{sonia}").main_text
    assert "Vous ne voyez pas : ses réponses, ses réglages" in words


def test_the_timeline_is_the_newest_first_and_the_rest_has_its_address(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        for lesson in list(catalogue().teaching.lessons)[:25]:
            finished_lesson(sonia, lesson)
        badge(sonia, "bd-en-vrai")
    page = counsellor.page(f"/conseiller/apprenants/{sonia}")
    lines = [text_of(each) for each in page.one("section", id="historique").iter("li")]
    assert len(lines) == 20
    assert "Badge : Je l'ai fait en vrai" in lines[0]
    assert "Voir la suite : 8 lignes" in page.main_text
    page = counsellor.page(f"/conseiller/apprenants/{sonia}?tout=1")
    lines = [text_of(each) for each in page.one("section", id="historique").iter("li")]
    assert "Point de départ commencé" in lines[-1]
    assert len(lines) == 28


@pytest.mark.both
def test_a_long_history_takes_12_statements(place: Place, counsellor: Browser) -> None:
    with place.app.app_context(), transaction():
        learner = a_learner("Karim", shares_with=place.structure)
        for _ in range(3):
            answers(learner, RIGHT * 5)
            diagnostic.begin(learner, catalogue())
        for lesson in catalogue().teaching.lessons:
            finished_lesson(learner, lesson)
        for badge_id in catalogue().badges:
            badge(learner, badge_id)
        for number in range(12):
            workshop = open_workshop(place.structure, f"Atelier {number}", shared_computers=False)
            take_seat(learner, workshop)
            proposal(learner, place.structure, f"Étape {number}")
            tag = Tag(id=uuid4(), structure_id=place.structure, label=f"mot {number}")
            db.session.add(tag)
            db.session.flush()
            db.session.add(LearnerTag(tag_id=tag.id, learner_id=learner))
            db.session.add(
                Note(
                    learner_id=learner,
                    structure_id=place.structure,
                    staff_id=place.counsellor,
                    text=f"Note {number}",
                )
            )
            db.session.add(
                Handover(
                    learner_id=learner,
                    structure_id=place.structure,
                    from_staff=None,
                    to_staff=place.counsellor,
                    until=None,
                    ended_at=None,
                    told_at=None,
                )
            )
    with place.app.app_context():
        engine = db.engine
    for path in ("?tout=1", "/fiche"):
        with counted_statements(engine) as sent:
            page = counsellor.page(f"/conseiller/apprenants/{learner}{path}")
        assert len(sent) <= 12, sent
        assert "Étape 11" in page.main_text


def test_another_structure_reads_nothing_of_the_former_one(
    place: Place, stranger: Browser, sonia: UUID
) -> None:
    with place.app.app_context(), transaction():
        db.session.add(
            Note(
                learner_id=sonia,
                structure_id=place.structure,
                staff_id=place.counsellor,
                text="Écrite ailleurs",
            )
        )
        proposal(sonia, place.structure, "Proposée ailleurs")
        agree_to_share(sonia, place.structure_elsewhere)
    words = stranger.page(f"/conseiller/apprenants/{sonia}?tout=1").main_text
    assert "ailleurs" not in words


@pytest.mark.parametrize("page", ["", "/notes", "/situation", "/suivi", "/fiche"])
def test_every_page_of_a_person_is_one_look_and_closes_with_the_sharing(
    place: Place, counsellor: Browser, sonia: UUID, page: str
) -> None:
    counsellor.page(f"/conseiller/apprenants/{sonia}{page}")
    with place.app.app_context(), transaction():
        views = db.session.execute(select(Look.view)).scalars().all()
        refuse_to_share(sonia, place.structure)
    assert views == ["sheet" if page == "/fiche" else "person"]
    assert counsellor.get(f"/conseiller/apprenants/{sonia}{page}").status_code == 404


def test_the_sheet_leaves_room_and_says_whose_it_is(counsellor: Browser, sonia: UUID) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/fiche")
    assert "Ce que nous décidons" in page.main_text
    assert "Mission locale" in page.main_text


def test_a_note_is_read_by_the_learner_and_removed_by_its_author_within_a_day(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    here = f"/conseiller/apprenants/{sonia}/notes"
    counsellor.go_on(
        counsellor.send(counsellor.page(here), "Garder", texte="On se revoit jeudi.\nÀ 10 h.")
    )
    learner = signed_in(place.app, learner=sonia)
    words = learner.page("/qui-me-suit").main_text
    assert "On se revoit jeudi." in words
    assert "Claire Petit" in words
    assert "Retirer cette note" in counsellor.page(here).main_text
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        later = signed_in(place.app, staff=place.counsellor)
        assert "Retirer cette note" not in later.page(here).main_text


def test_a_note_sent_twice_is_one_and_a_colleague_removes_none(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    here = f"/conseiller/apprenants/{sonia}/notes"
    page = counsellor.page(here)
    for _ in range(2):
        counsellor.send(page, "Garder", texte="Une seule fois")
    page = counsellor.page(here)
    assert page.main_text.count("Une seule fois") == 1
    with place.app.app_context(), transaction():
        other = somebody_at_work(place.structure, "Lou Roy", counsels=True, refers=False)
        note = db.session.execute(select(Note.id)).scalar_one()
    colleague = signed_in(place.app, staff=other)
    theirs = colleague.page(here)
    assert "Retirer" not in theirs.main_text
    form = theirs.main_form()
    token = next(each.get("value", "") for each in form.iter("input"))
    fields = {"csrf_token": token, "action": "retirer", "note": str(note)}
    assert colleague.post(here, data=fields).status_code == 404


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 501])
def test_an_empty_or_long_note_comes_back(counsellor: Browser, sonia: UUID, text: str) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/notes")
    answer = counsellor.send(page, "Garder", texte=text)
    assert answer.status_code == 422
    assert text.strip() in answer.get_data(as_text=True)


def test_what_a_counsellor_writes_of_a_situation_the_learner_changes(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/situation")
    counsellor.send(page, contact="sms", projet="emploi", equipement=["telephone", "connexion"])
    learner = signed_in(place.app, learner=sonia)
    words = learner.page("/qui-me-suit").main_text
    assert "Par SMS" in words
    assert "Un smartphone, Internet à la maison" in words
    page = learner.page("/qui-me-suit/ma-situation")
    assert "Visio" not in learner.go_on(learner.send(page, contact="telephone")).main_text
    assert "Par téléphone" in counsellor.page(f"/conseiller/apprenants/{sonia}").main_text


def test_the_learner_reads_one_line_a_day_for_many_looks_of_one_counsellor(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    for page in ("", "/notes", "/suivi", "/fiche"):
        counsellor.page(f"/conseiller/apprenants/{sonia}{page}")
    words = signed_in(place.app, learner=sonia).page("/qui-me-suit").main_text
    assert words.count("Claire Petit a ouvert") == 1
    assert words.count("Claire Petit a préparé une fiche") == 1
