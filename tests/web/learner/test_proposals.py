"""What a counsellor proposes, on the learner's side: read, answered, and told of a month later."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from pixlearn.db import db, now, transaction
from pixlearn.orientation.store import Proposal
from pixlearn.privacy.service import agree_to_share, refuse_to_share
from tests.web.browsing import page_of
from tests.web.counsellor.people import a_structure, agreed_a_month_ago, signed_in
from tests.web.learner.reader import Reader, links_of
from tests.web.parsed_page import text_of

MONTH = timedelta(days=30)


@pytest.fixture
def proposed(app: Flask, beginner: Reader) -> UUID:
    """A track proposed to the beginner by whom they share with, without an answer."""
    with app.app_context(), transaction():
        structure = a_structure("Mission locale du Val")
        agree_to_share(beginner.learner_id, structure)
        proposal = agreed_a_month_ago(beginner.learner_id, structure)
        proposal.state, proposal.answered_at = "proposee", None
        proposal.word = "À jeudi."
        db.session.flush()
        return proposal.id


def kept(app: Flask) -> Proposal:
    """The only proposal as it stands."""
    with app.app_context():
        return db.session.execute(select(Proposal)).scalar_one()


def test_the_door_shows_it_first(beginner: Reader, proposed: UUID) -> None:
    page = beginner.go("/")
    words = page.main_text
    assert words.index("Votre conseiller vous propose") < words.index("Je continue")
    assert "Mes e-mails" in words
    assert links_of(page)["Je regarde"] == f"/propositions/{proposed}"


def test_of_several_the_door_shows_the_latest(app: Flask, beginner: Reader, proposed: UUID) -> None:
    with app.app_context(), transaction():
        first = db.session.execute(select(Proposal)).scalar_one()
        newer = agreed_a_month_ago(first.learner_id, first.structure_id)
        newer.state, newer.title = "proposee", "Ma sécurité"
    page = beginner.go("/")
    assert "Ma sécurité" in page.main_text
    assert "Mes e-mails" not in page.main_text
    assert "Mes e-mails" in beginner.go("/propositions").main_text


def test_agreeing_leads_to_the_track(app: Flask, beginner: Reader, proposed: UUID) -> None:
    beginner.go(f"/propositions/{proposed}")
    page = beginner.press("D'accord")
    assert "C'est noté" in page.main_text
    assert links_of(page)["J'y vais"] == "/parcours/mes-emails"
    assert kept(app).state == "accord"
    assert "vous propose" not in beginner.go("/").main_text


@pytest.mark.parametrize(
    ("words", "state"),
    [("Plus tard", "plus_tard"), ("J'en parle d'abord", "en_parler"), ("Non merci", "non_merci")],
)
def test_every_other_answer_asks_nothing_more(
    app: Flask, beginner: Reader, proposed: UUID, words: str, state: str
) -> None:
    beginner.go(f"/propositions/{proposed}")
    page = beginner.press(words)
    assert kept(app).state == state
    assert "J'y vais" not in links_of(page)
    assert "vous propose" not in beginner.go("/").main_text


def test_one_may_change_ones_mind(app: Flask, beginner: Reader, proposed: UUID) -> None:
    beginner.go(f"/propositions/{proposed}")
    beginner.press("Non merci")
    first = kept(app).answered_at
    beginner.press("D'accord")
    assert kept(app).state == "accord"
    assert kept(app).answered_at != first


def test_the_same_answer_again_keeps_its_date(app: Flask, beginner: Reader, proposed: UUID) -> None:
    page = beginner.go(f"/propositions/{proposed}")
    beginner.press("Plus tard")
    first = kept(app).answered_at
    assert beginner.browser.send(page, "Plus tard").status_code == 303
    assert kept(app).answered_at == first


def test_one_that_was_taken_back_stays_so(app: Flask, beginner: Reader, proposed: UUID) -> None:
    page = beginner.go(f"/propositions/{proposed}")
    with app.app_context(), transaction():
        db.session.execute(select(Proposal)).scalar_one().state = "retiree"
    response = beginner.browser.send(page, "D'accord")
    assert "Vous n'avez rien à faire" in beginner.browser.go_on(response).main_text
    assert kept(app).state == "retiree"


def test_the_reasons_are_read_by_the_person_too(beginner: Reader, proposed: UUID) -> None:
    assert "Le projet dit : un emploi." in beginner.go(f"/propositions/{proposed}").main_text


def test_nobody_else_reads_it(app: Flask, proposed: UUID) -> None:
    with app.app_context(), transaction():
        from tests.web.counsellor.people import a_learner

        other = a_learner("Rosa")
    browser = signed_in(app, learner=other)
    for address in (f"/propositions/{proposed}", f"/propositions/{proposed}/suite"):
        assert browser.get(address).status_code == 404


def test_when_sharing_stops_the_door_is_quiet_and_the_list_stays(
    app: Flask, beginner: Reader, proposed: UUID
) -> None:
    with app.app_context(), transaction():
        proposal = db.session.execute(select(Proposal)).scalar_one()
        refuse_to_share(proposal.learner_id, proposal.structure_id)
    assert "vous propose" not in beginner.go("/").main_text
    assert "Mes e-mails" in beginner.go("/propositions").main_text


def test_an_empty_list_says_what_one_can_do(beginner: Reader) -> None:
    page = beginner.go("/propositions")
    assert "On ne vous propose rien pour le moment." in page.main_text
    assert "Mes parcours" in links_of(page)


def test_a_month_later_one_question_then_silence(
    app: Flask, beginner: Reader, proposed: UUID
) -> None:
    beginner.go(f"/propositions/{proposed}")
    beginner.press("D'accord")
    start = now()
    with time_machine.travel(start + MONTH - timedelta(minutes=5), tick=False):
        reader = signed_in(app, learner=beginner.learner_id)
        assert "C'est fait ?" not in reader.page("/").main_text
    with time_machine.travel(start + MONTH + timedelta(minutes=1), tick=False):
        reader = signed_in(app, learner=beginner.learner_id)
        page = reader.page("/")
        assert "Il y a un mois, vous étiez d'accord" in page.main_text
        page = reader.page(links_of(page)["Je réponds"])
        page = reader.go_on(reader.send(page, "Non, pas encore"))
        assert page.heading == "Qu'est-ce qui a manqué ?"
        again = reader.send(page, "Je réponds")
        assert again.status_code == 422
        page = reader.go_on(reader.send(page_of(again), "Je réponds", pourquoi="garde"))
        assert "Vous avez dit : ce n'est pas fait" in page.main_text
        assert "C'est fait ?" not in reader.page("/").main_text
    assert (kept(app).done_learner, kept(app).why_learner) == (False, "garde")


@pytest.mark.parametrize(
    ("words", "told"),
    [("Oui, c'est fait", (True, None)), ("Ne plus me demander", (None, "passe"))],
)
def test_a_yes_or_a_skip_ends_the_question(
    app: Flask, beginner: Reader, proposed: UUID, words: str, told: tuple[bool | None, str | None]
) -> None:
    beginner.go(f"/propositions/{proposed}")
    beginner.press("D'accord")
    with time_machine.travel(now() + MONTH, tick=False):
        reader = signed_in(app, learner=beginner.learner_id)
        page = reader.page(f"/propositions/{proposed}/suite")
        late = reader.send(page, words)
        reader.go_on(late)
        assert reader.get(f"/propositions/{proposed}/suite").status_code == 303
        reader.send(page, "Non, pas encore")
    assert (kept(app).done_learner, kept(app).why_learner) == told
    assert text_of(page.one("h1")) == "C'est fait ?"
