"""Numbers with hundreds of digits: a sentence or a page that does not exist, never a fault."""

from __future__ import annotations

import pytest

from pixlearn.config import ROOT
from tests.web.browsing import page_of
from tests.web.guards.asking import address_of, ask, is_post, routes, token_of
from tests.web.guards.world import World

HUGE = ["9" * 30, "1" + "0" * 399]
DATES = [f"{day}-{part}" for day in ("date", "fin", "jour") for part in ("jour", "mois", "annee")]
NUMBERS = {
    *("depuis", "numero", "places", "page", "fait", "question", "avant", "apres", "duree"),
    *("capacite", "deplacer", "note", "global_min", "global_max", *DATES),
}
WHO = {"counsellor": "counsellor", "referent": "referent", "learner": "learner"}


def test_no_address_breaks_on_a_huge_number(world: World) -> None:
    broken = []
    browsers = {person: world.browser(person) for person in WHO.values()}
    for endpoint, rule in sorted(routes(world.app).items()):
        person = WHO.get(endpoint.partition(".")[0])
        if person is None:
            continue
        if is_post(rule):
            answer = ask(browsers[person], world, rule, **dict.fromkeys(NUMBERS, "7" * 5000))
        else:
            query = dict.fromkeys(NUMBERS, HUGE[1])
            answer = browsers[person].get(address_of(world, rule), query_string=query)
        if answer.status_code >= 500:
            broken.append(f"{endpoint}: {answer.status_code}")
    assert broken == []


@pytest.mark.parametrize("number", HUGE)
def test_a_huge_date_of_a_proposal_is_said_in_a_sentence(world: World, number: str) -> None:
    browser = world.looking("counsellor")
    here = f"/conseiller/apprenants/{world.learner}/proposer?genre=grille"
    form = {"csrf_token": token_of(browser), "choix": "P3"}
    parts = {f"date-{part}": number for part in ("jour", "mois", "annee")}
    answer = browser.post(here, data=form | parts)
    assert answer.status_code == 422
    assert page_of(answer).main_text


def test_a_grid_version_that_cannot_be_is_refused(world: World) -> None:
    browser = world.browser("referent")
    data = {"csrf_token": token_of(browser), "depuis": "1" + "0" * 399}
    assert browser.post("/referent/grille", data=data).status_code == 400


def test_numbers_are_read_by_one_reader() -> None:
    read = (ROOT / "pixlearn" / "web").rglob("*.py")
    others = [path.name for path in read if "type=int" in path.read_text()]
    assert others == []
