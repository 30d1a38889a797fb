"""A counsellor brings two files of one person together: who may, what stays, and the way back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from pixlearn.accounts import service
from pixlearn.accounts.secret import card_secrets, new_seed
from pixlearn.accounts.store import Card, Device, Learner, SignedIn, Staff
from pixlearn.cli.acting import as_learner
from pixlearn.content.current import catalogue
from pixlearn.db import db, now, transaction
from pixlearn.mastery.store import Answer
from pixlearn.orientation.store import Note, Tag
from pixlearn.privacy.service import refuse_to_share
from pixlearn.privacy.store import FollowUp, Merger
from pixlearn.progression.service import rebuild
from pixlearn.structures.store import Workshop
from pixlearn.web.login import card_cookie
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, answers, signed_in
from tests.web.counsellor.two_files import PEPPER, TwoFiles, dump, join, separate, two_files
from tests.web.guards.world import all_rows
from tests.web.learner.reader import form_with
from tests.web.parsed_page import text_of
from tests.web.statements import counted_statements

pytestmark = pytest.mark.both


@pytest.fixture
def files(place: Place) -> TwoFiles:
    """Two files of the same first name, both shared."""
    return two_files(place, 3)


def compare(files: TwoFiles) -> str:
    return f"/conseiller/rapprocher/{files.one}/{files.other}"


def join_by_hand(browser: Browser, files: TwoFiles) -> str:
    """Press the button of the page with both; the address it leads to."""
    page = browser.page(compare(files))
    return browser.send(page, "Oui, je les réunis").location


def press(browser: Browser, address: str, words: str) -> str:
    """Press a button of the page, whichever form it is in; the address it leads to."""
    page = browser.page(address)
    return browser.send(page, words, form_with(page, words)).location


def count(model: type, learner_id: UUID) -> int:
    query = select(func.count()).select_from(model).where(model.learner_id == learner_id)
    return db.session.execute(query).scalar_one()


def test_both_files_stand_side_by_side_without_any_answer(
    counsellor: Browser, files: TwoFiles
) -> None:
    page = counsellor.page(compare(files))
    columns = {text_of(cell) for cell in page.all("th")}
    assert {"Réponses", "Leçons terminées", "Badges"} <= columns
    assert "what the person wrote" not in page.main_text


def test_one_file_holds_all_answers_afterwards(counsellor: Browser, files: TwoFiles) -> None:
    with files.app.app_context():
        before = count(Answer, files.one) + count(Answer, files.other)
    kept = UUID(join_by_hand(counsellor, files).split("/")[3])
    with files.app.app_context():
        rows = db.session.execute(
            select(Answer).where(Answer.learner_id == kept).order_by(Answer.sequence)
        )
        found = list(rows.scalars())
    assert len(found) == before
    roots = [one for one in found if one.supersedes_id is None]
    assert [one.sequence for one in roots] == list(range(1, len(roots) + 1))
    assert sorted(roots, key=lambda one: one.created_at) == roots


def test_only_the_new_card_works(counsellor: Browser, files: TwoFiles) -> None:
    kept = UUID(join_by_hand(counsellor, files).split("/")[3])
    with files.app.app_context():
        live = db.session.execute(select(Card).where(Card.ended_at.is_(None))).scalars().all()
        assert [card.learner_id for card in live] == [kept]
        left = select(func.count()).select_from(SignedIn).where(SignedIn.learner_id.is_not(None))
        assert db.session.execute(left).scalar_one() == 0
        assert count(Device, kept) == 0


def test_the_new_card_can_be_printed_at_once(counsellor: Browser, files: TwoFiles) -> None:
    page = counsellor.page(join_by_hand(counsellor, files))
    assert "Imprimer la nouvelle carte" in page.main_text
    seed = counsellor.get_cookie(card_cookie_name(files)).value.partition(".")[0]
    assert card_secrets(seed, 0).digits in counsellor.page("/conseiller/cartes/imprimer").main_text


def card_cookie_name(files: TwoFiles) -> str:
    with files.app.test_request_context():
        return card_cookie()


def test_the_learner_reads_it_on_the_door_and_in_the_log(files: TwoFiles) -> None:
    kept = join(files)
    learner = signed_in(files.app, learner=kept)
    assert "Vos deux dossiers sont réunis" in learner.page("/").main_text
    assert "Claire Petit a réuni vos deux dossiers" in learner.page("/qui-me-suit").main_text


def test_the_door_is_quiet_once_it_is_understood(files: TwoFiles) -> None:
    learner = signed_in(files.app, learner=join(files))
    learner.go_on(learner.send(learner.page("/dossiers-reunis"), "J'ai compris"))
    assert "dossiers" not in learner.page("/").main_text


def test_the_learner_separates_the_files_alone(files: TwoFiles) -> None:
    learner = signed_in(files.app, learner=join(files))
    press(learner, "/dossiers-reunis", "Je sépare les deux dossiers")
    with files.app.app_context():
        assert set(db.session.execute(select(Learner.id)).scalars()) == {files.one, files.other}


def test_the_counsellor_separates_the_files(counsellor: Browser, files: TwoFiles) -> None:
    before = dump(files)
    address = join_by_hand(counsellor, files)
    after = press(counsellor, address, "Séparer les deux dossiers")
    assert "séparés" in counsellor.page(after).main_text
    looks = {"look": before["look"]}  # what the counsellor looked at meanwhile is kept
    assert dump(files) | looks == before


def test_files_of_people_who_do_not_share_are_not_found(
    counsellor: Browser, files: TwoFiles
) -> None:
    with files.app.app_context(), transaction():
        refuse_to_share(files.other, files.place.structure)
    assert counsellor.get(compare(files)).status_code == 404
    words = counsellor.page(f"/conseiller/apprenants/{files.one}/rapprocher?q=so").main_text
    assert "0 autre dossier" in words


def test_nobody_elsewhere_sees_or_joins_them(stranger: Browser, files: TwoFiles) -> None:
    assert stranger.get(compare(files)).status_code == 404
    address = f"/conseiller/apprenants/{join(files)}/rapprocher"
    assert stranger.get(address).status_code == 404


def test_a_file_is_not_joined_to_itself(counsellor: Browser, files: TwoFiles) -> None:
    twice = f"/conseiller/rapprocher/{files.one}/{files.one}"
    assert counsellor.get(twice).status_code == 404


def test_after_30_days_there_is_no_way_back_and_nothing_is_remembered(files: TwoFiles) -> None:
    kept = join(files)
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        with pytest.raises(NoResultFound):
            separate(files, kept)
        files.app.test_cli_runner().invoke(args=["retention"], catch_exceptions=False)
    with files.app.app_context():
        moved = db.session.execute(select(Merger.moved, Merger.former_id)).one()
    assert tuple(moved) == ({}, None)


def test_what_is_answered_since_stays_with_the_kept_file(files: TwoFiles) -> None:
    before = dump(files)
    kept = join(files)
    with files.app.app_context(), transaction():
        last = db.session.execute(
            select(func.max(Answer.sequence)).where(Answer.learner_id == kept)
        ).scalar_one()
        db.session.add(answer_since(kept, last + 1))
    separate(files, kept)
    after = dump(files)
    new = [row for row in after["answer"] if row["learner_id"] == kept and row["how"] == "passe"]
    assert [row for row in after["answer"] if row not in new] == before["answer"]
    own = {row["sequence"] for row in before["answer"] if row["learner_id"] == kept}
    assert [row["sequence"] for row in new] == [max(own) + 1]


def answer_since(learner_id: UUID, sequence: int) -> Answer:
    item = next(iter(catalogue().items.values()))
    return Answer(
        learner_id=learner_id, submission_id=learner_id, source_id=learner_id, item_id=item.id,
        content_hash="", skill_id=item.skill, outcome=0.0, guess=0.1, how="passe", given={},
        sequence=sequence, supersedes_id=None,
    )  # fmt: skip


def test_what_was_deleted_since_does_not_come_back(files: TwoFiles) -> None:
    kept = join(files)
    with files.app.app_context(), transaction():
        for note in db.session.execute(select(Note)).scalars():
            db.session.delete(note)
    separate(files, kept)
    assert dump(files)["note"] == []


def test_what_hung_on_something_that_is_gone_does_not_stop_the_way_back(files: TwoFiles) -> None:
    kept = join(files)
    with files.app.app_context(), transaction():
        for model in (Tag, Workshop):
            for row in db.session.execute(select(model)).scalars():
                db.session.delete(row)
        query = select(Staff).where(Staff.id == files.place.referent)
        db.session.delete(db.session.execute(query).scalar_one())
    separate(files, kept)
    rows = dump(files)
    assert (rows["learner_tag"], rows["seat"]) == ([], [])
    assert {row["id"] for row in rows["learner"]} == {files.one, files.other}


def test_who_stopped_sharing_since_shares_neither_file(files: TwoFiles) -> None:
    kept = join(files)
    with files.app.app_context(), transaction():
        refuse_to_share(kept, files.place.structure)
    learner = signed_in(files.app, learner=kept)
    press(learner, "/dossiers-reunis", "Je sépare les deux dossiers")
    with files.app.app_context():
        assert db.session.execute(select(FollowUp)).first() is None


def test_a_card_given_since_stays_the_one_that_works(files: TwoFiles) -> None:
    kept = join(files)
    with files.app.app_context(), transaction():
        since = service.issue_card(kept, new_seed(), PEPPER).id
    separate(files, kept)
    with files.app.app_context():
        query = select(Card.id).where(Card.learner_id == kept, Card.ended_at.is_(None))
        assert db.session.execute(query).scalars().all() == [since]


def test_two_mergers_are_undone_one_after_the_other(place: Place) -> None:
    files = two_files(place, 1)
    with place.app.app_context(), transaction():
        third = a_learner("Sonia", shares_with=place.structure)
        answers(third, [(next(iter(catalogue().items.values())).skill, 1.0)])
    with place.app.app_context(), transaction():
        rebuild(as_learner(third), third, catalogue())
    before = dump(files)
    first = join(files)
    kept = join(TwoFiles(place, first, third, files.counsellor))
    separate(files, kept)
    separate(files, first)
    assert dump(files) == before


def test_nothing_of_both_files_is_left_once_the_person_is_erased(files: TwoFiles) -> None:
    kept = join(files)
    with files.app.app_context(), transaction():
        db.session.execute(Learner.__table__.delete().where(Learner.id == kept))
    with files.app.app_context():
        rows = str(all_rows())
    assert str(files.one) not in rows
    assert str(files.other) not in rows
    assert "Sonia" not in rows


def test_likely_pairs_are_proposed_from_the_list(counsellor: Browser, files: TwoFiles) -> None:
    with files.app.app_context(), transaction():
        for one in db.session.execute(select(Learner)).scalars():
            one.first_name = "Sonia"
        a_learner("Mehdi", shares_with=files.place.structure)
    words = counsellor.page("/conseiller/rapprocher").main_text
    assert "1 paire à regarder" in words
    assert "Mehdi" not in words


def test_a_person_finds_the_other_file_by_letters(counsellor: Browser, place: Place) -> None:
    with place.app.app_context(), transaction():
        one = a_learner("Zoé", shares_with=place.structure)
        a_learner("zoe", shares_with=place.structure)
        a_learner("Mehdi", shares_with=place.structure)
    address = f"/conseiller/apprenants/{one}/rapprocher"
    assert "1 autre dossier" in counsellor.page(address).main_text
    assert "Mehdi" in counsellor.page(f"{address}?q=meh").main_text


def test_the_pages_take_few_statements_with_a_thousand_learners(
    counsellor: Browser, place: Place
) -> None:
    with place.app.app_context(), transaction():
        people = [
            Learner(id=uuid4(), first_name=f"P{n % 400}", last_seen_at=now()) for n in range(1000)
        ]
        shared = {"structure_id": place.structure, "equipment": None}
        db.session.add_all(people)
        db.session.flush()
        db.session.add_all(FollowUp(learner_id=one.id, **shared) for one in people)
    with place.app.app_context(), counted_statements(db.engine) as statements:
        counsellor.page("/conseiller/rapprocher")
    assert len(statements) <= 8
