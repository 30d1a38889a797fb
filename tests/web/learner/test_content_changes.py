"""The content changes while somebody answers: earlier answers keep what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest
from flask import Flask

from pixlearn.badges.service import award
from pixlearn.content.current import catalogue, in_force, use
from pixlearn.db import transaction
from tests.web.learner.answering import dont_know, right
from tests.web.learner.reader import Reader, links_of

pytestmark = pytest.mark.both

Change = Callable[..., None]


@pytest.fixture
def publish(app: Flask) -> Iterator[Change]:
    """Publish another version of one item: retired, gone, or with other words."""
    before = in_force()

    def change(item_id: str, *, gone: bool = False, **changes: object) -> None:
        items = dict(catalogue().items)
        item = items.pop(item_id)
        if not gone:
            items[item_id] = item.model_copy(update=changes)
        use(replace(catalogue(), items=MappingProxyType(items), _hashes={}))

    yield change
    use(*before)


@pytest.mark.parametrize("how", [{"gone": True}, {"retired": True}])
def test_a_question_withdrawn_while_it_is_open_says_so_and_another_comes(
    beginner: Reader, publish: Change, how: dict[str, bool]
) -> None:
    beginner.answer(right)
    withdrawn = beginner.item.id
    publish(withdrawn, **how)
    page = beginner.go("/diagnostic")
    assert "Vos réponses sont gardées" in page.main_text
    beginner.press("Je continue")
    beginner.past_try()
    assert (beginner.number, beginner.item.id != withdrawn) == (2, True)


def test_an_answer_to_a_question_withdrawn_meanwhile_leads_to_another_one(
    beginner: Reader, publish: Change
) -> None:
    form = beginner.form_data(right(beginner.item, {}))
    publish(beginner.item.id, retired=True)
    beginner.follow(beginner.browser.post("/diagnostic/point-de-depart/1", data=form))
    assert beginner.item_answers() == []
    assert beginner.past_try().main_form() is not None
    assert beginner.number == 1


def test_a_withdrawn_question_counts_as_not_asked(beginner: Reader, publish: Change) -> None:
    for _ in range(3):
        beginner.answer(dont_know)
        publish(beginner.item.id, retired=True)
        beginner.go("/diagnostic")
        beginner.press("Je continue")
        beginner.past_try()
    assert beginner.number == 4
    beginner.answer_all(right)
    assert len(beginner.asked) <= 18


def test_everybody_finishes_when_questions_change_at_each_step(
    beginner: Reader, publish: Change
) -> None:
    while not beginner.path.endswith("resultat"):
        publish(beginner.item.id, prompt="Une autre consigne. Répondez.")
        beginner.go("/diagnostic")
        beginner.answer(right)
    assert beginner.go("/progression").heading == "Ma progression"


def test_an_earlier_answer_keeps_its_outcome_and_version(beginner: Reader, publish: Change) -> None:
    item = beginner.item
    version = catalogue().content_hash(item.id)
    beginner.answer(right)
    publish(item.id, prompt="Une autre consigne.")
    assert catalogue().content_hash(item.id) != version
    beginner.answer(right)
    row = beginner.item_answers()[0]
    assert (row.outcome, row.content_hash) == (1.0, version)


@pytest.mark.parametrize("how", [{"gone": True}, {"retired": True}])
def test_an_answer_to_a_withdrawn_question_stays_and_cannot_be_changed(
    beginner: Reader, publish: Change, how: dict[str, bool]
) -> None:
    item_id = beginner.item.id
    beginner.answer(right)
    beginner.go(links_of(beginner.page)["Changer ma réponse"])
    form = beginner.form_data(dont_know(beginner.item, {}))
    publish(item_id, **how)
    beginner.follow(beginner.browser.post("/diagnostic/point-de-depart/1?changer=1", data=form))
    assert [row.outcome for row in beginner.item_answers()] == [1.0]
    assert "Changer ma réponse" not in links_of(beginner.page)
    assert "Changer ma réponse" not in links_of(
        beginner.go("/diagnostic/point-de-depart/1?changer=1")
    )


def test_the_review_goes_on_without_a_question_that_is_gone(
    beginner: Reader, publish: Change
) -> None:
    beginner.answer_all(right)
    publish(beginner.asked[0], gone=True)
    pages = list(links_of(beginner.go("/diagnostic/point-de-depart/revoir")).values())
    assert "/diagnostic/point-de-depart/revoir/1" not in pages
    beginner.go("/diagnostic/point-de-depart/revoir/1")
    assert beginner.path == "/diagnostic/point-de-depart/revoir"
    for path in pages:
        if "/revoir/" in path:
            assert beginner.browser.get(path).status_code == 200


def test_a_badge_that_the_content_no_longer_has_is_told_to_whoever_holds_it(
    beginner: Reader, app: Flask
) -> None:
    with app.app_context(), transaction():
        assert beginner.learner_id is not None
        award(beginner.learner_id, ["bd-of-before"])
    page = beginner.go("/badges/bd-of-before")
    assert page.heading == "Ce badge n'est plus donné"
    assert "Ce que vous avez fait est gardé" in page.main_text
    assert beginner.browser.get("/badges/bd-never-held").status_code == 404
