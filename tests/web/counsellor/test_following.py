"""Who follows a person: taken over, handed over for a time or for good, and told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import select

from pixlearn.accounts.store import Staff
from pixlearn.db import db, now, transaction
from pixlearn.privacy.service import agree_to_share, refuse_to_share
from pixlearn.privacy.store import Handover
from tests.web.browsing import Browser
from tests.web.counsellor.conftest import Place
from tests.web.counsellor.people import a_learner, signed_in, somebody_at_work
from tests.web.learner.reader import form_with

PARIS = ZoneInfo("Europe/Paris")
NOBODY = "sans conseiller désigné"


@pytest.fixture
def sonia(place: Place) -> UUID:
    """Somebody who shares."""
    with place.app.app_context(), transaction():
        return a_learner("Sonia", shares_with=place.structure)


@pytest.fixture
def lou(place: Place) -> UUID:
    """A colleague."""
    with place.app.app_context(), transaction():
        return somebody_at_work(place.structure, "Lou Roy", counsels=True, refers=False)


def take(browser: Browser, learner: UUID) -> None:
    page = browser.page(f"/conseiller/apprenants/{learner}/suivi")
    browser.go_on(browser.send(page, "Je suis cette personne"))


def pass_on(browser: Browser, learner: UUID, to: UUID | str, days: int | None = None) -> int:
    """Hand over, for so many days or for good; the status of the answer."""
    page = browser.page(f"/conseiller/apprenants/{learner}/suivi")
    fields = {"a": str(to)}
    if days is not None:
        last = now().astimezone(PARIS) + timedelta(days=days)  # the day that people there read
        fields |= {"duree": "temps", "fin__jour": str(last.day)}
        fields |= {"fin__mois": str(last.month), "fin__annee": str(last.year)}
    form = form_with(page, "Passer le suivi")
    return browser.send(page, "Passer le suivi", form, **fields).status_code


def follower(browser: Browser, learner: UUID) -> str:
    """What the person's page says after « Suivi par »."""
    words = browser.page(f"/conseiller/apprenants/{learner}").main_text
    return words.partition("Suivi par")[2][:60]


def handovers(place: Place) -> int:
    with place.app.app_context():
        return len(db.session.execute(select(Handover)).scalars().all())


def test_nobody_follows_until_somebody_takes_over(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    assert NOBODY in follower(counsellor, sonia)
    take(counsellor, sonia)
    assert "Claire Petit" in follower(counsellor, sonia)


def test_the_learner_is_told_once_on_the_door_and_always_on_their_page(
    place: Place, counsellor: Browser, sonia: UUID
) -> None:
    take(counsellor, sonia)
    learner = signed_in(place.app, learner=sonia)
    door = learner.page("/")
    assert "Claire Petit vous suit maintenant." in door.main_text
    after = learner.go_on(learner.send(door, "J'ai compris", form_with(door, "J'ai compris")))
    assert "Claire Petit" not in after.main_text
    assert "Claire Petit vous suit." in learner.page("/qui-me-suit").main_text


def test_a_time_comes_back_by_itself(
    place: Place, counsellor: Browser, sonia: UUID, lou: UUID
) -> None:
    take(counsellor, sonia)
    assert pass_on(counsellor, sonia, lou, days=10) == 303
    assert "Lou Roy, jusqu'au" in follower(counsellor, sonia)
    with time_machine.travel(now() + timedelta(days=12), tick=False):
        later = signed_in(place.app, staff=place.counsellor)
        assert "Claire Petit" in follower(later, sonia)
        learner = signed_in(place.app, learner=sonia)
        assert "Lou Roy" not in learner.page("/").main_text
        assert "Lou Roy, jusqu'au" in learner.page("/qui-me-suit").main_text


def test_for_good_ends_a_time(counsellor: Browser, sonia: UUID, lou: UUID) -> None:
    pass_on(counsellor, sonia, lou, days=10)
    take(counsellor, sonia)
    assert "Claire Petit" in follower(counsellor, sonia)
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/suivi")
    assert "arrêté avant" in page.main_text


def test_the_same_form_twice_is_one_handover(
    place: Place, counsellor: Browser, sonia: UUID, lou: UUID
) -> None:
    page = counsellor.page(f"/conseiller/apprenants/{sonia}/suivi")
    form = form_with(page, "Passer le suivi")
    for _ in range(2):
        counsellor.send(page, "Passer le suivi", form, a=str(lou))
    assert handovers(place) == 1


def test_a_follower_who_leaves_the_team_follows_nobody(
    place: Place, counsellor: Browser, sonia: UUID, lou: UUID
) -> None:
    pass_on(counsellor, sonia, lou)
    with place.app.app_context(), transaction():
        row = db.session.execute(select(Staff).where(Staff.id == lou)).scalar_one()
        row.active = False
    assert NOBODY in follower(counsellor, sonia)


def test_sharing_again_begins_without_a_follower(
    place: Place, counsellor: Browser, sonia: UUID, lou: UUID
) -> None:
    pass_on(counsellor, sonia, lou, days=10)
    with place.app.app_context(), transaction():
        refuse_to_share(sonia, place.structure)
    with place.app.app_context(), transaction():
        agree_to_share(sonia, place.structure)
    assert NOBODY in follower(counsellor, sonia)


@pytest.mark.parametrize(
    ("to", "days"), [("", None), ("elsewhere", None), ("lou", -1), ("lou", 900)]
)
def test_a_handover_that_makes_no_sense_comes_back(
    place: Place, counsellor: Browser, sonia: UUID, lou: UUID, to: str, days: int | None
) -> None:
    who = {"": "", "elsewhere": place.counsellor_elsewhere, "lou": lou}[to]
    assert pass_on(counsellor, sonia, who, days) == 422
    assert handovers(place) == 0


def test_a_stranger_takes_nobody_over(place: Place, stranger: Browser, sonia: UUID) -> None:
    form = stranger.page("/conseiller/ateliers").main_form()
    token = next(each.get("value", "") for each in form.iter("input"))
    here = f"/conseiller/apprenants/{sonia}/suivi"
    for action in ("prendre", "passer"):
        sent = stranger.post(here, data={"csrf_token": token, "action": action, "a": "personne"})
        assert sent.status_code == 404
    assert handovers(place) == 0


def test_without_sharing_the_page_says_that_nobody_follows(place: Place) -> None:
    with place.app.app_context(), transaction():
        alone = a_learner("Rosa")
    learner = signed_in(place.app, learner=alone)
    assert "Personne ne vous suit." in learner.page("/qui-me-suit").main_text
    assert learner.page("/qui-me-suit/ma-situation").heading == "Qui me suit"
