"""A second diagnostic is one file: from the door to its result, and what the counsellor reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from pixlearn.content.current import in_force, use
from pixlearn.db import db, transaction
from pixlearn.diagnostic.store import Attempt
from pixlearn.privacy.service import agree_to_share
from pixlearn.progression.store import Summary
from tests.real_content import read_once
from tests.second_diagnostic import with_second_diagnostic
from tests.web.counsellor.people import a_structure, signed_in, somebody_at_work
from tests.web.learner.answering import dont_know, right
from tests.web.learner.reader import Reader, links_of

NAME, ADDRESS = "Mes messages et la sécurité", "/diagnostic/mes-messages"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_second_diagnostic(tmp_path_factory.mktemp("second"))


@pytest.fixture(autouse=True)
def _two_diagnostics(app: Flask, course: Path) -> Iterator[None]:
    before = in_force()
    use(read_once(course))
    yield
    use(*before)


@pytest.fixture
def after_first(beginner: Reader) -> Reader:
    """Somebody who has ended the diagnostic with which one begins."""
    beginner.answer_all(right)
    return beginner


@pytest.fixture
def after_both(after_first: Reader) -> Reader:
    """The same person, from the door through the second one to its result."""
    after_first.go("/")
    after_first.go(links_of(after_first.page)[NAME])
    after_first.press("Je commence")
    after_first.past_try()
    after_first.answer_all(right)
    return after_first


@pytest.fixture
def counsellor_page(after_both: Reader) -> str:
    """What their counsellor reads of them."""
    with after_both.app.app_context(), transaction():
        structure = a_structure("Mission locale du Val")
        staff = somebody_at_work(structure, "Claire Petit", counsels=True, refers=False)
        agree_to_share(after_both.learner_id, structure)
    claire = signed_in(after_both.app, staff=staff)
    return claire.page(f"/conseiller/apprenants/{after_both.learner_id}").main_text


def summary_of(reader: Reader) -> Summary:
    with reader.app.app_context():
        query = select(Summary).where(Summary.learner_id == reader.learner_id)
        return db.session.execute(query).scalar_one()


def test_it_is_not_offered_before_the_first_one_is_done(beginner: Reader) -> None:
    assert NAME not in links_of(beginner.go("/"))


def test_its_cover_says_what_it_is_and_begins_at_a_question_without_warm_up(
    after_first: Reader,
) -> None:
    page = after_first.go(links_of(after_first.go("/"))[NAME])
    assert (after_first.path, page.heading) == (ADDRESS, NAME)
    assert "Ce n'est pas un examen." in page.main_text.replace("’", "'")
    after_first.press("Je commence")
    assert after_first.path.startswith(f"{ADDRESS}/1")
    assert "Question 1, 6 au plus" in after_first.past_try().main_text


def test_it_ends_at_its_own_result_with_its_own_words(after_both: Reader) -> None:
    assert after_both.path == f"{ADDRESS}/resultat"
    assert "Merci. Voici où vous en êtes." in after_both.page.main_text
    assert len(after_both.asked) > 6


def test_its_level_is_one_of_its_own_four(after_both: Reader) -> None:
    summary = summary_of(after_both)
    assert (summary.diagnostic_id, summary.level) == ("bilan_messages", 4)
    page = after_both.go("/progression")
    assert "J'y vais" in page.main_text.replace("’", "'")


def test_while_it_is_under_way_the_result_before_stays_what_people_read(
    after_first: Reader,
) -> None:
    before = summary_of(after_first)
    after_first.go(ADDRESS)
    after_first.press("Je commence")
    after_first.past_try()
    after_first.answer(right)
    now = summary_of(after_first)
    assert (now.diagnostic_id, now.ended_at) == ("abc_diag", before.ended_at)
    assert "Je suis autonome" in after_first.go("/progression").main_text


def test_one_goes_on_where_one_was_and_the_first_result_can_be_read(after_first: Reader) -> None:
    after_first.go(ADDRESS)
    after_first.press("Je commence")
    after_first.past_try()
    after_first.answer(right)
    after_first.go("/diagnostic")
    assert after_first.path.startswith(f"{ADDRESS}/2")
    after_first.go("/diagnostic/point-de-depart/resultat")
    assert after_first.path == "/diagnostic/point-de-depart/resultat"


def test_it_is_begun_once(after_both: Reader) -> None:
    after_both.go(ADDRESS)
    assert after_both.path == f"{ADDRESS}/resultat"
    assert NAME not in links_of(after_both.go("/"))
    with after_both.app.app_context():
        query = select(Attempt.diagnostic_id).where(Attempt.learner_id == after_both.learner_id)
        assert sorted(db.session.execute(query).scalars()) == ["abc_diag", "bilan_messages"]


def test_the_counsellor_reads_both_by_their_names(counsellor_page: str) -> None:
    assert f"{NAME} Fait le" in counsellor_page
    assert "J'y vais" in counsellor_page.replace("’", "'")
    assert "Point de départ Fait le" in counsellor_page
    assert "« Je suis autonome »" in counsellor_page.replace("\N{NO-BREAK SPACE}", " ")
    assert f"« {NAME} » terminé" in counsellor_page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "former", ["1", "1/essai", "gestes/1", "gestes/1/difficile", "resultat", "revoir", "revoir/1"]
)
def test_an_address_of_before_leads_to_that_of_today(beginner: Reader, former: str) -> None:
    response = beginner.browser.get(f"/diagnostic/{former}?changer=1")
    assert response.status_code == 307
    assert response.location == f"/diagnostic/point-de-depart/{former}?changer=1"


def test_a_form_that_was_open_when_addresses_changed_is_kept(beginner: Reader) -> None:
    form = beginner.form_data(dont_know(beginner.item, {}))
    response = beginner.browser.post("/diagnostic/1", data=form)
    assert response.status_code == 307  # the browser sends the same form again, there
    beginner.browser.post(response.location, data=form)
    assert len(beginner.item_answers()) == 1


@pytest.mark.parametrize("address", ["/diagnostic/inconnu", "/diagnostic/inconnu/1"])
def test_a_diagnostic_that_is_not_there_is_not_found(beginner: Reader, address: str) -> None:
    assert beginner.browser.get(address).status_code == 404
