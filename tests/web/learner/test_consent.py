"""Consent: the words of the page, yes, no, and stopping at once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from pixlearn.db import db, transaction
from pixlearn.privacy.store import Consent, FollowUp
from tests.web.browsing import Browser, filled_fields, page_of
from tests.web.counsellor.people import signed_in, somebody_at_work
from tests.web.learner.reader import Reader, buttons_of, links_of
from tests.web.learner.ways import enter_workshop, open_room

SENTENCES = (
    "Votre conseiller verra : ce que vous savez faire, vos leçons, vos badges, "
    "votre dernière visite, où vous êtes bloqué. Il ne verra pas : vos réponses, vos réglages. "
    "Dire non ne change rien à vos droits. C'est vous qui décidez."
)


@dataclass
class Followed:
    """Somebody in a workshop who is asked to share, and the counsellor there."""

    reader: Reader
    counsellor: Browser

    @property
    def page_there(self) -> str:
        """The counsellor's page about this person."""
        return f"/conseiller/apprenants/{self.reader.learner_id}"

    def share(self) -> None:
        """Say yes."""
        self.reader.go("/partage")
        self.reader.press("Oui, je partage", age="plus")


@pytest.fixture
def followed(app: Flask, beginner: Reader) -> Followed:
    """A person at the question « Montrer votre progression ? »."""
    room = open_room(app)
    with app.app_context(), transaction():
        staff = somebody_at_work(room.structure, "Claire Petit", counsels=True, refers=False)
    enter_workshop(beginner, room.code)
    return Followed(beginner, signed_in(app, staff=staff))


def choices_kept(app: Flask) -> list[tuple[bool, str]]:
    """What was chosen, in order, with the version of the words."""
    with app.app_context():
        query = select(Consent.agreed, Consent.wording).order_by(Consent.created_at, Consent.id)
        return [(row.agreed, row.wording) for row in db.session.execute(query)]


def test_the_page_says_word_for_word_what_will_be_seen(followed: Followed) -> None:
    assert SENTENCES in followed.reader.go("/partage").main_text


def test_before_any_choice_the_counsellor_finds_nobody(followed: Followed) -> None:
    assert followed.counsellor.get(followed.page_there).status_code == 404


def test_after_a_yes_the_counsellor_sees_the_progression(followed: Followed) -> None:
    followed.share()
    assert "Claire" not in followed.reader.page.main_text
    assert followed.counsellor.get(followed.page_there).status_code == 200


def test_a_yes_needs_the_age_line(app: Flask, followed: Followed) -> None:
    followed.reader.go("/partage")
    response = followed.reader.browser.send(followed.reader.page, "Oui, je partage")
    assert response.status_code == 422
    assert SENTENCES in page_of(response).main_text
    assert choices_kept(app) == []


@pytest.mark.parametrize("age", ["plus", "parent"])
def test_either_age_line_may_say_yes(app: Flask, followed: Followed, age: str) -> None:
    followed.reader.go("/partage")
    followed.reader.press("Oui, je partage", age=age)
    assert [agreed for agreed, _ in choices_kept(app)] == [True]


def test_a_no_is_kept_with_the_version_of_the_words_and_changes_nothing_else(
    app: Flask, followed: Followed
) -> None:
    followed.reader.go("/partage")
    followed.reader.press("Non")
    assert choices_kept(app) == [(False, "2026-11")]
    assert followed.counsellor.get(followed.page_there).status_code == 404
    assert followed.reader.go("/diagnostic").heading


def test_two_presses_from_my_data_end_the_sharing_at_once(app: Flask, followed: Followed) -> None:
    followed.share()
    assert followed.counsellor.get(followed.page_there).status_code == 200
    followed.reader.go("/mes-donnees")
    followed.reader.go(links_of(followed.reader.page)["Changer mon partage"])
    followed.reader.press("J'arrête")
    assert followed.counsellor.get(followed.page_there).status_code == 404
    assert [agreed for agreed, _ in choices_kept(app)] == [True, False]


def test_each_look_is_readable_in_my_data(followed: Followed) -> None:
    assert "Claire Petit" not in followed.reader.go("/mes-donnees").main_text
    followed.share()
    followed.counsellor.get(followed.page_there)
    assert followed.reader.go("/mes-donnees").main_text.count("Claire Petit") == 1
    followed.counsellor.get("/conseiller/apprenants")
    assert followed.reader.go("/mes-donnees").main_text.count("Claire Petit") == 2


def test_a_page_that_was_refused_is_no_look(followed: Followed) -> None:
    followed.counsellor.get(followed.page_there)
    assert "Claire Petit" not in followed.reader.go("/mes-donnees").main_text


def test_in_another_structures_workshop_the_former_sharing_can_still_be_stopped(
    app: Flask, followed: Followed
) -> None:
    followed.share()
    enter_workshop(followed.reader, open_room(app, "Cap emploi Nord").code)
    page = followed.reader.go("/partage")
    assert page.heading == "Montrer votre progression à Cap emploi Nord ?"
    assert any(words.startswith("J'arrête") for words in buttons_of(page))
    followed.reader.press("J'arrête")
    assert followed.counsellor.get(followed.page_there).status_code == 404


def test_a_no_to_another_structure_leaves_the_former_sharing(
    app: Flask, followed: Followed
) -> None:
    followed.share()
    enter_workshop(followed.reader, open_room(app, "Cap emploi Nord").code)
    followed.reader.go("/partage")
    followed.reader.press("Non")
    assert followed.counsellor.get(followed.page_there).status_code == 200


def test_a_yes_to_another_structure_ends_the_former_sharing(app: Flask, followed: Followed) -> None:
    followed.share()
    enter_workshop(followed.reader, open_room(app, "Cap emploi Nord").code)
    followed.share()
    assert followed.counsellor.get(followed.page_there).status_code == 404
    with app.app_context():
        assert len(db.session.execute(select(FollowUp.id)).all()) == 1


def test_a_person_without_a_structure_is_asked_nothing(beginner: Reader) -> None:
    page = beginner.go("/partage")
    assert SENTENCES not in page.main_text
    assert buttons_of(page) == []


def test_a_yes_sent_twice_is_one_sharing(app: Flask, followed: Followed) -> None:
    followed.reader.go("/partage")
    form = filled_fields(followed.reader.page.main_form())
    form.update({"partage": "oui", "age": "plus"})
    for _ in range(3):
        assert followed.reader.browser.post("/partage", data=form).status_code == 303
    with app.app_context():
        assert len(db.session.execute(select(FollowUp.id)).all()) == 1
